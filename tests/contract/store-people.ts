import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Reminder } from '#core/ports/reminder-store.ts';
import type { Answer, Attempt, Store } from '#core/ports/store.ts';

let made = 0;
const newLearner = () => learnerId(`test:person-${(made += 1)}`);
const newEvent = () => requestId(`people-event-${(made += 1)}`);
const newCode = () => `CODE${(made += 1)}`;

const course = courseId('async-python');
const [a, b, c] = [chunkId('a'), chunkId('b'), chunkId('c')];
const tries = { most: 3, withinMs: 3_600_000 };
const exercise = exerciseId('retry');
const day = { date: '2026-11-23', zone: 'UTC' };

const answer: Omit<Answer, 'learner'> = {
  course,
  quiz: quizId('await-order'),
  concept: conceptId('await'),
  seed: 7,
  given: ['b'],
  correct: true,
  at: 1_000,
};
const attempt: Omit<Attempt, 'learner' | 'request'> = {
  course,
  exercise,
  code: 'print(1)',
  verdict: 'failed',
  failing: null,
  hints: 0,
  at: 1_000,
};

/** The promises about persons with several accounts, their days, reminders and their right to all of it. */
export function peoplePromises(store: () => Store): void {
  const link = async (one: LearnerId, other: LearnerId, at = 1_000) => {
    const code = newCode();
    await store().accounts.offer({ learner: one, code, at, until: at + 1 });
    return await store().accounts.redeem({ learner: other, code, at }, tries);
  };
  describe('accounts', () => accountPromises(store, link));
  describe('what linked accounts did', () => mergePromises(store, link));
  describe('days', () => dayPromises(store, link));
  describe('reminders', () => reminderPromises(store, link));
  describe('own data', () => ownDataPromises(store, link));
}

type Link = (one: LearnerId, other: LearnerId, at?: number) => Promise<string>;

function accountPromises(store: () => Store, link: Link): void {
  test('an account is a person by itself until it is linked', async () => {
    const learner = newLearner();
    expect(await store().accounts.of(learner)).toEqual([learner]);
    expect(await store().accounts.unlink(learner)).toBe('alone');
  });

  test('a code links once, for others than who made it, until it is too old', async () => {
    const [ann, ben, cas] = [newLearner(), newLearner(), newLearner()];
    const [code, old] = [newCode(), newCode()];
    await store().accounts.offer({ learner: ann, code, at: 1_000, until: 2_000 });
    expect(await store().accounts.redeem({ learner: ann, code, at: 1_500 }, tries)).toBe('own');
    expect(await store().accounts.redeem({ learner: ben, code, at: 1_999 }, tries)).toBe('linked');
    expect(await store().accounts.redeem({ learner: cas, code, at: 1_999 }, tries)).toBe('used');
    expect(await store().accounts.of(ben)).toEqual([ann, ben].toSorted());
    await store().accounts.offer({ learner: ann, code: old, at: 1_000, until: 2_000 });
    expect(await store().accounts.redeem({ learner: cas, code: old, at: 2_000 }, tries)).toBe('expired');
    expect(await store().accounts.redeem({ learner: cas, code: newCode(), at: 2_000 }, tries)).toBe('unknown');
    expect(await store().accounts.of(cas)).toEqual([cas]);
  });

  test('a new code takes the place of the one before', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    const [first, second] = [newCode(), newCode()];
    for (const code of [first, second]) await store().accounts.offer({ learner: ann, code, at: 1_000, until: 2_000 });
    expect(await store().accounts.redeem({ learner: ben, code: first, at: 1_500 }, tries)).toBe('unknown');
    expect(await store().accounts.redeem({ learner: ben, code: second, at: 1_500 }, tries)).toBe('linked');
  });

  test('behind too many wrong codes not even a right one is taken, until the time is over', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    const code = newCode();
    for (const at of [1_000, 1_001, 1_002])
      expect(await store().accounts.redeem({ learner: ben, code: newCode(), at }, tries)).toBe('unknown');
    await store().accounts.offer({ learner: ann, code, at: 1_003, until: 9_000_000 });
    expect(await store().accounts.redeem({ learner: ben, code, at: 1_004 }, tries)).toBe('too-many');
    expect(await store().accounts.redeem({ learner: ben, code, at: 1_000 + tries.withinMs - 1 }, tries)).toBe(
      'too-many',
    );
    expect(await store().accounts.redeem({ learner: ben, code, at: 1_000 + tries.withinMs }, tries)).toBe('linked');
  });

  test('a clock that was set back locks nobody out for longer', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    for (let nth = 0; nth < 3; nth += 1)
      await store().accounts.redeem({ learner: ben, code: newCode(), at: 9_000_000 }, tries);
    expect(await link(ann, ben, 1_000)).toBe('linked');
  });

  test('who is linked with one of them is linked with all, and is not linked twice', async () => {
    const [ann, ben, cas, dan] = [newLearner(), newLearner(), newLearner(), newLearner()];
    await link(ann, ben);
    await link(cas, dan);
    expect(await link(ben, dan)).toBe('linked');
    expect(await store().accounts.of(ann)).toEqual([ann, ben, cas, dan].toSorted());
    expect(await link(ann, cas)).toBe('already');
  });

  test('who leaves is alone, and the others stay together', async () => {
    const [ann, ben, cas] = [newLearner(), newLearner(), newLearner()];
    await link(ann, ben);
    await link(ben, cas);
    expect(await store().accounts.unlink(ben)).toBe('unlinked');
    expect(await store().accounts.of(ben)).toEqual([ben]);
    expect(await store().accounts.of(ann)).toEqual([ann, cas].toSorted());
    await store().accounts.unlink(cas);
    expect(await store().accounts.of(ann)).toEqual([ann]);
    expect(await store().accounts.unlink(ann)).toBe('alone');
  });

  test('of many who type the same code at once one is linked', async () => {
    const [ann, code] = [newLearner(), newCode()];
    await store().accounts.offer({ learner: ann, code, at: 1_000, until: 2_000 });
    const all = await Promise.all(
      Array.from(
        { length: 8 },
        async () => await store().accounts.redeem({ learner: newLearner(), code, at: 1_500 }, tries),
      ),
    );
    expect(all.filter((each) => each === 'linked')).toHaveLength(1);
    expect(await store().accounts.of(ann)).toHaveLength(2);
  });
}

function mergePromises(store: () => Store, link: Link): void {
  test('the latest move of either tells where the person stands, and either moves on from there', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    const begin = { course, from: null, read: false };
    await store().progress.savePosition({ ...begin, learner: ann, to: a, at: 1_000 });
    await store().progress.savePosition({ ...begin, learner: ben, to: b, at: 2_000 });
    await link(ann, ben);
    expect(await store().progress.positions(ann)).toEqual([{ course, chunk: b, since: 2_000 }]);
    expect(await store().progress.savePosition({ learner: ann, course, from: a, to: c, read: true, at: 3_000 })).toBe(
      'stale',
    );
    expect(await store().progress.savePosition({ ...begin, learner: ann, to: c, at: 3_000 })).toBe('stale');
    // The clock was set back: the last move counts all the same.
    expect(await store().progress.savePosition({ learner: ann, course, from: b, to: c, read: true, at: 500 })).toBe(
      'moved',
    );
    expect(await store().progress.positions(ben)).toEqual([{ course, chunk: c, since: 500 }]);
    expect(await store().progress.chunksRead(ben, course)).toEqual([a, b]);
    await store().accounts.unlink(ben);
    expect(await store().progress.positions(ben)).toEqual([{ course, chunk: b, since: 2_000 }]);
    expect(await store().progress.positions(ann)).toEqual([{ course, chunk: c, since: 500 }]);
    expect(await store().progress.chunksRead(ben, course)).toEqual([]);
  });

  test('a double press on two platforms moves one step', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    await link(ann, ben);
    await store().progress.savePosition({ learner: ann, course, from: null, to: a, read: false, at: 1_000 });
    const press = { course, from: a, to: b, read: true, at: 2_000 };
    const moves = await Promise.all(
      Array.from(
        { length: 10 },
        async (_, nth) => await store().progress.savePosition({ ...press, learner: nth % 2 === 0 ? ann : ben }),
      ),
    );
    expect(moves.filter((move) => move === 'moved')).toHaveLength(1);
  });

  test('a question that either answered counts once, by the first answer', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    await store().answers.record({ ...answer, learner: ann, correct: false, given: ['a'], at: 2_000 });
    await store().answers.record({ ...answer, learner: ben, at: 1_000 });
    await link(ann, ben);
    const line = {
      quiz: answer.quiz,
      concept: answer.concept,
      times: 1,
      timesRight: 1,
      lastAt: 1_000,
      lastRight: true,
    };
    expect(await store().answers.history(ann, course)).toMatchObject([line]);
    const fresh = { ...answer, seed: 8, correct: false, at: 1_500 };
    expect(await store().answers.record({ ...fresh, learner: ann })).toBe('recorded');
    expect(await store().answers.record({ ...fresh, learner: ben })).toBe('again');
    expect(await store().answers.history(ben, course)).toMatchObject([{ times: 2, timesRight: 1, lastRight: false }]);
    await store().accounts.unlink(ann);
    expect(await store().answers.history(ben, course)).toMatchObject([line]);
    expect(await store().answers.history(ann, course)).toMatchObject([{ times: 2, timesRight: 0 }]);
  });

  test('of exercises the best of both counts', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    await store().exercises.record({ ...attempt, learner: ann, request: newEvent(), at: 3_000 });
    await store().exercises.record({ ...attempt, learner: ben, request: newEvent(), verdict: 'passed', at: 2_000 });
    await store().exercises.record({ ...attempt, learner: ben, request: newEvent(), code: 'print(2)', at: 2_000 });
    await store().exercises.showHint({ learner: ben, course, exercise, at: 2_000, nth: 2 });
    await link(ann, ben);
    expect(await store().exercises.history(ann, course)).toEqual([
      { exercise, tries: 2, passed: true, hints: 2, lastAt: 3_000 },
    ]);
    expect(await store().exercises.showHint({ learner: ann, course, exercise, at: 4_000, nth: 1 })).toBe(2);
    await store().accounts.unlink(ann);
    expect(await store().exercises.history(ann, course)).toEqual([
      { exercise, tries: 1, passed: false, hints: 1, lastAt: 4_000 },
    ]);
  });

  test('what either chose last holds for both, whatever the clock says', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    await store().learners.chooseLanguage(ann, 'zh', 5_000);
    await store().learners.chooseZone(ben, 'Europe/Berlin', 4_000);
    await link(ann, ben);
    expect(await store().learners.language(ben)).toBe('zh');
    expect(await store().learners.zone(ann)).toBe('Europe/Berlin');
    await store().learners.chooseLanguage(ben, null, 100);
    expect(await store().learners.language(ann)).toBeNull();
    await store().accounts.unlink(ben);
    expect(await store().learners.language(ann)).toBe('zh');
    expect(await store().learners.zone(ann)).toBeNull();
  });

  test('whatever two accounts do before, while and after they are one, each has its own again at the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), fc.nat({ max: 30 }), async (acts, linkAt) => {
        const both = [newLearner(), newLearner()] as const;
        const own = [newOwn(), newOwn()] as const;
        for (const [nth, one] of acts.entries()) {
          if (nth === Math.min(linkAt, acts.length - 1)) await link(both[0], both[1]);
          await perform(one, both[one.who], own[one.who]);
        }
        await store().accounts.unlink(both[1]);
        await expectOwn(both[0], own[0]);
        await expectOwn(both[1], own[1]);
      }),
      { numRuns: 40 },
    );
  });

  const perform = async (one: Act, learner: LearnerId, own: Own) => {
    switch (one.kind) {
      case 'move':
        return await performMove(one, learner, own);
      case 'answer': {
        const recorded = await store().answers.record({ ...answer, ...one, learner });
        if (recorded === 'recorded') own.answers.push(one.correct);
        return;
      }
      case 'try':
        await store().exercises.record({ ...attempt, learner, request: newEvent(), code: one.code, at: one.at });
        own.tries.add(one.code);
    }
  };
  const performMove = async (one: Extract<Act, { kind: 'move' }>, learner: LearnerId, own: Own) => {
    const [stands] = await store().progress.positions(learner);
    const from = one.stale ? c : (stands?.chunk ?? null);
    const moved = await store().progress.savePosition({ ...one, learner, course, from });
    expect(moved).toBe((stands?.chunk ?? null) === from ? 'moved' : 'stale');
    if (moved === 'moved') own.stands = [{ course, chunk: one.to, since: one.at }];
    if (one.read && from !== null) own.read.add(from);
  };
  const expectOwn = async (learner: LearnerId, own: Own) => {
    expect(await store().progress.positions(learner)).toEqual(own.stands);
    expect(await store().progress.chunksRead(learner, course)).toEqual([...own.read]);
    const lines = await store().answers.history(learner, course);
    expect(lines.map(({ times, timesRight }) => [times, timesRight])).toEqual(
      own.answers.length === 0 ? [] : [[own.answers.length, own.answers.filter(Boolean).length]],
    );
    const tried = await store().exercises.history(learner, course);
    expect(tried.map(({ tries: count }) => count)).toEqual(own.tries.size === 0 ? [] : [own.tries.size]);
  };
}

/** What an account did itself. */
interface Own {
  stands: readonly unknown[];
  readonly read: Set<string>;
  readonly answers: boolean[];
  readonly tries: Set<string>;
}

const newOwn = (): Own => ({ stands: [], read: new Set(), answers: [], tries: new Set() });

const who = fc.constantFrom(0 as const, 1 as const);
const at = fc.nat({ max: 5_000 });
const act = fc.oneof(
  fc.record({
    kind: fc.constant('move' as const),
    who,
    at,
    to: fc.constantFrom(a, b, c),
    read: fc.boolean(),
    stale: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('answer' as const), who, at, seed: fc.nat({ max: 6 }), correct: fc.boolean() }),
  fc.record({ kind: fc.constant('try' as const), who, at, code: fc.constantFrom('1', '2', '3') }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

function dayPromises(store: () => Store, link: Link): void {
  test('an act that counts makes its day a day of study, once for each zone, with the first act’s time', async () => {
    const learner = newLearner();
    await store().answers.record({ ...answer, learner, day });
    await store().answers.record({ ...answer, learner, day, at: 9_000 });
    await store().answers.record({ ...answer, learner, seed: 8, day, at: 9_000 });
    await store().exercises.record({
      ...attempt,
      learner,
      request: newEvent(),
      day: { ...day, zone: 'Asia/Tokyo' },
      at: 3_000,
    });
    await store().progress.savePosition({
      learner,
      course,
      from: a,
      to: b,
      read: true,
      at: 4_000,
      day: { ...day, date: '2026-11-24' },
    });
    await store().progress.savePosition({
      learner,
      course,
      from: a,
      to: b,
      read: false,
      at: 5_000,
      day: { ...day, date: '2026-11-25' },
    });
    expect((await store().days.studied(learner)).toSorted((one, other) => one.at - other.at)).toEqual([
      { ...day, at: 1_000 },
      { ...day, zone: 'Asia/Tokyo', at: 3_000 },
      { ...day, date: '2026-11-24', at: 4_000 },
    ]);
  });

  test('an answer that does not count makes no day', async () => {
    const learner = newLearner();
    await store().answers.record({ ...answer, learner });
    expect(await store().answers.record({ ...answer, learner, day })).toBe('again');
    expect(await store().days.studied(learner)).toEqual([]);
  });

  test('days of linked accounts are one person’s', async () => {
    const [ann, ben] = [newLearner(), newLearner()];
    await store().answers.record({ ...answer, learner: ann, day });
    await link(ann, ben);
    expect(await store().days.studied(ben)).toEqual([{ ...day, at: 1_000 }]);
  });

  test('beats within the grace are one stretch, and a longer silence begins another', async () => {
    // Each store is asked about a time of its own, as the bot is one for all.
    const from = 1_000_000_000_000 + (made += 1) * 1_000_000;
    for (const now of [0, 60, 120, 1_000, 1_050, 1_040]) await store().days.beat(from + now, 100);
    const running = (await store().days.running(from - 1)).filter(({ to }) => to < from + 100_000);
    expect(running.toSorted((one, other) => one.from - other.from)).toEqual([
      { from, to: from + 120 },
      { from: from + 1_000, to: from + 1_050 },
    ]);
    expect((await store().days.running(from + 120)).some((one) => one.from === from)).toBe(false);
  });
}

function reminderPromises(store: () => Store, link: Link): void {
  const reminder = (learner: LearnerId, platform: string, nextAt = 5_000): Reminder => ({
    learner,
    platform,
    community: null,
    locale: 'en-GB',
    zone: 'Europe/Berlin',
    minute: 1_080,
    quiet: { from: 22, to: 8 },
    nextAt,
  });
  const newPlatform = () => `test-${(made += 1)}`;

  test('a reminder is due from its time on, on its platform, until it is stopped', async () => {
    const [learner, platform] = [newLearner(), newPlatform()];
    await store().reminders.choose({ kind: 'set', reminder: reminder(learner, platform), at: 1_000 });
    expect(await store().reminders.of(learner)).toEqual(reminder(learner, platform));
    expect(await store().reminders.due([platform], 4_999, 10)).toEqual([]);
    expect(await store().reminders.due([platform], 5_000, 10)).toEqual([reminder(learner, platform)]);
    expect(await store().reminders.due(['elsewhere'], 5_000, 10)).toEqual([]);
    expect(await store().reminders.due([], 5_000, 10)).toEqual([]);
    await store().reminders.choose({ kind: 'stop', learner, at: 500 });
    expect(await store().reminders.due([platform], 5_000, 10)).toEqual([]);
    expect(await store().reminders.of(learner)).toBeNull();
  });

  test('one that comes once a week is kept with its day, and may be chosen for every day again', async () => {
    const [learner, platform] = [newLearner(), newPlatform()];
    const weekly = { ...reminder(learner, platform), weekday: 7 };
    await store().reminders.choose({ kind: 'set', reminder: weekly, at: 1_000 });
    expect(await store().reminders.due([platform], 5_000, 10)).toStrictEqual([weekly]);
    await store().reminders.choose({ kind: 'set', reminder: reminder(learner, platform), at: 2_000 });
    expect(await store().reminders.of(learner)).toStrictEqual(reminder(learner, platform));
  });

  test('those that have been due longest come first, and no more than were asked for', async () => {
    const platform = newPlatform();
    const all = [newLearner(), newLearner(), newLearner()];
    for (const [nth, learner] of all.entries())
      await store().reminders.choose({ kind: 'set', reminder: reminder(learner, platform, 5_000 - nth), at: 1 });
    const due = await store().reminders.due([platform], 9_000, 2);
    expect(due.map(({ learner }) => learner)).toEqual([all[2], all[1]]);
  });

  test('of many claims at once one is granted, and it is due again at the next time', async () => {
    const [learner, platform] = [newLearner(), newPlatform()];
    await store().reminders.choose({ kind: 'set', reminder: reminder(learner, platform), at: 1 });
    const claim = { learner, date: '2026-11-23', from: 5_000, next: 6_000 };
    const all = await Promise.all(Array.from({ length: 8 }, async () => await store().reminders.claim(claim)));
    expect(all.toSorted()).toEqual(['claimed', ...Array.from({ length: 7 }, () => 'taken')]);
    expect(await store().reminders.due([platform], 5_999, 10)).toEqual([]);
    expect(await store().reminders.claim({ ...claim, from: 6_000, next: 7_000 })).toBe('had-today');
    expect(await store().reminders.claim({ ...claim, date: '2026-11-24', from: 7_000, next: 8_000 })).toBe('claimed');
  });

  test('one that is passed over is due at the next time, and may be sent on the same date then', async () => {
    const [learner, platform] = [newLearner(), newPlatform()];
    await store().reminders.choose({ kind: 'set', reminder: reminder(learner, platform), at: 1 });
    await store().reminders.pass({ learner, from: 4_999, next: 9_000 });
    expect((await store().reminders.of(learner))?.nextAt).toBe(5_000);
    await store().reminders.pass({ learner, from: 5_000, next: 6_000 });
    const claim = { learner, date: '2026-11-23', from: 6_000, next: 7_000 };
    expect(await store().reminders.claim({ ...claim, from: 5_000 })).toBe('taken');
    expect(await store().reminders.claim(claim)).toBe('claimed');
  });

  test('a person has one reminder, the one chosen last, and one a day', async () => {
    const [ann, ben, platform] = [newLearner(), newLearner(), newPlatform()];
    await store().reminders.choose({ kind: 'set', reminder: reminder(ann, platform), at: 2_000 });
    await store().reminders.claim({ learner: ann, date: '2026-11-23', from: 5_000, next: 6_000 });
    await link(ann, ben);
    await store().reminders.choose({ kind: 'set', reminder: reminder(ben, platform), at: 1_000 });
    expect(await store().reminders.of(ann)).toEqual(reminder(ben, platform));
    const claim = { learner: ben, date: '2026-11-23', from: 5_000, next: 6_000 };
    expect(await store().reminders.claim(claim)).toBe('had-today');
    await store().accounts.unlink(ann);
    expect(await store().reminders.of(ann)).toEqual(reminder(ann, platform, 6_000));
  });
}

function ownDataPromises(store: () => Store, link: Link): void {
  const live = async (learner: LearnerId) => {
    await store().answers.record({ ...answer, learner, day });
    await store().exercises.record({ ...attempt, learner, request: newEvent() });
    await store().progress.savePosition({ learner, course, from: null, to: a, read: false, at: 1_000 });
    await store().progress.savePosition({ learner, course, from: a, to: b, read: true, at: 1_000 });
    await store().learners.chooseLanguage(learner, 'zh', 1_000);
  };
  const tables = ['answer', 'attempt', 'chunk_read', 'exercise_begun', 'position', 'setting', 'studied_day'];

  test('everything of a person is every row of all their accounts, and nobody else’s', async () => {
    const [ann, ben, eve] = [newLearner(), newLearner(), newLearner()];
    for (const learner of [ann, ben, eve]) await live(learner);
    await link(ann, ben);
    const data = await store().ownData.everythingOf(ann);
    expect(Object.keys(data)).toEqual(expect.arrayContaining([...tables, 'account']));
    expect(data['answer']?.map((row) => row['learner']).toSorted()).toEqual([ann, ben].toSorted());
    expect(JSON.stringify(data)).not.toContain(`"${eve}"`);
  });

  test('who is forgotten is as if they had never been, with all their accounts, and others lose nothing', async () => {
    const [ann, ben, eve] = [newLearner(), newLearner(), newLearner()];
    for (const learner of [ann, ben, eve]) await live(learner);
    await link(ann, ben);
    const before = await store().ownData.everythingOf(eve);
    expect(await store().ownData.forget(ben)).toBeGreaterThanOrEqual(2 * tables.length);
    for (const learner of [ann, ben]) {
      expect(await store().ownData.everythingOf(learner)).toEqual({});
      expect(await store().accounts.of(learner)).toEqual([learner]);
      expect(await store().answers.history(learner, course)).toEqual([]);
    }
    expect(await store().ownData.everythingOf(eve)).toEqual(before);
    expect(await store().ownData.forget(ann)).toBe(0);
  });

  test('a learner is forgotten by the code that they were given last, once, and not for ever', async () => {
    const learner = newLearner();
    await live(learner);
    const ask = async (code: string) => await store().ownData.askToForget({ learner, code, until: 2_000 });
    await ask('first');
    await ask('second');
    const confirm = async (code: string, now = 1_500, by = learner) =>
      await store().ownData.confirmForget({ learner: by, code, now });
    expect(await confirm('first')).toBe('stale');
    expect(await confirm('second', 2_000)).toBe('stale');
    expect(await confirm('second', 1_500, newLearner())).toBe('stale');
    expect(await store().answers.history(learner, course)).toHaveLength(1);
    expect(await confirm('second')).toBe('forgotten');
    expect(await confirm('second')).toBe('stale');
    expect(await store().ownData.everythingOf(learner)).toEqual({});
  });

  test('what belongs to a community goes with it, and what is its learners’ own stays', async () => {
    const learner = newLearner();
    await live(learner);
    const [mine, other] = [`G${(made += 1)}`, `G${(made += 1)}`];
    const reminder = { platform: 'test', locale: 'en', zone: 'UTC', minute: 600, quiet: { from: 0, to: 0 }, nextAt: 1 };
    await store().reminders.choose({ kind: 'set', reminder: { ...reminder, learner, community: mine }, at: 1_000 });
    const keys = [`test:study-channel:${mine}`, `test:study-channel:${other}`, `other:study-channel:${mine}`];
    await store().notes.keep(
      keys.map((key) => ({ key, text: 'channel' })),
      1_000,
    );
    await store().ownData.forgetCommunity('test', mine);
    expect(await Promise.all(keys.map(async (key) => await store().notes.read(key)))).toEqual([
      null,
      'channel',
      'channel',
    ]);
    expect(await store().reminders.of(learner)).toBeNull();
    expect(await store().answers.history(learner, course)).toHaveLength(1);
  });
}
