import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { Answer, Attempt, ExerciseHistory, ExerciseTurn, Move, QuizHistory, Store } from '#core/ports/store.ts';
import { inOrder } from '#core/memory/in-order.ts';
import type { Lapses } from '#core/ports/evidence-store.ts';
import { openStore } from '#store/open-store.ts';
import { createMemoryStore } from '../../support/memory-store.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

type Act =
  | { readonly kind: 'claim'; readonly event: string; readonly now: number; readonly leaseMs: number }
  | { readonly kind: 'settle'; readonly event: string; readonly now: number }
  | { readonly kind: 'forget'; readonly time: number }
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'begin'; readonly turn: ExerciseTurn }
  | { readonly kind: 'hint'; readonly turn: ExerciseTurn & { readonly nth: number } }
  | { readonly kind: 'try'; readonly attempt: Attempt }
  | { readonly kind: 'lapse'; readonly lapses: Lapses };

const learners = ['discord:1', 'discord:2'].map(learnerId);
const courses = ['async-python', 'typing'].map(courseId);

const time = fc.nat({ max: 30 });
const event = fc.constantFrom('e1', 'e2', 'e3');
const who = { learner: fc.constantFrom(...learners), course: fc.constantFrom(...courses), at: time };
const chunk = fc.constantFrom('a', 'b', 'c').map(chunkId);
const move = fc.record({ ...who, from: fc.option(chunk), to: chunk, read: fc.boolean() });
const answer = fc.record({
  ...who,
  quiz: fc.constantFrom('q1', 'q2').map(quizId),
  concept: fc.constantFrom('c1', 'c2').map(conceptId),
  seed: fc.constantFrom(0, 1, 4_294_967_295),
  given: fc.array(fc.string(), { maxLength: 2 }),
  correct: fc.boolean(),
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

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('claim'), event, now: time, leaseMs: fc.nat({ max: 10 }) }),
  fc.record({ kind: fc.constant('settle'), event, now: time }),
  fc.record({ kind: fc.constant('forget'), time }),
  fc.record({ kind: fc.constant('move'), move }),
  fc.record({ kind: fc.constant('answer'), answer }),
  fc.record({ kind: fc.constant('begin'), turn }),
  fc.record({ kind: fc.constant('hint'), turn: hint }),
  fc.record({ kind: fc.constant('try'), attempt }),
  fc.record({ kind: fc.constant('lapse'), lapses }),
);

test('whatever is done, through two handles by turns, SQLite answers as the store in memory does', async () => {
  using folder = makeTemporaryFolder();
  let files = 0;
  const acts = fc.array(fc.record({ act, first: fc.boolean() }), { maxLength: 60, size: 'max' });
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const url = `sqlite:${join(folder.path, `${(files += 1)}.db`)}`;
      await using one = await openStore(url);
      await using other = await openStore(url);
      const model = createMemoryStore();
      for (const each of all) {
        expect(await perform(each.first ? one : other, each.act)).toEqual(await perform(model, each.act));
      }
      expect(await stateOf(one)).toEqual(await stateOf(model));
      expect(await stateOf(other)).toEqual(await stateOf(model));
    }),
    { numRuns: 60 },
  );
}, 30_000);

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
  }
}

async function stateOf(store: Store): Promise<unknown> {
  const state = [];
  for (const learner of learners) {
    state.push(await store.progress.positions(learner));
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
