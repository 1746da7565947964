import { describe, expect, test } from 'vitest';
import type { Delivery } from '#core/delivery.ts';
import { courseId, learnerId, scheduleId } from '#core/ids.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { deliverAll, press, typeDaily } from '../../../support/study-channel.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Before nine on a Monday, with a question a day at nine, UTC. */
async function studyDays(typed = 'set 09:00 UTC') {
  const seeds = Array.from({ length: 500 }, (_, at) => at * 7919 + 1);
  const app = testApp({ start: Date.UTC(2026, 10, 23, 8), seeds });
  await typeDaily(app, typed);
  const asks = (all: readonly Delivery[]) => all.filter(({ id }) => id.endsWith(':ask'));
  const answers = (all: readonly Delivery[]) => all.filter(({ id }) => id.endsWith(':reveal'));
  /** A day and a night, hour by hour. */
  const live = async (days: number, each: (asked: Delivery) => Promise<unknown> = async () => {}) => {
    const all: Delivery[] = [];
    for (let hours = 0; hours < days * 24; hours += 1) {
      app.pass(hour);
      const due = await deliverAll(app);
      for (const asked of asks(due)) await each(asked);
      all.push(...due);
    }
    return all;
  };
  return { app, asks, answers, live };
}

const dateOf = ({ id }: Delivery): string => id.split(':')[1] ?? '';

test('a question comes at its time, its answer eight hours later, each once', async () => {
  const { app } = await studyDays();
  app.pass(hour - 1);
  expect(await deliverAll(app)).toEqual([]);
  app.pass(1);
  const [question, ...others] = await deliverAll(app);
  expect(others).toEqual([]);
  expect(question).toMatchObject({
    address: { kind: 'channel', platform: 'test', community: 'school', channel: 'study' },
    perhapsSince: null,
    view: { audience: 'channel' },
  });
  expect(wordsOf(question?.view)).toContain(String.raw`daily.how {\"time\":\"17:00\"}`);
  expect(await deliverAll(app)).toEqual([]);
  app.pass(8 * hour);
  expect((await deliverAll(app)).map(({ view }) => view.title)).toEqual(['daily.answer-title']);
  expect(await deliverAll(app)).toEqual([]);
});

test('what a teacher changes when a question is due already does not lose it', async () => {
  const { app, asks } = await studyDays();
  app.pass(hour + 3000);
  await typeDaily(app, 'holidays 2026-12-24');
  expect(asks(await deliverAll(app)).map(dateOf)).toEqual(['2026-11-23']);
});

test('a late question that could not be sent gives way to the next one of its channel', async () => {
  const { app, asks } = await studyDays();
  await typeDaily(app, 'set 12:00 UTC');
  app.pass(3 * hour);
  const [late] = asks(await app.app.due(['test']));
  if (late === undefined) throw new Error('expected a question');
  await app.app.delivered(late, { kind: 'failed', sent: 'no' });
  app.pass(hour);
  const sent = asks(await deliverAll(app));
  expect(sent).toHaveLength(1);
  expect(sent[0]?.id).not.toBe(late.id);
  app.pass(hour);
  expect(asks(await deliverAll(app))).toEqual([]);
});

test('when the bot was away for hours, of a channel’s two questions only the last is asked', async () => {
  const { app, asks } = await studyDays();
  await typeDaily(app, 'set 12:00 UTC');
  app.pass(5 * hour);
  const late = asks(await deliverAll(app));
  expect(late.map(({ view }) => wordsOf(view).includes('daily.late'))).toEqual([true]);
  expect(late.every(({ perhapsSince }) => perhapsSince === null)).toBe(true);
  app.pass(4 * hour);
  expect(asks(await deliverAll(app))).toEqual([]);
});

test('nothing that a question shows tells which answer is right', async () => {
  const { app } = await studyDays();
  app.pass(hour);
  const words = wordsOf((await deliverAll(app))[0]?.view);
  expect(words).not.toMatch(/"right"|So it is|because/u);
});

test('another platform than those that are asked for is left alone', async () => {
  const { app } = await studyDays();
  app.pass(hour);
  expect(await app.app.due(['elsewhere'])).toEqual([]);
  expect(await app.app.due(['elsewhere', 'test'])).toHaveLength(1);
});

test('the answer comes as soon as its schedule wants it, and an hour before the next question there at the latest', async () => {
  const { asks, answers, live } = await studyDays('set 09:00 UTC reveal 4h');
  const all = await live(1);
  expect(asks(all)).toHaveLength(1);
  expect(wordsOf(all[0]?.view)).toContain(String.raw`\"time\":\"13:00\"`);
  expect(answers(all)).toHaveLength(1);
  const other = await studyDays();
  await typeDaily(other.app, 'set 13:00 UTC');
  other.app.pass(hour);
  expect(wordsOf((await deliverAll(other.app))[0]?.view)).toContain(String.raw`\"time\":\"12:00\"`);
});

describe('after a time without the bot', () => {
  test.each([
    { hours: 5 / 60, how: 'on time' },
    { hours: 1, how: 'late' },
    { hours: 5.9, how: 'late' },
    { hours: 6.1, how: 'none' },
    { hours: 73, how: 'late' },
    { hours: 82, how: 'none' },
  ])('of $hours hours behind its time there is at most one question, here: $how', async ({ hours, how }) => {
    const { app, asks } = await studyDays();
    app.pass(hour + hours * hour);
    const asked = asks(await deliverAll(app));
    expect(asked).toHaveLength(how === 'none' ? 0 : 1);
    if (how !== 'none') expect(wordsOf(asked[0]?.view).includes('daily.late')).toBe(how === 'late');
    expect(asks(await deliverAll(app))).toEqual([]);
  });

  test('an answer that is due is told, if it is not older than a week', async () => {
    for (const [days, count] of [
      [1, 1],
      [9, 0],
    ] as const) {
      const { app, answers } = await studyDays();
      app.pass(hour);
      const [question] = await deliverAll(app);
      if (question === undefined) throw new Error('expected a question');
      await press(app, question, { place: 0, by: 'ada' });
      app.pass(days * day + 14 * hour);
      expect(answers(await deliverAll(app))).toHaveLength(count);
      const history = await app.store.answers.history(learnerId('test:ada'), courseId('async'));
      expect(history).toHaveLength(1);
    }
  });
});

describe('a clock that steps', () => {
  test('ahead by a month and back again loses nothing', async () => {
    const { app, asks, live } = await studyDays();
    app.pass(30 * day + hour);
    expect(asks(await deliverAll(app))).toHaveLength(1);
    app.pass(-30 * day);
    const all = await live(3, async (asked) => await press(app, asked, { place: 0, by: 'ada' }));
    expect(asks(all).map(dateOf)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
  });

  test('ahead, in a process that is killed with a claim, does not keep others from it once it is right again', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    await deliverAll(app);
    app.pass(5 * day);
    expect(await app.app.due(['test'])).not.toEqual([]);
    app.pass(-5 * day + 8 * hour);
    expect((await deliverAll(app)).map(({ view }) => view.title)).toEqual(['daily.answer-title']);
  });

  test('back over its time asks no second time', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    expect(await deliverAll(app)).toHaveLength(1);
    app.pass(-2 * hour);
    expect(await deliverAll(app)).toEqual([]);
    app.pass(2 * hour + 1);
    expect(await deliverAll(app)).toEqual([]);
  });
});

describe('a channel that is silent', () => {
  test('is asked once a week after three questions in a row, is told so once, and has its days back with one answer', async () => {
    const { app, asks, answers, live } = await studyDays();
    const silent = await live(24);
    expect(asks(silent).map(dateOf)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-12-02',
      '2026-12-09',
      '2026-12-16',
    ]);
    const told = answers(silent).filter(({ view }) => wordsOf(view).includes('daily.weekly-now'));
    expect(told.map(dateOf)).toEqual(['2026-11-25']);
    expect(wordsOf(await typeDaily(app, 'list'))).toContain('daily.note-weekly');
    const weekly = await live(7, async (asked) => await press(app, asked, { place: 0, by: 'ada' }));
    expect(asks(weekly)).toHaveLength(1);
    expect(wordsOf(await typeDaily(app, 'list'))).not.toContain('daily.note-weekly');
    expect(asks(await live(2))).toHaveLength(2);
  });

  test('stays daily as long as somebody answers one in three', async () => {
    const { app, asks, live } = await studyDays();
    let asked = 0;
    const all = await live(12, async (question) => {
      asked += 1;
      if (asked % 3 === 0) await press(app, question, { place: 1, by: 'ada' });
    });
    expect(asks(all)).toHaveLength(12);
    expect(all.map(({ view }) => wordsOf(view)).join('')).not.toContain('daily.weekly-now');
  });
});

describe('a channel that is gone', () => {
  test('rests, and its teacher is told once', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    const [question] = await app.app.due(['test']);
    if (question === undefined) throw new Error('expected a question');
    await app.app.delivered(question, { kind: 'gone' });
    await app.app.delivered(question, { kind: 'gone' });
    const [told, ...others] = await deliverAll(app);
    expect(others).toEqual([]);
    expect(told?.address).toEqual({ kind: 'learner', platform: 'test', community: 'school', learner: 'test:teacher' });
    expect(wordsOf(told?.view)).toContain('daily.gone');
    app.pass(3 * day);
    expect(await deliverAll(app)).toEqual([]);
    expect(wordsOf(await typeDaily(app, 'list'))).toContain('daily.note-gone');
    await typeDaily(app, 'resume');
    app.pass(day);
    expect(await deliverAll(app)).toHaveLength(1);
  });

  test('a platform that is out for a while does not end it: the question comes late, or the next day', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      for (const delivery of await app.app.due(['test']))
        await app.app.delivered(delivery, { kind: 'failed', sent: 'no' });
      app.pass(60_000);
    }
    app.pass(10 * 60_000);
    expect(wordsOf((await deliverAll(app))[0]?.view)).toContain('daily.late');
    app.pass(day);
    expect(await deliverAll(app)).not.toEqual([]);
  });
});

test('a schedule that cannot be planned keeps no other from asking', async () => {
  const { app } = await studyDays();
  const [schedule] = await app.store.calendar.schedules({ platform: 'test', community: 'school' });
  if (schedule === undefined) throw new Error('expected a schedule');
  const broken = { ...schedule, id: scheduleId('a1a1'), channel: 'other', zone: 'Mars/Olympus_Mons' };
  await app.store.calendar.save({ schedule: broken, before: null, prompt: null, posts: [] });
  app.pass(hour);
  expect(await deliverAll(app)).toHaveLength(1);
  expect(app.lines.map(({ event }) => event)).toContain('nothing due');
});

describe('the answer', () => {
  test('has a bar for each option, and what tempted whom', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    const [question] = await deliverAll(app);
    if (question === undefined) throw new Error('expected a question');
    const labels = choicesOf(question.view).map(({ label }) => label);
    for (const [at, place] of [0, 1, 1, 0, 1].entries()) await press(app, question, { place, by: `p${at}` });
    await press(app, question, { place: 1, by: 'p0' });
    app.pass(8 * hour);
    const view = (await deliverAll(app))[0]?.view;
    const bars = view?.blocks.filter(({ kind }) => kind === 'progress') ?? [];
    expect(bars).toHaveLength(labels.length);
    const counted = bars.map((bar) => (bar.kind === 'progress' ? [bar.done, bar.of] : []));
    expect(counted.slice(0, 2)).toEqual([
      [1, 5],
      [4, 5],
    ]);
    expect(wordsOf(view)).toContain('daily.right-bar');
    expect(wordsOf(view)).toContain('daily.chose');
    expect(wordsOf(view)).toContain('quiz.right-answer');
  });

  test('of a question that nobody answered says so, without bars', async () => {
    const { app } = await studyDays();
    app.pass(hour);
    await deliverAll(app);
    app.pass(8 * hour);
    const view = (await deliverAll(app))[0]?.view;
    expect(wordsOf(view)).toContain('daily.nobody');
    expect(view?.blocks.some(({ kind }) => kind === 'progress')).toBe(false);
  });
});
