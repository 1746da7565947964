import { expect, test } from 'vitest';
import { smallCourse } from '../../../support/library.ts';

const { quizzes } = smallCourse();
const quiz = (id: string) => quizzes.find((one) => one.id === id);

test('a term is asked for its meaning and a meaning for its term', () => {
  expect(quiz('meaning-of-task')?.options.map(({ label, right }) => [label.en, right])).toEqual([
    ['Scheduled coroutine', true],
    ['Pause and wait', false],
  ]);
  expect(quiz('term-for-task')?.options.map(({ label, right }) => [label.en, right])).toEqual([
    ['Task', true],
    ['await', false],
  ]);
});

test('a wrong option says where it belongs, the right one what a careful teacher adds', () => {
  const [right, wrong] = quiz('meaning-of-task')?.options ?? [];
  expect(right?.because.en).toContain('Task, precisely.');
  expect(wrong?.because.en).toContain('"term":"await"');
});

test('a case is asked as yes, no or depends, in that order, each with its reason', () => {
  const verdict = quiz('when-cpu-primes');
  expect(verdict?.order).toBe('fixed');
  expect(verdict?.options.map(({ id, right }) => [id, right])).toEqual([
    ['yes', false],
    ['no', true],
    ['depends', false],
  ]);
  expect(new Set(verdict?.options.map(({ because }) => because.en))).toEqual(new Set(['Nothing waits.']));
});
