import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import { classPromises } from './store-classes.ts';
import type { Answer, Attempt, ExerciseHistory, Move, QuizHistory, Store } from '#core/ports/store.ts';
import { peoplePromises } from './store-people.ts';
import { calendarPromises, promptPromises } from './store-calendar.ts';
import { evidencePromises } from './store-evidence.ts';

/** Where a store's data lives while its handles come and go. */
export interface StoreHome extends AsyncDisposable {
  /** One more handle on the same data. */
  open(): Promise<Store & AsyncDisposable>;
}

/** What a store may lack, with a reason: `keeps` data after it is closed, `shares` it between handles. */
export type StoreTrait = 'keeps' | 'shares';

/** The promises of the Store port: every implementation passes all of them, but for traits skipped with a reason. */
export function storeContract(
  name: string,
  makeHome: () => Promise<StoreHome>,
  skips: Partial<Record<StoreTrait, string>> = {},
): void {
  describe(`${name} keeps its promises`, () => {
    let home: StoreHome;
    let store: Store & AsyncDisposable;

    beforeAll(async () => {
      home = await makeHome();
      store = await home.open();
    });

    afterAll(async () => {
      await store[Symbol.asyncDispose]();
      await home[Symbol.asyncDispose]();
    });

    describe('requests', () => {
      requestPromises(() => store);
    });
    describe('learners', () => {
      learnerPromises(() => store);
    });
    describe('progress', () => {
      progressPromises(() => store);
    });
    describe('answers', () => {
      answerPromises(() => store);
    });
    describe('exercises', () => {
      exercisePromises(() => store);
    });
    describe('calendar', () => {
      calendarPromises(() => store);
    });
    describe('prompts', () => {
      promptPromises(() => store);
    });
    describe('evidence', () => {
      evidencePromises(() => store);
    });
    describe('classes', () => {
      classPromises(() => store);
    });
    describe('notes', () => {
      notePromises(() => store);
    });
    peoplePromises(() => store);
    describe.skipIf(skips.keeps !== undefined)(`kept${reasonOf(skips.keeps)}`, () => {
      keepPromises(() => home);
    });
    describe.skipIf(skips.shares !== undefined)(`shared${reasonOf(skips.shares)}`, () => {
      sharePromises(() => home);
    });
  });
}

function reasonOf(skip: string | undefined): string {
  return skip === undefined ? '' : ` (skipped: ${skip})`;
}

/** Tests share one store, and each has its own learners and events in it. */
let made = 0;
const newEvent = () => requestId(`event-${(made += 1)}`);
const newLearner = () => learnerId(`test:learner-${(made += 1)}`);

const course = courseId('async-python');
const otherCourse = courseId('typing');
const [a, b, c] = [chunkId('a'), chunkId('b'), chunkId('c')];
const begin: Omit<Move, 'learner'> = { course, from: null, to: a, read: false, at: 1_000 };
const answer: Omit<Answer, 'learner'> = {
  course,
  quiz: quizId('await-order'),
  concept: conceptId('await'),
  seed: 7,
  given: ['b'],
  correct: true,
  at: 1_000,
};

let platforms = 0;
const newPlatform = () => `platform-${(platforms += 1)}`;

function requestPromises(store: () => Store): void {
  test('an event is new once, and taken while the lease on it holds', async () => {
    const id = newEvent();
    expect(await store().requests.claim(id, 1_000, 500)).toBe('new');
    expect(await store().requests.claim(id, 1_499, 500)).toBe('taken');
  });

  test('an event whose lease ran out is new again, with a new lease', async () => {
    const id = newEvent();
    await store().requests.claim(id, 1_000, 500);
    expect(await store().requests.claim(id, 1_500, 500)).toBe('new');
    expect(await store().requests.claim(id, 1_999, 500)).toBe('taken');
  });

  test('an answered event is taken for good', async () => {
    const id = newEvent();
    await store().requests.claim(id, 1_000, 500);
    await store().requests.settle(id, 1_100);
    expect(await store().requests.claim(id, 9_000_000_000_000, 500)).toBe('taken');
  });

  test('an event answered without a claim is taken too', async () => {
    const id = newEvent();
    await store().requests.settle(id, 1_000);
    expect(await store().requests.claim(id, 9_000_000_000_000, 500)).toBe('taken');
  });

  test('events are told apart by their whole id', async () => {
    const id = newEvent();
    await store().requests.claim(id, 1_000, 500);
    expect(await store().requests.claim(requestId(`${id} `), 1_000, 500)).toBe('new');
    expect(await store().requests.claim(requestId(id.toUpperCase()), 1_000, 500)).toBe('new');
  });

  test('events claimed before a time are forgotten, answered or not, and later ones are not', async () => {
    const [old, oldAnswered, young] = [newEvent(), newEvent(), newEvent()];
    await store().requests.claim(old, 2_999, 1_000_000);
    await store().requests.claim(oldAnswered, 2_999, 1_000_000);
    await store().requests.settle(oldAnswered, 5_000);
    await store().requests.claim(young, 3_000, 1_000_000);
    await store().requests.forgetBefore(3_000);
    expect(await store().requests.claim(old, 5_000, 500)).toBe('new');
    expect(await store().requests.claim(oldAnswered, 5_000, 500)).toBe('new');
    expect(await store().requests.claim(young, 5_000, 500)).toBe('taken');
  });

  test('of many callers at once one gets the event', async () => {
    const id = newEvent();
    const claims = await Promise.all(Array.from({ length: 20 }, () => store().requests.claim(id, 1_000, 500)));
    expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
  });

  test('a kept event whose lease is over is taken over once, and again when that lease is over', async () => {
    const [id, platform] = [newEvent(), newPlatform()];
    const call = { platform, leaseMs: 500, most: 10 };
    await store().requests.keep({ id: id, platform, text: 'locked' }, 1_000, 500);
    expect(await store().requests.takeOver({ ...call, now: 1_499 })).toEqual([]);
    expect(await store().requests.takeOver({ ...call, platform: newPlatform(), now: 1_500 })).toEqual([]);
    const orphaned = { id, text: 'locked', claimedAt: 1_000 };
    expect(await store().requests.takeOver({ ...call, now: 1_500 })).toEqual([{ ...orphaned, times: 1 }]);
    expect(await store().requests.claim(id, 1_999, 500)).toBe('taken');
    expect(await store().requests.takeOver({ ...call, now: 1_999 })).toEqual([]);
    expect(await store().requests.takeOver({ ...call, now: 2_000 })).toEqual([{ ...orphaned, times: 2 }]);
  });

  test('of many who take over at once one gets each event, those that came first', async () => {
    const platform = newPlatform();
    const ids = Array.from({ length: 6 }, newEvent);
    for (const [at, id] of ids.entries()) await store().requests.keep({ id: id, platform, text: `${at}` }, at, 10);
    const call = { platform, now: 1_000, leaseMs: 500, most: 4 };
    const first = await store().requests.takeOver(call);
    expect(first.map(({ text }) => text).toSorted()).toEqual(['0', '1', '2', '3']);
    const all = await Promise.all(Array.from({ length: 10 }, () => store().requests.takeOver(call)));
    expect(
      all
        .flat()
        .map(({ text }) => text)
        .toSorted(),
    ).toEqual(['4', '5']);
  });

  test('what is settled, renewed, or was not kept is not taken over', async () => {
    const platform = newPlatform();
    const [settled, renewed, bare] = [newEvent(), newEvent(), newEvent()];
    await store().requests.keep({ id: settled, platform, text: 'settled' }, 1_000, 500);
    await store().requests.keep({ id: renewed, platform, text: 'renewed' }, 1_000, 500);
    await store().requests.claim(bare, 1_000, 500);
    await store().requests.settle(settled, 1_100);
    await store().requests.renew([settled, renewed, bare], 2_000);
    await store().requests.renew([], 9_000);
    const call = { platform, leaseMs: 500, most: 10 };
    expect(await store().requests.takeOver({ ...call, now: 1_999 })).toEqual([]);
    const later = await store().requests.takeOver({ ...call, now: 2_000 });
    expect(later.map(({ id }) => id)).toEqual([renewed]);
    expect(await store().requests.claim(settled, 9_000_000_000_000, 500)).toBe('taken');
  });

  test('an event never has two owners, and is never refused without one', async () => {
    const steps = fc.array(
      fc.record({
        waitMs: fc.nat({ max: 8 }),
        leaseMs: fc.nat({ max: 8 }),
        settles: fc.nat({ max: 7 }).map((n) => n === 7),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const id = newEvent();
        let now = 1_000;
        let ownedUntil = 0;
        for (const { waitMs, leaseMs, settles } of all) {
          now += waitMs;
          const claim = await store().requests.claim(id, now, leaseMs);
          expect(claim).toBe(now >= ownedUntil ? 'new' : 'taken');
          if (claim === 'new') ownedUntil = now + leaseMs;
          if (!settles) continue;
          await store().requests.settle(id, now);
          ownedUntil = Infinity;
        }
      }),
    );
  });
}

function learnerPromises(store: () => Store): void {
  test('who has chosen no language has none', async () => {
    expect(await store().learners.language(newLearner())).toBeNull();
  });

  test('the language chosen last counts, and can be given back', async () => {
    const [learner, other] = [newLearner(), newLearner()];
    await store().learners.chooseLanguage(learner, 'en', 1_000);
    await store().learners.chooseLanguage(learner, 'zh', 900);
    expect(await store().learners.language(learner)).toBe('zh');
    expect(await store().learners.language(other)).toBeNull();
    await store().learners.chooseLanguage(learner, null, 800);
    expect(await store().learners.language(learner)).toBeNull();
  });
}

function progressPromises(store: () => Store): void {
  test('a learner who has not begun is nowhere and has read nothing', async () => {
    const learner = newLearner();
    expect(await store().progress.positions(learner)).toEqual([]);
    expect(await store().progress.chunksRead(learner, course)).toEqual([]);
  });

  test('a course is begun once', async () => {
    const learner = newLearner();
    expect(await store().progress.savePosition({ ...begin, learner })).toBe('moved');
    expect(await store().progress.savePosition({ ...begin, learner, to: b, at: 2_000 })).toBe('stale');
    expect(await store().progress.positions(learner)).toEqual([{ course, chunk: a, since: 1_000 }]);
  });

  test('a double press moves one step', async () => {
    const learner = newLearner();
    await store().progress.savePosition({ ...begin, learner });
    const press = { learner, course, from: a, to: b, read: true };
    expect(await store().progress.savePosition({ ...press, at: 2_000 })).toBe('moved');
    expect(await store().progress.savePosition({ ...press, at: 2_001 })).toBe('stale');
    expect(await store().progress.positions(learner)).toEqual([{ course, chunk: b, since: 2_000 }]);
    expect(await store().progress.chunksRead(learner, course)).toEqual([a]);
  });

  test('who has not begun cannot move on', async () => {
    const learner = newLearner();
    const move = { learner, course, from: a, to: b, read: false, at: 1_000 };
    expect(await store().progress.savePosition(move)).toBe('stale');
    expect(await store().progress.positions(learner)).toEqual([]);
  });

  test('a stale press still counts its chunk as read, and one without reading does not', async () => {
    const learner = newLearner();
    await store().progress.savePosition({ ...begin, learner });
    await store().progress.savePosition({ learner, course, from: b, to: c, read: true, at: 2_000 });
    await store().progress.savePosition({ learner, course, from: a, to: c, read: false, at: 3_000 });
    expect(await store().progress.chunksRead(learner, course)).toEqual([b]);
  });

  test('chunks are in the order first read, whatever the clock says', async () => {
    const learner = newLearner();
    await store().progress.savePosition({ ...begin, learner, to: c });
    const turns = [
      { from: c, to: a, at: 5_000 },
      { from: a, to: b, at: 4_000 },
      { from: b, to: c, at: 3_000 },
      { from: c, to: a, at: 2_000 },
    ];
    for (const turn of turns) await store().progress.savePosition({ learner, course, read: true, ...turn });
    expect(await store().progress.chunksRead(learner, course)).toEqual([c, a, b]);
  });

  test('the course visited last comes first, and courses and learners are kept apart', async () => {
    const [learner, other] = [newLearner(), newLearner()];
    await store().progress.savePosition({ ...begin, learner, at: 1_000 });
    await store().progress.savePosition({ ...begin, learner, course: otherCourse, to: b, at: 2_000 });
    await store().progress.savePosition({ ...begin, learner: other, to: c, at: 3_000 });
    expect(await store().progress.positions(learner)).toEqual([
      { course: otherCourse, chunk: b, since: 2_000 },
      { course, chunk: a, since: 1_000 },
    ]);
    await store().progress.savePosition({ learner, course, from: a, to: c, read: true, at: 4_000 });
    expect((await store().progress.positions(learner)).map((position) => position.course)).toEqual([
      course,
      otherCourse,
    ]);
    expect(await store().progress.chunksRead(learner, otherCourse)).toEqual([]);
  });

  test('of many presses at once one moves', async () => {
    const learner = newLearner();
    await store().progress.savePosition({ ...begin, learner });
    const press = { learner, course, from: a, to: b, read: true, at: 2_000 };
    const moves = await Promise.all(Array.from({ length: 20 }, () => store().progress.savePosition(press)));
    expect(moves.filter((move) => move === 'moved')).toHaveLength(1);
  });

  test('a learner stands where the last move led, and has read what any press counted', async () => {
    const chunk = fc.constantFrom(a, b, c);
    const press = fc.record({ from: fc.option(chunk), to: chunk, read: fc.boolean(), at: fc.nat() });
    await fc.assert(
      fc.asyncProperty(fc.array(press, { maxLength: 20 }), async (presses) => {
        const learner = newLearner();
        let stands: Move | null = null;
        for (const { from, ...rest } of presses) {
          const move: Move = { learner, course, from, ...rest };
          const isThere: boolean = (stands?.to ?? null) === from;
          expect(await store().progress.savePosition(move)).toBe(isThere ? 'moved' : 'stale');
          if (isThere) stands = move;
        }
        expect(await store().progress.positions(learner)).toEqual(
          stands === null ? [] : [{ course, chunk: stands.to, since: stands.at }],
        );
        const read = presses.flatMap((each) => (each.read && each.from !== null ? [each.from] : []));
        expect(await store().progress.chunksRead(learner, course)).toEqual([...new Set(read)]);
      }),
    );
  });
}

function answerPromises(store: () => Store): void {
  const line: QuizHistory = {
    quiz: answer.quiz,
    concept: answer.concept,
    times: 1,
    timesRight: 1,
    lastAt: 1_000,
    lastRight: true,
    lastSeed: answer.seed,
    lastGiven: answer.given,
  };

  test('a learner without answers has no history', async () => {
    expect(await store().answers.history(newLearner(), course)).toEqual([]);
  });

  test('the first answer to a question counts, and later ones change nothing', async () => {
    const learner = newLearner();
    expect(await store().answers.record({ ...answer, learner })).toBe('recorded');
    const later = { ...answer, learner, given: ['a'], correct: false, at: 2_000 };
    expect(await store().answers.record(later)).toBe('again');
    expect(await store().answers.history(learner, course)).toEqual([line]);
  });

  test('the same quiz drawn with another seed is another question', async () => {
    const learner = newLearner();
    await store().answers.record({ ...answer, learner });
    const next = { ...answer, learner, seed: 4_294_967_295, correct: false, at: 2_000 };
    expect(await store().answers.record(next)).toBe('recorded');
    expect(await store().answers.history(learner, course)).toEqual([
      { ...line, times: 2, lastAt: 2_000, lastRight: false, lastSeed: 4_294_967_295 },
    ]);
  });

  test('the last answer is the one recorded last, whatever the clock says, and tells the concept', async () => {
    const learner = newLearner();
    await store().answers.record({ ...answer, learner, seed: 9, at: 5_000 });
    const moved = conceptId('event-loop');
    await store().answers.record({ ...answer, learner, seed: 1, correct: false, at: 4_000, concept: moved });
    expect(await store().answers.history(learner, course)).toEqual([
      { ...line, concept: moved, times: 2, lastAt: 4_000, lastRight: false, lastSeed: 1 },
    ]);
  });

  test('quizzes, courses and learners are kept apart', async () => {
    const [learner, other] = [newLearner(), newLearner()];
    const quiz = quizId('gather');
    expect(await store().answers.record({ ...answer, learner })).toBe('recorded');
    expect(await store().answers.record({ ...answer, learner, quiz })).toBe('recorded');
    expect(await store().answers.record({ ...answer, learner, course: otherCourse })).toBe('recorded');
    expect(await store().answers.record({ ...answer, learner: other })).toBe('recorded');
    const history = await store().answers.history(learner, course);
    expect(history).toHaveLength(2);
    expect(history).toEqual(expect.arrayContaining([line, { ...line, quiz }]));
  });

  test('any text is kept as it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const learner = learnerId(`${newLearner()}${text}`);
        const given = { ...answer, learner, quiz: quizId(text), concept: conceptId(text), given: [text] };
        expect(await store().answers.record(given)).toBe('recorded');
        expect(await store().answers.history(learner, course)).toEqual([
          { ...line, quiz: quizId(text), concept: conceptId(text), lastGiven: [text] },
        ]);
      }),
    );
  });

  test('of many identical answers at once one is recorded', async () => {
    const learner = newLearner();
    const all = await Promise.all(Array.from({ length: 20 }, () => store().answers.record({ ...answer, learner })));
    expect(all.filter((each) => each === 'recorded')).toHaveLength(1);
  });

  test('a history adds up what was recorded, and nothing else', async () => {
    const given = fc.record({
      quiz: fc.constantFrom('gather', 'await-order', 'cancel').map(quizId),
      seed: fc.nat({ max: 3 }),
      given: fc.array(fc.constantFrom('1', '2', '3')),
      correct: fc.boolean(),
      at: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(given, { maxLength: 25 }), async (answers) => {
        const learner = newLearner();
        const counted = answers.filter(
          (one, index) => answers.findIndex((each) => isSameQuestion(each, one)) === index,
        );
        const outcomes = [];
        for (const each of answers) outcomes.push(await store().answers.record({ ...answer, learner, ...each }));
        expect(outcomes.filter((outcome) => outcome === 'recorded')).toHaveLength(counted.length);
        const history = await store().answers.history(learner, course);
        expect(history).toHaveLength(new Set(counted.map(({ quiz }) => quiz)).size);
        for (const { quiz, ...rest } of history) {
          const mine = counted.filter((each) => each.quiz === quiz);
          expect(rest).toEqual({
            concept: answer.concept,
            times: mine.length,
            timesRight: mine.filter(({ correct }) => correct).length,
            lastAt: mine.at(-1)?.at,
            lastRight: mine.at(-1)?.correct,
            lastSeed: mine.at(-1)?.seed,
            lastGiven: mine.at(-1)?.given,
          });
        }
      }),
    );
  });
}

function isSameQuestion(one: Pick<Answer, 'quiz' | 'seed'>, other: Pick<Answer, 'quiz' | 'seed'>): boolean {
  return one.quiz === other.quiz && one.seed === other.seed;
}

const exercise = exerciseId('retry');
const attempt: Omit<Attempt, 'learner' | 'request'> = {
  course,
  exercise,
  code: 'print(1)',
  verdict: 'failed',
  failing: 'waits between tries',
  hints: 0,
  at: 1_000,
};

function exercisePromises(store: () => Store): void {
  const history = async (learner: Attempt['learner'], of = course) =>
    (await store().exercises.history(learner, of)).toSorted((one, other) => (one.exercise < other.exercise ? -1 : 1));
  const line: ExerciseHistory = { exercise, tries: 0, passed: false, hints: 0, lastAt: 1_000 };

  test('who has opened no exercise has no history, and who opens one has begun it', async () => {
    const learner = newLearner();
    expect(await history(learner)).toEqual([]);
    await store().exercises.begin({ learner, course, exercise, at: 1_000 });
    expect(await history(learner)).toEqual([line]);
    await store().exercises.begin({ learner, course, exercise, at: 2_000 });
    expect(await history(learner)).toEqual([{ ...line, lastAt: 2_000 }]);
  });

  test('a double press shows one hint, and an old button takes none back', async () => {
    const learner = newLearner();
    const turn = { learner, course, exercise, at: 1_000 };
    expect(await store().exercises.showHint({ ...turn, nth: 1 })).toBe(1);
    expect(await store().exercises.showHint({ ...turn, nth: 1 })).toBe(1);
    expect(await store().exercises.showHint({ ...turn, nth: 3 })).toBe(3);
    expect(await store().exercises.showHint({ ...turn, nth: 2 })).toBe(3);
    await store().exercises.begin(turn);
    expect(await history(learner)).toEqual([{ ...line, hints: 3 }]);
  });

  test('what was tried begins the exercise, and the same request counts once', async () => {
    const [learner, request] = [newLearner(), newEvent()];
    expect(await store().exercises.record({ ...attempt, learner, request })).toBe('recorded');
    const later = {
      ...attempt,
      learner,
      request,
      code: 'print(2)',
      verdict: 'passed',
      failing: null,
      at: 2_000,
    } as const;
    expect(await store().exercises.record(later)).toBe('again');
    expect(await history(learner)).toEqual([{ ...line, tries: 1 }]);
  });

  test('the same program sent again is no further try', async () => {
    const learner = newLearner();
    for (const code of ['print(1)', 'print(1)', 'print(1) '])
      await store().exercises.record({ ...attempt, learner, request: newEvent(), code });
    expect(await history(learner)).toEqual([{ ...line, tries: 2 }]);
  });

  test('what was passed once stays passed', async () => {
    const learner = newLearner();
    for (const verdict of ['error', 'passed', 'failed', 'stopped'] as const)
      await store().exercises.record({ ...attempt, learner, request: newEvent(), verdict, failing: null });
    expect(await history(learner)).toEqual([{ ...line, tries: 1, passed: true }]);
  });

  test('an attempt leaves the hints that were shown, and its own number of them changes none', async () => {
    const learner = newLearner();
    await store().exercises.showHint({ learner, course, exercise, at: 1_000, nth: 2 });
    await store().exercises.record({ ...attempt, learner, request: newEvent(), hints: 1 });
    expect(await history(learner)).toEqual([{ ...line, tries: 1, hints: 2 }]);
  });

  test('exercises, courses and learners are kept apart', async () => {
    const [learner, other, request] = [newLearner(), newLearner(), newEvent()];
    const second = exerciseId('resource-pool');
    await store().exercises.record({ ...attempt, learner, request });
    await store().exercises.record({ ...attempt, learner: other, request, verdict: 'passed', failing: null });
    await store().exercises.begin({ learner, course: otherCourse, exercise, at: 1_000 });
    await store().exercises.showHint({ learner, course, exercise: second, at: 1_000, nth: 1 });
    expect(await history(learner)).toEqual([
      { ...line, exercise: second, hints: 1 },
      { ...line, tries: 1 },
    ]);
    expect(await history(learner, otherCourse)).toEqual([line]);
    expect(await history(other)).toEqual([{ ...line, tries: 1, passed: true }]);
  });

  test('of many identical requests at once one counts', async () => {
    const [learner, request] = [newLearner(), newEvent()];
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        store().exercises.record({ ...attempt, learner, request, code: `print(${nth})` }),
      ),
    );
    expect(all.filter((each) => each === 'recorded')).toHaveLength(1);
    expect(await history(learner)).toEqual([{ ...line, tries: 1 }]);
  });

  test('any text is kept apart by every character of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), async (codes) => {
        const learner = newLearner();
        for (const code of codes)
          await store().exercises.record({ ...attempt, learner, request: newEvent(), code, failing: code });
        expect((await history(learner))[0]?.tries ?? 0).toBe(codes.length);
      }),
    );
  });
}

function keepPromises(home: () => StoreHome): void {
  test('what was told is there after closing and opening again', async () => {
    const [learner, event] = [newLearner(), newEvent()];
    {
      await using store = await home().open();
      await store.requests.settle(event, 1_000);
      await store.progress.savePosition({ ...begin, learner });
      await store.progress.savePosition({ learner, course, from: a, to: b, read: true, at: 2_000 });
      await store.answers.record({ ...answer, learner });
      await store.exercises.record({ ...attempt, learner, request: event });
      await store.notes.keep([{ key: `test:${event}`, text: 'kept' }], 9_000);
    }
    await using store = await home().open();
    expect(await store.notes.read(`test:${event}`)).toBe('kept');
    expect(await store.requests.claim(event, 2_000, 500)).toBe('taken');
    expect(await store.progress.positions(learner)).toEqual([{ course, chunk: b, since: 2_000 }]);
    expect(await store.progress.chunksRead(learner, course)).toEqual([a]);
    expect(await store.answers.history(learner, course)).toHaveLength(1);
    expect(await store.exercises.history(learner, course)).toMatchObject([{ exercise, tries: 1 }]);
  });
}

function notePromises(store: () => Store): void {
  const newKey = () => `test:note-${(made += 1)}`;

  test('a note is read as it was kept last, and nothing is read where none is', async () => {
    const [key, other] = [newKey(), newKey()];
    await store().notes.keep([{ key, text: 'first' }], 1_000);
    await store().notes.keep([{ key, text: '' }], 2_000);
    expect(await store().notes.read(key)).toBe('');
    expect(await store().notes.read(other)).toBeNull();
  });

  test('notes are told apart by their whole key, and hold any text', async () => {
    const key = newKey();
    const strange = "\u{1F40D} \u0000 \u202E '; drop table note; --";
    await store().notes.keep(
      [
        { key, text: strange },
        { key: `${key} `, text: 'another' },
      ],
      1_000,
    );
    expect(await store().notes.read(key)).toBe(strange);
    expect(await store().notes.read(key.toUpperCase())).toBeNull();
  });

  test('notes last kept before a time are forgotten, and those kept again are not', async () => {
    const [old, again] = [newKey(), newKey()];
    await store().notes.keep(
      [old, again].map((key) => ({ key, text: 'x' })),
      1_000,
    );
    await store().notes.keep([{ key: again, text: 'x' }], 3_000);
    await store().notes.forgetBefore(3_000, `${old}-`);
    expect(await store().notes.read(old)).toBe('x');
    await store().notes.forgetBefore(3_000);
    expect(await store().notes.read(old)).toBeNull();
    expect(await store().notes.read(again)).toBe('x');
  });
}

function sharePromises(home: () => StoreHome): void {
  test('two handles see each other at once', async () => {
    await using one = await home().open();
    await using other = await home().open();
    const [learner, event] = [newLearner(), newEvent()];
    expect(await one.requests.claim(event, 1_000, 500)).toBe('new');
    expect(await other.requests.claim(event, 1_000, 500)).toBe('taken');
    expect(await one.progress.savePosition({ ...begin, learner })).toBe('moved');
    expect(await other.progress.savePosition({ ...begin, learner })).toBe('stale');
    expect(await one.answers.record({ ...answer, learner })).toBe('recorded');
    expect(await other.answers.record({ ...answer, learner })).toBe('again');
  });

  test('of calls through two handles at once one wins', async () => {
    await using one = await home().open();
    await using other = await home().open();
    const [learner, event] = [newLearner(), newEvent()];
    const both = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other));
    const claims = await Promise.all(both.map((store) => store.requests.claim(event, 1_000, 500)));
    const moves = await Promise.all(both.map((store) => store.progress.savePosition({ ...begin, learner })));
    const answers = await Promise.all(both.map((store) => store.answers.record({ ...answer, learner })));
    expect(claims.filter((claim) => claim === 'new')).toHaveLength(1);
    expect(moves.filter((move) => move === 'moved')).toHaveLength(1);
    expect(answers.filter((each) => each === 'recorded')).toHaveLength(1);
  });
}
