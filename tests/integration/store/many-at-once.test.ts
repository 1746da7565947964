import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  conceptId,
  chunkId,
  courseId,
  exerciseId,
  learnerId,
  misconceptionId,
  promptId,
  quizId,
  requestId,
  scheduleId,
} from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Post, Schedule } from '#core/ports/calendar-store.ts';
import type { Prompt } from '#core/ports/prompt-store.ts';
import type { Answer, Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { makePostgresDatabase, type PostgresDatabase } from '../../support/postgres-server.ts';
import { seededRandom } from '../../support/seeded-random.ts';

// For the server, three handles are three processes: each has connections of its own, and none knows of the others.
describe('on PostgreSQL, of many processes at once,', () => {
  let database: PostgresDatabase;
  let stores: (Store & AsyncDisposable)[] = [];

  beforeAll(async () => {
    database = await makePostgresDatabase();
    stores = await Promise.all(Array.from({ length: 3 }, () => openStore(database.url)));
  });

  afterAll(async () => {
    for (const store of stores) await store[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const anyOf = (nth: number): Store => stores[nth % stores.length] ?? stores[0] ?? fail();
  const atOnce = async <Result>(count: number, act: (store: Store, nth: number) => Promise<Result>) =>
    await Promise.all(Array.from({ length: count }, (_, nth) => act(anyOf(nth), nth)));

  test('one handles an event, moves a learner, records an answer or an attempt', async () => {
    const [learner, request] = [learnerId('race:one'), requestId('race:event')];
    const [one, other] = [await linked('race:linked', anyOf(0)), learner];
    for (const who of [one, [other, other]] as const) {
      const claims = await atOnce(12, (store) => store.requests.claim(requestId(`${request}:${who[0]}`), 1_000, 500));
      expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
      const moves = await atOnce(12, (store, nth) =>
        store.progress.savePosition({
          learner: pick(who, nth),
          course,
          from: null,
          to: chunkId('a'),
          read: false,
          at: nth,
        }),
      );
      expect(moves.filter((move) => move === 'moved')).toHaveLength(1);
      const answers = await atOnce(12, (store, nth) => store.answers.record(answer(pick(who, nth), { at: nth })));
      expect(answers.filter((each) => each === 'recorded')).toHaveLength(1);
      const attempts = await atOnce(12, (store, nth) =>
        store.exercises.record({
          learner: who[0],
          course,
          exercise: exerciseId('retry'),
          request,
          code: String(nth),
          hints: 0,
          at: nth,
          verdict: 'passed',
          failing: null,
        }),
      );
      expect(attempts.filter((each) => each === 'recorded')).toHaveLength(1);
    }
  });

  test('two accounts of a person have one reminder a day, and the newest choice, whatever the clock says', async () => {
    const both = await linked('reminded', anyOf(0));
    for (const [nth, learner] of both.entries()) {
      const turn = { zone: 'UTC', locale: 'en', minute: 540, quiet: { from: 0, to: 0 }, nextAt: 1_000 };
      const reminder = { learner, platform: 'race', community: null, ...turn };
      await anyOf(nth).reminders.choose({ kind: 'set', reminder, at: nth });
    }
    const claims = await atOnce(12, (store, nth) =>
      store.reminders.claim({ learner: pick(both, nth), date: '2026-11-23', from: 1_000, next: 2_000 }),
    );
    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'had-today')).toHaveLength(1);
    await atOnce(12, (store, nth) => store.learners.chooseZone(pick(both, nth), `Zone/${nth}`, 5));
    const chosen = await database.run("select chosen_at from setting where learner like '%reminded%'");
    expect(new Set(chosen.map((row) => row['chosen_at'])).size).toBe(2);
  });

  test('a code links one of those who type it, and who link crosswise are one person at the end', async () => {
    await anyOf(0).accounts.offer({ learner: learnerId('code:owner'), code: 'RACE', at: 1, until: 9 });
    const typed = await atOnce(9, (store, nth) =>
      store.accounts.redeem({ learner: learnerId(`code:${nth}`), code: 'RACE', at: 2 }, { most: 5, withinMs: 9 }),
    );
    expect(typed.filter((each) => each === 'linked')).toHaveLength(1);
    const ring = Array.from({ length: 6 }, (_, nth) => learnerId(`ring:${nth}`));
    await atOnce(6, (store, nth) =>
      store.accounts.offer({ learner: pick(ring, nth), code: `RING${nth}`, at: 1, until: 9 }),
    );
    await atOnce(6, (store, nth) =>
      store.accounts.redeem({ learner: pick(ring, nth + 1), code: `RING${nth}`, at: 2 }, { most: 5, withinMs: 9 }),
    );
    expect(await anyOf(1).accounts.of(learnerId('ring:3'))).toEqual(ring);
  });

  test('each post is claimed by one, and each act of a class has a number of its own', async () => {
    const { schedule, prompt, posts } = calendarOf('posts');
    const many = Array.from({ length: 40 }, (_, nth): Post => ({ ...posts[0], id: `many:${nth}`, prompt: null }));
    const planned = await atOnce(6, (store) =>
      store.calendar.save({ schedule, before: null, prompt: { prompt, posts }, posts: many }),
    );
    expect(planned.filter((each) => each === 'saved')).toHaveLength(1);
    const wanted = { platforms: [schedule.platform], now: 5_000, leaseMs: 60_000, most: 4 };
    const claimed = (await atOnce(30, (store) => store.calendar.claim(wanted))).flat().map(({ id }) => id);
    expect(claimed).toHaveLength(new Set(claimed).size);
    for (;;) {
      const rest = await anyOf(0).calendar.claim(wanted);
      if (rest.length === 0) break;
      claimed.push(...rest.map(({ id }) => id));
    }
    expect(claimed.toSorted()).toEqual([...many, ...posts].map(({ id }) => id).toSorted());
    const entry = { ...classes[0], who: learnerId('race:teacher'), about: '', channel: null, at: 1 };
    await atOnce(20, (store, nth) => store.audit.write({ ...entry, act: `act ${nth}` }));
    expect(await anyOf(0).audit.last(classes[0], 50)).toHaveLength(20);
  });

  test('who was told that a vote counts has an answer, and who was told that it is too late has none', async () => {
    const { schedule, prompt, posts } = calendarOf('votes');
    await anyOf(0).calendar.save({ schedule, before: null, prompt: { prompt, posts }, posts: [] });
    const outcomes = new Map<LearnerId, string>();
    const vote = async (store: Store, nth: number) => {
      const learner = learnerId(`voter:${nth >> 1}`);
      const choice = { prompt: prompt.id, given: `option ${nth % 2}`, correct: true, at: nth, most: 3 };
      const voted = await store.prompts.vote({ ...choice, learner, request: requestId(`vote:${nth}`) });
      if (voted.kind === 'counted') outcomes.set(learner, 'counted');
    };
    const acts = Array.from({ length: 60 }, (_, nth) => async () => {
      if (nth === 25) await anyOf(nth).prompts.close(prompt.id, 9);
      else await vote(anyOf(nth), nth);
    });
    await Promise.all(acts.map((act) => act()));
    const rows = await database.run(`select learner from answer where quiz = '${prompt.quiz}'`);
    expect(new Set(rows.map((row) => row['learner']))).toEqual(new Set(outcomes.keys()));
  });

  test('figures of classes are what is counted from the members, whoever comes, answers, goes or is thrown out when', async () => {
    const random = seededRandom(7);
    const who = Array.from({ length: 9 }, (_, nth) => learnerId(`figure:${nth}`));
    for (let round = 0; round < 6; round += 1) {
      await atOnce(40, async (store, nth) => {
        const learner = pick(who, Math.floor(random() * who.length));
        const place = pick(classes, Math.floor(random() * 2));
        const draw = random();
        if (draw < 0.25) await store.classes.seen(learner, place, nth);
        else if (draw < 0.3) await store.classes.forget(learner);
        else if (draw < 0.33) await store.ownData.forget(learner);
        else if (draw < 0.36) await store.ownData.forgetCommunity(place.platform, place.community);
        else await store.answers.record(anyAnswer(learner, { random, seed: round * 100 + nth }));
      });
      for (const place of classes) {
        const [figures, roster] = [
          await anyOf(round).classes.figures(place, course, 0),
          await anyOf(round).classes.roster(place, course),
        ];
        expect(figures.members).toBe(roster.length);
        for (const { concept, asked, right } of figures.concepts) {
          expect(right).toBe(roster.filter((one) => one.right.includes(concept)).length);
          expect(asked - right).toBe(roster.filter((one) => one.wrong.includes(concept)).length);
        }
        for (const { misconception, held } of figures.beliefs)
          expect(held).toBe(roster.filter((one) => one.holds.includes(misconception)).length);
      }
    }
  });

  test('an empty database is brought up to date once, however many start at the same moment', async () => {
    await using empty = await makePostgresDatabase('empty');
    const started = await Promise.all(Array.from({ length: 10 }, () => openStore(empty.url)));
    const claims = await Promise.all(started.map((store) => store.requests.claim(requestId('first'), 1, 1)));
    expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
    for (const store of started) await store[Symbol.asyncDispose]();
  });
});

const course = courseId('async-python');
const classes = [
  { platform: 'race', community: 'one' },
  { platform: 'race', community: 'two' },
] as const;

function fail(): never {
  throw new Error('expected a store');
}

function pick<Item>(items: readonly Item[], nth: number): Item {
  const item = items[nth % items.length];
  if (item === undefined) throw new Error('expected something to pick from');
  return item;
}

async function linked(name: string, store: Store): Promise<readonly [LearnerId, LearnerId]> {
  const [one, other] = [learnerId(`discord:${name}`), learnerId(`slack:${name}`)];
  await store.accounts.offer({ learner: one, code: name, at: 1, until: 9 });
  expect(await store.accounts.redeem({ learner: other, code: name, at: 2 }, { most: 5, withinMs: 9 })).toBe('linked');
  return [one, other];
}

function answer(learner: LearnerId, rest: Partial<Answer>): Answer {
  const question = { course, quiz: quizId('race'), concept: conceptId('await'), seed: 1 };
  return { learner, ...question, given: ['a'], correct: true, at: 1, ...rest };
}

const beliefs = ['cancels', 'parallel', 'blocks'].map(misconceptionId);

function anyAnswer(
  learner: LearnerId,
  { random, seed }: { readonly random: () => number; readonly seed: number },
): Answer {
  const held = beliefs.filter(() => random() < 0.4);
  const refuted = beliefs.filter((one) => !held.includes(one) && random() < 0.5);
  const concept = conceptId(random() < 0.5 ? 'gather' : 'task');
  return answer(learner, { seed, concept, correct: random() < 0.5, bearing: { held, refuted } });
}

function calendarOf(name: string): {
  readonly schedule: Schedule;
  readonly prompt: Prompt;
  readonly posts: readonly [Post, Post];
} {
  const place = { platform: name, community: 'school', channel: 'study' };
  const schedule: Schedule = {
    ...place,
    id: scheduleId(name),
    channelName: null,
    time: '09:00',
    zone: 'UTC',
    weekdays: [1],
    scope: null,
    language: 'en',
    revealMs: null,
    pause: null,
    holidays: [],
    createdBy: learnerId('race:teacher'),
    createdAt: 1,
    startsAt: 1,
    endedAt: null,
    nextAt: 1,
    plannedAt: 1,
    revision: 1,
  };
  const id = promptId(`${name}:prompt`);
  const question = { course, quiz: quizId(`quiz-of-${name}`), concept: conceptId('await'), seed: 1 };
  const prompt: Prompt = {
    ...place,
    ...question,
    id,
    schedule: schedule.id,
    date: '2026-11-23',
    dueAt: 1_000,
    revealAt: 2_000,
  };
  const post = { platform: name, schedule: schedule.id, prompt: id, dueAt: 1_000 };
  return {
    schedule,
    prompt,
    posts: [
      { ...post, id: `${name}:ask`, kind: 'ask' },
      { ...post, id: `${name}:reveal`, kind: 'reveal' },
    ],
  };
}
