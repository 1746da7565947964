import { describe, expect, test } from 'vitest';
import type { Delivery, DeliveryOutcome } from '#core/delivery.ts';
import { optionsFor } from '#core/calendar/choose-prompt.ts';
import { questionOf } from '#core/calendar/prompt-question.ts';
import { conceptId, courseId, learnerId, promptId, quizId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import type { TestApp } from '../../support/app.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../support/app.ts';
import { smallLibrary } from '../../support/library.ts';
import { asTeacher, press, typeDaily } from '../../support/study-channel.ts';
import { createMemoryStore } from '../../support/memory-store.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ada = learnerId('test:ada');
const ben = learnerId('test:ben');
const delivered: DeliveryOutcome = { kind: 'delivered', reference: null };

/** Monday, 2 November 2026, 12:00 UTC. Ada missed a question long ago, so that something is due. */
async function noon(store: Store, zone?: string) {
  const app = testApp({ store, start: Date.UTC(2026, 10, 2, 12) });
  await missed(app, ada);
  const as = (learner: LearnerId) => ({ learner, ...(zone === undefined ? {} : { zone }) });
  const remind = async (learner: LearnerId, when: string) => await app.last('remind', { when }, as(learner));
  /** What is sent meanwhile, half hour by half hour, with the time of day in UTC. */
  const live = async (ms: number, outcome = delivered, each: (one: Delivery) => Promise<void> = async () => {}) => {
    const sent: { readonly at: string; readonly delivery: Delivery }[] = [];
    for (let passed = 0; passed < ms; passed += 30 * minute) {
      app.pass(30 * minute);
      for (const delivery of await app.app.due(['test'])) {
        sent.push({ at: new Date(Math.floor(app.now() / minute) * minute).toISOString().slice(0, 16), delivery });
        await app.app.delivered(delivery, outcome);
        await each(delivery);
      }
    }
    return sent;
  };
  const times = async (ms: number) => (await live(ms)).map(({ at }) => at);
  return { app, remind, live, times };
}

async function missed({ store, now }: TestApp, learner: LearnerId): Promise<void> {
  const about = { course: courseId('async'), quiz: quizId('written'), concept: conceptId('task') };
  const answer = { ...about, learner, seed: 1, given: ['1'], correct: false, at: now() - 3 * day };
  expect(await store.answers.record(answer)).toBe('recorded');
}

async function link({ store, now }: TestApp): Promise<void> {
  await store.accounts.offer({ learner: ada, code: 'CODE', at: now(), until: now() + 1 });
  expect(await store.accounts.redeem({ learner: ben, code: 'CODE', at: now() }, { most: 9, withinMs: 1 })).toBe(
    'linked',
  );
}

describe.each<[string, () => Promise<Store>]>([
  ['the store in SQLite', async () => await openStore('sqlite::memory:')],
  ['the store in memory', async () => createMemoryStore()],
])('over %s', (_, open) => {
  test('nobody hears anything who has not asked for it', async () => {
    const { times } = await noon(await open());
    expect(await times(2 * day)).toEqual([]);
  });

  test('who asked gets one line a day at their time, alone, with what is due and a press that ends it', async () => {
    const { app, remind, live } = await noon(await open());
    await remind(ada, '18:00');
    const sent = await live(2 * day);
    expect(sent.map(({ at }) => at)).toEqual(['2026-11-02T18:00', '2026-11-03T18:00']);
    const [first] = sent;
    expect(first?.delivery).toMatchObject({
      id: 'reminders/test:ada/2026-11-02',
      address: { kind: 'learner', platform: 'test', community: null, learner: ada },
      language: 'en',
      perhapsSince: null,
    });
    expect(wordsOf(first?.delivery.view)).toContain(String.raw`remind.due {\"count\":1}`);
    if (first === undefined) throw new Error('expected a reminder');
    const { command, args } = choiceFor(first.delivery.view, 'remind');
    expect(wordsOf(await app.last(command, args, { learner: ada }))).toContain('remind.off');
    expect(await live(2 * day)).toEqual([]);
  });

  test('a day of study needs none, and neither does a memory with nothing due', async () => {
    const { app, remind, times } = await noon(await open());
    await remind(ada, '18:00');
    await remind(ben, '18:00');
    const about = { course: courseId('async'), quiz: quizId('written'), concept: conceptId('task') };
    const answer = { ...about, learner: ada, seed: 2, given: ['1'], correct: false, at: app.now() };
    await app.store.answers.record({ ...answer, day: { date: '2026-11-02', zone: 'UTC' } });
    expect(await times(day)).toEqual([]);
    expect(await times(day)).toEqual(['2026-11-03T18:00']);
  });

  test('quiet hours are kept, though they came after the reminder', async () => {
    const { app, times } = await noon(await open());
    await app.last('remind', { when: '7:00', quiet: '23-6' });
    expect(await times(day)).toEqual(['2026-11-03T07:00']);
    const mine = await app.store.reminders.of(ada);
    if (mine === null) throw new Error('expected a reminder');
    const reminder = { ...mine, quiet: { from: 22, to: 8 } };
    await app.store.reminders.choose({ kind: 'set', reminder, at: app.now() });
    expect(await times(2 * day)).toEqual([]);
  });

  test('who moves is reminded at the same time of day there, and once a date', async () => {
    const { app, remind, times } = await noon(await open(), 'Europe/Berlin');
    await remind(ada, '18:00');
    expect(await times(6 * hour)).toEqual(['2026-11-02T17:00']);
    // It is Monday morning there: Monday had its reminder.
    await app.last('timezone', { zone: 'America/Los_Angeles' });
    expect(await times(day)).toEqual([]);
    expect(await times(day)).toEqual(['2026-11-04T02:00']);
    // It is Wednesday there, and 07:00 in the morning.
    await app.last('timezone', { zone: 'Pacific/Auckland' });
    expect(await times(day)).toEqual(['2026-11-05T05:00']);
  });

  test('linked accounts get one for the person, where it was asked for last; apart again, each its own', async () => {
    const { app, remind, live } = await noon(await open());
    await missed(app, ben);
    await remind(ada, '18:00');
    app.pass(1_000);
    await remind(ben, '19:00');
    await link(app);
    const to = async (ms: number) =>
      (await live(ms)).map(({ at, delivery: { address } }) => [
        at,
        address.kind === 'learner' ? address.learner : null,
      ]);
    expect(await to(day)).toEqual([['2026-11-02T19:00', ben]]);
    await app.store.accounts.unlink(ada);
    expect(await to(day)).toEqual([
      ['2026-11-03T18:00', ada],
      ['2026-11-03T19:00', ben],
    ]);
  });

  test('who had one today and links gets no second one by the other account', async () => {
    const { app, remind, times } = await noon(await open());
    await missed(app, ben);
    await remind(ada, '18:00');
    app.pass(1_000);
    await remind(ben, '19:00');
    expect(await times(6 * hour)).toEqual(['2026-11-02T18:00']);
    await link(app);
    expect(await times(6 * hour)).toEqual([]);
    expect(await times(day)).toEqual(['2026-11-03T19:00']);
  });

  test('where messages are turned away no more are tried, and it can be asked for anew', async () => {
    const { app, remind, live, times } = await noon(await open());
    await remind(ada, '18:00');
    expect(await live(day, { kind: 'gone' })).toHaveLength(1);
    expect(await live(2 * day)).toEqual([]);
    expect(wordsOf(await app.last('remind'))).toContain('remind.none');
    await remind(ada, '18:00');
    expect(await times(day)).toHaveLength(1);
  });

  test('a message turned away at one account does not end what was asked for with another meanwhile', async () => {
    const { app, remind, times } = await noon(await open());
    await missed(app, ben);
    await link(app);
    await remind(ada, '18:00');
    app.pass(6 * hour);
    const [sent] = await app.app.due(['test']);
    if (sent === undefined) throw new Error('expected a reminder');
    await remind(ben, '19:00');
    await app.app.delivered(sent, { kind: 'gone' });
    // Monday had one.
    expect(await times(2 * day + 2 * hour)).toEqual(['2026-11-03T19:00', '2026-11-04T19:00']);
  });

  test('one that could not be sent is left out: the next day has its own', async () => {
    const { remind, live, times } = await noon(await open());
    await remind(ada, '18:00');
    expect(await live(12 * hour, { kind: 'failed', sent: 'no' })).toHaveLength(1);
    expect(await times(day)).toEqual(['2026-11-03T18:00']);
  });

  test('a bot that was away all evening sends none of them late', async () => {
    const { app, remind, times } = await noon(await open());
    await remind(ada, '18:00');
    app.pass(3 * day + 9 * hour);
    expect(await times(12 * hour)).toEqual([]);
    expect(await times(day)).toEqual(['2026-11-06T18:00']);
  });

  test('who wants it once a week hears on that day how it was, with one next step and a press that ends it', async () => {
    const { app, remind, live } = await noon(await open());
    await remind(ada, 'sunday 18:00');
    const about = { course: courseId('async'), quiz: quizId('written'), concept: conceptId('task'), given: ['1'] };
    const answer = { ...about, learner: ada, seed: 2, at: app.now() };
    await app.store.answers.record({ ...answer, correct: true, day: { date: '2026-11-02', zone: 'UTC' } });
    const sent = await live(14 * day);
    expect(sent.map(({ at }) => at)).toEqual(['2026-11-08T18:00', '2026-11-15T18:00']);
    const [first, second] = sent;
    expect(first?.delivery.address).toMatchObject({ kind: 'learner', learner: ada });
    // Of the two answers the one of three days before Monday is out by Sunday evening.
    expect(wordsOf(first?.delivery.view)).toContain(String.raw`digest.answers {\"right\":1,\"count\":1}`);
    expect(wordsOf(second?.delivery.view)).toContain('digest.quiet');
    if (first === undefined) throw new Error('expected a digest');
    expect(choiceFor(first.delivery.view, 'quiz').weight).toBe('primary');
    const { command, args } = choiceFor(first.delivery.view, 'remind');
    await app.last(command, args, { learner: ada });
    expect(await live(14 * day)).toEqual([]);
  });

  test('a week of which there is nothing to tell is passed over', async () => {
    const { remind, times } = await noon(await open());
    await remind(ben, 'weekly');
    expect(await times(14 * day)).toEqual([]);
  });

  test('who sets the questions of a channel hears how it answered, and what it missed most', async () => {
    const { app, live } = await noon(await open());
    const quiet = await typeDaily(app, 'set <#C42|async> 13:00 UTC');
    expect(wordsOf(quiet)).toContain('daily.set');
    await app.last('remind', { when: 'sunday 20:00' }, asTeacher);
    const polls: Poll[] = [];
    const sent = await live(7 * day, delivered, async (delivery) => {
      if (delivery.id.endsWith(':ask')) polls.push(await poll(app, delivery, polls.length));
    });
    const digests = sent.flatMap(({ delivery }) => (delivery.address.kind === 'learner' ? [delivery] : []));
    expect(digests).toHaveLength(1);
    const told = wordsOf(digests[0]?.view);
    // The answer of Sunday is told an hour later.
    const week = polls.slice(0, 6);
    const votes = week.reduce((sum, { answers }) => sum + answers, 0);
    expect(told).toContain(
      String.raw`digest.channel {\"place\":\"#async\",\"questions\":${week.length},\"count\":${votes}}`,
    );
    const worst = week.toSorted((one, other) => other.wrong - one.wrong || one.answers - other.answers)[0];
    expect(told).toContain(String.raw`\"wrong\":${worst?.wrong},\"answers\":${worst?.answers}}`);
    expect(told).toContain('digest.quiet');
  });
});

interface Poll {
  readonly answers: number;
  readonly wrong: number;
}

/** Some people answer a question, each day others; counted by what each is told once the answer is known. */
async function poll(app: TestApp, delivery: Delivery, days: number): Promise<Poll> {
  const places = [...choicesOf(delivery.view).keys()].filter(
    (place) => choicesOf(delivery.view)[place]?.command === 'vote',
  );
  const asked = await app.store.prompts.read(promptId(delivery.id.split('/')[1]?.replace(/:ask$/u, '') ?? ''));
  const question = asked === null ? null : questionOf(asked, smallLibrary());
  const options = question === null ? null : optionsFor(question.question);
  let wrong = 0;
  for (let who = 0; who <= days; who += 1) {
    const place = places[(who * who + days) % places.length] ?? 0;
    await press(app, delivery, { place, by: `voter-${who}` });
    wrong += options?.[place]?.right === true ? 0 : 1;
  }
  return { answers: days + 1, wrong };
}
