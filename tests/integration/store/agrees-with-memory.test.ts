import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LearnerId } from '#core/ids.ts';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { StudiedDay } from '#core/ports/day-store.ts';
import type { Answer, Attempt, ExerciseHistory, ExerciseTurn, Move, QuizHistory, Store } from '#core/ports/store.ts';
import { inOrder } from '#core/memory/in-order.ts';
import type { Lapses } from '#core/ports/evidence-store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { storeKinds } from '../../support/store-kinds.ts';

type Act =
  | { readonly kind: 'claim'; readonly event: string; readonly now: number; readonly leaseMs: number }
  | { readonly kind: 'settle'; readonly event: string; readonly now: number }
  | { readonly kind: 'forget'; readonly time: number }
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'begin'; readonly turn: ExerciseTurn }
  | { readonly kind: 'hint'; readonly turn: ExerciseTurn & { readonly nth: number } }
  | { readonly kind: 'try'; readonly attempt: Attempt }
  | { readonly kind: 'link'; readonly one: LearnerId; readonly other: LearnerId; readonly now: number }
  | { readonly kind: 'unlink'; readonly learner: LearnerId }
  | { readonly kind: 'zone'; readonly learner: LearnerId; readonly zone: string | null; readonly now: number }
  | { readonly kind: 'beat'; readonly now: number }
  | { readonly kind: 'forget a learner'; readonly learner: LearnerId }
  | { readonly kind: 'lapse'; readonly lapses: Lapses };

const learners = ['discord:1', 'discord:2', 'slack:1'].map(learnerId);
const anyLearner = fc.constantFrom(...learners);
const courses = ['async-python', 'typing'].map(courseId);

const time = fc.nat({ max: 30 });
const event = fc.constantFrom('e1', 'e2', 'e3');
const who = { learner: anyLearner, course: fc.constantFrom(...courses), at: time };
const chunk = fc.constantFrom('a', 'b', 'c').map(chunkId);
const move = fc.record({ ...who, from: fc.option(chunk), to: chunk, read: fc.boolean() });
const answer = fc.record({
  ...who,
  quiz: fc.constantFrom('q1', 'q2').map(quizId),
  concept: fc.constantFrom('c1', 'c2').map(conceptId),
  seed: fc.constantFrom(0, 1, 4_294_967_295),
  given: fc.array(fc.string(), { maxLength: 2 }),
  correct: fc.boolean(),
  day: fc.constantFrom({ date: '2026-01-01', zone: 'UTC' }, { date: '2026-01-02', zone: 'Asia/Tokyo' }),
});

const exercise = fc.constantFrom('x1', 'x2').map(exerciseId);
const turn = fc.record({ ...who, exercise });
const hint = fc.record({ ...who, exercise, nth: fc.integer({ min: 1, max: 3 }) });
const attempt = fc.record({
  ...who,
  exercise,
  request: event.map(requestId),
  code: fc.constantFrom('a', 'b'),
  verdict: fc.constantFrom('passed', 'failed', 'error', 'stopped'),
  failing: fc.option(fc.string()),
  hints: fc.nat({ max: 3 }),
});

const lapses = fc.record({
  ...who,
  request: event.map(requestId),
  concepts: fc.array(fc.constantFrom('c1', 'c2').map(conceptId), { maxLength: 3 }),
});

const usual: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('claim'), event, now: time, leaseMs: fc.nat({ max: 10 }) }),
  fc.record({ kind: fc.constant('settle'), event, now: time }),
  fc.record({ kind: fc.constant('forget'), time }),
  fc.record({ kind: fc.constant('move'), move }),
  fc.record({ kind: fc.constant('answer'), answer }),
  fc.record({ kind: fc.constant('begin'), turn }),
  fc.record({ kind: fc.constant('hint'), turn: hint }),
  fc.record({ kind: fc.constant('try'), attempt }),
  fc.record({ kind: fc.constant('lapse'), lapses }),
  fc.record({ kind: fc.constant('link'), one: anyLearner, other: anyLearner, now: time }),
  fc.record({ kind: fc.constant('unlink'), learner: anyLearner }),
  fc.record({
    kind: fc.constant('zone'),
    learner: anyLearner,
    zone: fc.constantFrom('UTC', 'Asia/Tokyo', null),
    now: time,
  }),
  fc.record({ kind: fc.constant('beat'), now: time }),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: usual, weight: 400 },
  { arbitrary: fc.record({ kind: fc.constant('forget a learner'), learner: anyLearner }), weight: 1 },
);

/** The two on PostgreSQL take a round trip for each statement. */
const runs: Readonly<Record<string, number>> = { SQLite: 60, PGlite: 6, PostgreSQL: 8 };

test.each(storeKinds)(
  'whatever is done, through two handles by turns, %s answers as the store in memory does',
  async (name, open) => {
    await using handles = await open();
    const acts = fc.array(fc.record({ act, first: fc.boolean() }), { maxLength: 60, size: 'max' });
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        await using opened = await handles.fresh();
        const { one, other } = opened;
        const model = createMemoryStore();
        for (const each of all) {
          expect(await perform(each.first ? one : other, each.act)).toEqual(await perform(model, each.act));
        }
        expect(await stateOf(one)).toEqual(await stateOf(model));
        expect(await stateOf(other)).toEqual(await stateOf(model));
      }),
      { numRuns: runs[name] ?? 0 },
    );
  },
  30_000,
);

async function perform(store: Store, step: Act): Promise<unknown> {
  switch (step.kind) {
    case 'claim':
      return store.requests.claim(requestId(step.event), step.now, step.leaseMs);
    case 'settle':
      return store.requests.settle(requestId(step.event), step.now);
    case 'forget':
      return store.requests.forgetBefore(step.time);
    case 'move':
      return store.progress.savePosition(step.move);
    case 'answer':
      return store.answers.record(step.answer);
    case 'begin':
      return store.exercises.begin(step.turn);
    case 'hint':
      return store.exercises.showHint(step.turn);
    case 'try':
      return store.exercises.record(step.attempt);
    case 'lapse':
      return store.evidence.recordLapses(step.lapses);
    default:
      return performForPeople(store, step);
  }
}

type PeopleAct = Extract<Act, { readonly kind: 'link' | 'unlink' | 'zone' | 'beat' | 'forget a learner' }>;

async function performForPeople(store: Store, step: PeopleAct): Promise<unknown> {
  switch (step.kind) {
    case 'link': {
      const code = `${step.one} ${step.now}`;
      await store.accounts.offer({ learner: step.one, code, at: step.now, until: step.now + 1 });
      return store.accounts.redeem({ learner: step.other, code, at: step.now }, { most: 3, withinMs: 10 });
    }
    case 'unlink':
      return store.accounts.unlink(step.learner);
    case 'zone':
      return store.learners.chooseZone(step.learner, step.zone, step.now);
    case 'beat':
      return store.days.beat(step.now, 3);
    case 'forget a learner':
      await store.ownData.forget(step.learner);
      return undefined;
  }
}

async function stateOf(store: Store): Promise<unknown> {
  const state: unknown[] = [(await store.days.running(-1)).toSorted((one, other) => one.from - other.from)];
  for (const learner of learners) {
    state.push(await store.progress.positions(learner));
    state.push(await store.accounts.of(learner), await store.learners.zone(learner));
    state.push((await store.days.studied(learner)).toSorted(byDay));
    for (const course of courses) {
      state.push(await store.progress.chunksRead(learner, course));
      state.push((await store.answers.history(learner, course)).toSorted(byQuiz));
      state.push((await store.exercises.history(learner, course)).toSorted(byExercise));
      state.push(inOrder(await store.evidence.facts(learner, course)));
    }
  }
  return state;
}

function byExercise(one: ExerciseHistory, other: ExerciseHistory): number {
  return one.exercise < other.exercise ? -1 : 1;
}

function byQuiz(one: QuizHistory, other: QuizHistory): number {
  return one.quiz < other.quiz ? -1 : 1;
}

function byDay(one: StudiedDay, other: StudiedDay): number {
  return keyOfDay(one) < keyOfDay(other) ? -1 : 1;
}

const keyOfDay = ({ date, zone, at }: StudiedDay): string => [date, zone, 1_000 + at].join(' ');
