import { expect, test } from 'vitest';
import type { PickAnswer } from '#core/quiz/quiz.ts';
import { smallCourse } from '../../../support/library.ts';

const { quizzes } = smallCourse();
function answerOf(id: string): PickAnswer {
  const answer = quizzes.find((one) => one.id === id)?.variants[0]?.answer;
  if (answer?.kind !== 'pick') throw new Error(`expected a question ${id} with options`);
  return answer;
}

test('a term is asked for its meaning and a meaning for its term', () => {
  expect(answerOf('meaning-of-task').options.map(({ label, right }) => [label.en, right])).toEqual([
    ['Scheduled coroutine', true],
    ['Pause and wait', false],
  ]);
  expect(answerOf('term-for-task').options.map(({ label, right }) => [label.en, right])).toEqual([
    ['Task', true],
    ['await', false],
  ]);
});

test('a wrong option says where it belongs, the right one what a careful teacher adds', () => {
  const [right, wrong] = answerOf('meaning-of-task').options;
  expect(right?.because.en).toContain('Task, precisely.');
  expect(wrong?.because.en).toContain('"term":"await"');
});

test('a case is asked as yes, no or depends, in that order, each with its reason', () => {
  const verdict = answerOf('when-cpu-primes');
  expect(verdict.order).toBe('fixed');
  expect(verdict.options.map(({ id, right }) => [id, right])).toEqual([
    ['yes', false],
    ['no', true],
    ['depends', false],
  ]);
  expect(new Set(verdict.options.map(({ because }) => because.en))).toEqual(new Set(['Nothing waits.']));
});
