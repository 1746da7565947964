import { describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { asTeacher, deliverAll, press, studyPlace, typeDaily } from '../../../support/study-channel.ts';

const hour = 3_600_000;
/** A Monday, 08:00 in Berlin. */
const monday = Date.UTC(2026, 10, 23, 7);
const appOnMonday = () => testApp({ start: monday, seeds: [1, 2, 3, 5, 8, 13, 21] });
const idIn = (words: string): string => /"kind":"code","text":"(\w{4})"/u.exec(words)?.[1] ?? 'none';

async function withSchedule(typed = 'set 09:00 Europe/Berlin') {
  const app = appOnMonday();
  const id = idIn(wordsOf(await typeDaily(app, typed)));
  return { app, id };
}

test('a teacher sets it, and sees when it asks', async () => {
  const app = appOnMonday();
  const words = wordsOf(await typeDaily(app, 'set <#C42|async> 09:00 Europe/Berlin weekdays'));
  expect(words).toContain('#async');
  expect(words).toContain('09:00 (Europe/Berlin)');
  expect(words).toContain('Mon, 23 Nov 2026, 09:00');
  expect(words).toContain('Fri, 27 Nov 2026, 09:00');
  expect(words).not.toContain('Sat, 28 Nov');
});

test('whoever is no teacher is refused', async () => {
  const app = appOnMonday();
  const refused = await app.last('daily', { action: 'set', time: '09:00', zone: 'UTC' }, { place: studyPlace });
  expect(wordsOf(refused)).toContain('refusal.for-teachers');
});

test('where options have names, they say the same in any order', async () => {
  const app = appOnMonday();
  const args = { zone: 'America/New York', days: 'mon,wed', time: '9:30', action: 'set', channel: '<#77>' };
  const words = wordsOf(await app.last('daily', args, asTeacher));
  expect(words).toContain('09:30 (America/New_York)');
  expect(words).toContain('Mon, Wed');
});

test('the zone that the platform tells is taken where none is typed', async () => {
  const app = appOnMonday();
  const words = wordsOf(await typeDaily(app, 'set 09:00', { zone: 'Asia/Tokyo' }));
  expect(words).toContain('09:00 (Asia/Tokyo)');
});

test('a lesson or a course narrows down what is asked', async () => {
  const app = appOnMonday();
  expect(wordsOf(await typeDaily(app, 'set 09:00 UTC async 2'))).toContain('Basics');
  expect(wordsOf(await typeDaily(app, 'set 10:00 UTC async'))).toContain('Async');
  expect(wordsOf(await typeDaily(app, 'set 10:00 UTC lesson 2'))).toContain('Basics');
});

describe('what cannot be understood is told with what was expected', () => {
  test.each([
    ['dance', 'refusal.daily-action'],
    ['set', 'refusal.daily-no-time'],
    ['set 25:00 UTC', 'refusal.daily-time'],
    ['set 09:00', 'refusal.daily-no-zone'],
    ['set 09:00 berlin', 'refusal.daily-zone-meant'],
    ['set 09:00 UTC lesson 11', 'refusal.daily-word'],
    ['set #study 09:00 UTC', 'refusal.daily-channel'],
    ['pause', 'refusal.daily-none'],
    ['list', 'refusal.daily-none'],
  ])('/daily %s: %s', async (typed, code) => {
    expect(wordsOf(await typeDaily(appOnMonday(), typed))).toContain(code);
  });

  test.each([
    ['pause', 'refusal.daily-no-date'],
    ['pause until 2026-02-30', 'refusal.daily-date'],
    ['pause until 2026-11-23', 'refusal.daily-past'],
    ['holidays', 'refusal.daily-no-date'],
    ['stop z9z9', 'refusal.daily-which'],
    ['reveal', 'refusal.daily-not-open'],
  ])('with a schedule, /daily %s: %s', async (typed, code) => {
    const { app } = await withSchedule();
    expect(wordsOf(await typeDaily(app, typed))).toContain(code);
  });

  test('a zone typed by its city is offered in full', async () => {
    expect(wordsOf(await typeDaily(appOnMonday(), 'set 09:00 berlin'))).toContain('Europe/Berlin');
  });

  test('in a direct message there is no channel to ask in', async () => {
    const place = { platform: 'test', visibility: 'private', role: 'teacher' } as const;
    const refused = await typeDaily(appOnMonday(), 'set 09:00 UTC', { place });
    expect(wordsOf(refused)).toContain('refusal.daily-nowhere');
  });
});

test('a channel may have several, told apart by their ids', async () => {
  const { app, id } = await withSchedule();
  const other = idIn(wordsOf(await typeDaily(app, 'set 17:00 Europe/Berlin')));
  expect(other).not.toBe(id);
  const words = wordsOf(await typeDaily(app, 'list'));
  expect(words).toContain(id);
  expect(words).toContain(other);
  expect(wordsOf(await typeDaily(app, 'stop'))).toContain('refusal.daily-which');
  await typeDaily(app, `stop ${other}`);
  expect(wordsOf(await typeDaily(app, 'list'))).not.toContain(other);
});

test('another community neither sees nor changes it', async () => {
  const { app, id } = await withSchedule();
  const place = { ...asTeacher.place, community: 'elsewhere' };
  expect(wordsOf(await typeDaily(app, 'list', { place }))).toContain('refusal.daily-none');
  expect(wordsOf(await typeDaily(app, `stop ${id}`, { place }))).toContain('refusal.daily-none');
});

test('the list tells of a change of clocks among the next five', async () => {
  const app = testApp({ start: Date.UTC(2026, 2, 26, 12) });
  const words = wordsOf(await typeDaily(app, 'set 09:00 Europe/Berlin'));
  expect(words).toContain('daily.clock-change');
  expect(words).toContain(String.raw`\"before\":\"UTC+1\",\"after\":\"UTC+2\"`);
  expect(words).toContain('Sun, 29 Mar 2026, 09:00');
  expect(wordsOf(await typeDaily(appOnMonday(), 'set 09:00 Europe/Berlin'))).not.toContain('daily.clock-change');
});

test('a pause ends on the day that was named', async () => {
  const { app } = await withSchedule();
  const words = wordsOf(await typeDaily(app, 'pause until 2026-11-26'));
  expect(words).toContain('daily.note-paused');
  expect(words).not.toContain('25 Nov');
  expect(words).toContain('Thu, 26 Nov 2026');
  app.pass(2 * 24 * hour + 2 * hour);
  expect(await deliverAll(app)).toEqual([]);
  app.pass(24 * hour);
  expect(await deliverAll(app)).toHaveLength(1);
});

test('a pause can be ended at any time, and nothing is asked for what it left out', async () => {
  const { app } = await withSchedule();
  await typeDaily(app, 'pause until 2026-12-24');
  app.pass(3 * hour);
  const words = wordsOf(await typeDaily(app, 'resume'));
  expect(words).toContain('Tue, 24 Nov 2026');
  expect(await deliverAll(app)).toEqual([]);
});

test('on holidays nothing is asked, and none takes them away', async () => {
  const { app } = await withSchedule();
  const words = wordsOf(await typeDaily(app, 'holidays 2026-11-23,2026-11-25'));
  expect(words).toContain('23 November 2026, 25 November 2026');
  expect(words).not.toContain('Wed, 25 Nov');
  app.pass(2 * hour);
  expect(await deliverAll(app)).toEqual([]);
  expect(wordsOf(await typeDaily(app, 'holidays none'))).toContain('Wed, 25 Nov');
});

test('a trial shows what would be asked, with nothing to press, and posts nothing', async () => {
  const { app } = await withSchedule();
  const shown = await typeDaily(app, 'try');
  expect(shown.audience).toBe('learner');
  expect(choicesOf(shown)).toEqual([]);
  expect(wordsOf(shown)).toContain('daily.trial');
  expect(wordsOf(shown)).toContain('Mon, 23 Nov 2026, 09:00');
  expect(await deliverAll(app)).toEqual([]);
});

test('the teacher has the answer told before its time', async () => {
  const { app } = await withSchedule();
  app.pass(hour);
  const [question] = await deliverAll(app);
  if (question === undefined) throw new Error('expected a question');
  await press(app, question, { place: 0, by: 'ada' });
  expect(await deliverAll(app)).toEqual([]);
  await typeDaily(app, 'reveal');
  const [answer] = await deliverAll(app);
  expect(answer?.view.title).toBe('daily.answer-title');
  expect(wordsOf(await typeDaily(app, 'reveal'))).toContain('refusal.daily-not-open');
});

test('what was stopped asks no more, but its open question gets its answer', async () => {
  const { app } = await withSchedule();
  app.pass(hour);
  expect(await deliverAll(app)).toHaveLength(1);
  await typeDaily(app, 'stop');
  app.pass(9 * hour);
  expect((await deliverAll(app)).map(({ view }) => view.title)).toEqual(['daily.answer-title']);
  app.pass(48 * hour);
  expect(await deliverAll(app)).toEqual([]);
});

test('days, actions and zones are suggested while they are typed', () => {
  const { app } = testApp();
  const suggested = (option: string, typed: string) =>
    app.suggest({ command: 'daily', option, typed, args: {}, locale: 'en' }).map(({ value }) => value);
  expect(suggested('action', 're')).toEqual(['resume', 'reveal']);
  expect(suggested('zone', 'berlin')).toContain('Europe/Berlin');
  expect(suggested('days', '')).toContain('weekdays');
});

describe('what a teacher does is written down', () => {
  const written = async (app: ReturnType<typeof appOnMonday>) =>
    (await app.store.audit.last({ platform: 'test', community: 'school' }, 20)).map(({ who, act, about }) => [
      who,
      act,
      about,
    ]);

  test('each act with its schedule, the newest first; looking is none', async () => {
    const { app, id } = await withSchedule('set <#C42|async> 09:00 Europe/Berlin');
    for (const typed of ['list', 'try', 'holidays 2026-12-25', 'pause 2026-12-01', 'resume'])
      await typeDaily(app, typed);
    app.pass(2 * hour);
    await deliverAll(app);
    await typeDaily(app, 'reveal');
    await typeDaily(app, 'stop', { learner: learnerId('test:other') });
    expect(await written(app)).toEqual([
      ['test:other', 'daily stop', id],
      ['test:teacher', 'daily reveal', id],
      ['test:teacher', 'daily resume', id],
      ['test:teacher', 'daily pause', `${id} 2026-12-01`],
      ['test:teacher', 'daily holidays', `${id} 2026-12-25`],
      ['test:teacher', 'daily set', 'async 09:00 Europe/Berlin'],
    ]);
  });

  test('not what was refused', async () => {
    const { app } = await withSchedule();
    const before = await written(app);
    for (const typed of ['set 25:00 UTC', 'pause', 'pause 2020-01-01', 'stop x9x9', 'reveal', 'dance'])
      expect(wordsOf(await typeDaily(app, typed))).toContain('refusal.');
    await app.last('daily', { action: 'stop' }, { place: studyPlace });
    expect(await written(app)).toEqual(before);
  });
});

test('without a zone typed, the one that the teacher chose is taken', async () => {
  const app = appOnMonday();
  await app.store.learners.chooseZone(asTeacher.learner, 'Asia/Tokyo', 1);
  expect(wordsOf(await typeDaily(app, 'set 09:00', { zone: 'Europe/Berlin' }))).toContain('09:00 (Asia/Tokyo)');
});
