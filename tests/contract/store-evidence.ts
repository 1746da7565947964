import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { Fact } from '#core/ports/evidence-store.ts';
import type { Store } from '#core/ports/store.ts';

let made = 0;
const newLearner = () => learnerId(`test:evidence-${(made += 1)}`);
const newEvent = () => requestId(`evidence-event-${(made += 1)}`);

const course = courseId('async-python');
const otherCourse = courseId('typing');
const [task, gather] = [conceptId('task'), conceptId('gather')];

/** What stores promise of the evidence that a learner leaves. */
export function evidencePromises(store: () => Store): void {
  test('who has done nothing has left no facts', async () => {
    expect(await store().evidence.facts(newLearner(), course)).toEqual([]);
  });

  test('answers and attempts are facts as they were recorded, each once', async () => {
    const [learner, request] = [newLearner(), newEvent()];
    const answer = { learner, course, quiz: quizId('q'), concept: task, seed: 7, given: ['a', 'b'], at: 1_000 };
    const attempt = { learner, course, exercise: exerciseId('retry'), request, code: 'print(1)', failing: null, at: 5 };
    await store().answers.record({ ...answer, correct: true });
    await store().answers.record({ ...answer, correct: false, at: 2_000 });
    await store().answers.record({ ...answer, course: otherCourse, correct: false });
    await store().exercises.record({ ...attempt, verdict: 'passed', hints: 2 });
    await store().exercises.record({ ...attempt, verdict: 'failed', hints: 0 });
    const facts = await store().evidence.facts(learner, course);
    expect(facts.toSorted(byKind)).toEqual([
      { kind: 'answer', by: learner, at: 1_000, quiz: 'q', seed: 7, concept: task, given: ['a', 'b'], correct: true },
      {
        kind: 'attempt',
        by: learner,
        at: 5,
        request,
        exercise: 'retry',
        codeHash: hashOfPrint,
        verdict: 'passed',
        hints: 2,
      },
    ]);
  });

  test('a concept lapses once by a request, and in each course and account by itself', async () => {
    const [learner, other, request] = [newLearner(), newLearner(), newEvent()];
    const lapses = { learner, course, request, concepts: [task, gather, task], at: 1_000 };
    expect(await store().evidence.recordLapses(lapses)).toBe(2);
    expect(await store().evidence.recordLapses({ ...lapses, at: 9_000 })).toBe(0);
    expect(await store().evidence.recordLapses({ ...lapses, request: newEvent(), concepts: [task] })).toBe(1);
    expect(await store().evidence.recordLapses({ ...lapses, learner: other })).toBe(2);
    expect(await store().evidence.recordLapses({ ...lapses, course: otherCourse, concepts: [gather] })).toBe(1);
    const facts = await store().evidence.facts(learner, course);
    expect(facts).toHaveLength(3);
    expect(facts).toContainEqual({ kind: 'lapse', by: learner, at: 1_000, request, concept: gather });
    expect(await store().evidence.facts(learner, otherCourse)).toHaveLength(1);
  });

  test('a review that found nothing is no lapse', async () => {
    const learner = newLearner();
    expect(await store().evidence.recordLapses({ learner, course, request: newEvent(), concepts: [], at: 1 })).toBe(0);
    expect(await store().evidence.facts(learner, course)).toEqual([]);
  });

  test('of many identical reviews at once one is recorded', async () => {
    const [learner, request] = [newLearner(), newEvent()];
    const lapses = { learner, course, request, concepts: [task, gather], at: 1_000 };
    const all = await Promise.all(Array.from({ length: 20 }, () => store().evidence.recordLapses(lapses)));
    expect(all.reduce((sum, each) => sum + each, 0)).toBe(2);
  });

  test('the facts agree with both histories', async () => {
    const answer = fc.record({
      quiz: fc.constantFrom('q1', 'q2').map(quizId),
      seed: fc.nat({ max: 3 }),
      correct: fc.boolean(),
      at: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 12 }), async (answers) => {
        const learner = newLearner();
        for (const one of answers) await store().answers.record({ learner, course, concept: task, given: [], ...one });
        const facts = await store().evidence.facts(learner, course);
        const history = await store().answers.history(learner, course);
        for (const { quiz, times, timesRight } of history) {
          const mine = facts.filter((one) => one.kind === 'answer' && one.quiz === quiz);
          expect(mine).toHaveLength(times);
          expect(mine.filter((one) => one.kind === 'answer' && one.correct)).toHaveLength(timesRight);
        }
        expect(facts).toHaveLength(history.reduce((sum, { times }) => sum + times, 0));
      }),
    );
  });
}

/** SHA-256 of `print(1)`, as any other tool computes it. */
const hashOfPrint = 'd287bb7f9d15abdc5b6e98536263815744b6ef21c8f3c839fc434ca70d8efe99';

const byKind = (one: Fact, other: Fact): number => (one.kind < other.kind ? -1 : 1);
