import { expect, test } from 'vitest';
import { conceptsKnown, goalLine, readGoal } from '#core/classes/goal.ts';
import { conceptId } from '#core/ids.ts';
import { bareWords } from '../../../support/library.ts';

const figures = (members: number, ...concepts: readonly (readonly [asked: number, right: number])[]) => ({
  members,
  active: members,
  beliefs: [],
  concepts: concepts.map(([asked, right], at) => ({ concept: conceptId(`c${at}`), asked, right })),
});

test.each([
  ['4 concepts 80%', { concepts: 4, percent: 80 }],
  ['7 80', { concepts: 7, percent: 80 }],
  ['4 个概念 80％', { concepts: 4, percent: 80 }],
  ['off', 'off'],
  [' 关闭 ', 'off'],
  ['concepts', null],
])('%j is read as %j', (typed, goal) => {
  expect(readGoal(typed)).toEqual(goal);
});

test('of five, four are eighty of a hundred, and three are not', () => {
  expect(conceptsKnown(figures(5, [5, 4], [5, 3], [10, 8], [100, 79]), { percent: 80 })).toBe(2);
});

test('what few were asked about counts in a small class only', () => {
  expect(conceptsKnown(figures(20, [2, 2], [3, 3]), { percent: 80 })).toBe(1);
  expect(conceptsKnown(figures(2, [2, 2], [1, 1]), { percent: 80 })).toBe(1);
  expect(conceptsKnown(figures(1, [1, 1]), { percent: 80 })).toBe(1);
});

test('the line says how far the class is, and when it is there', () => {
  const two = figures(3, [3, 3], [3, 3], [3, 0]);
  expect(goalLine(two, { concepts: 7, percent: 80 }, bareWords)).toBe(
    'goal.line {"reached":2,"concepts":7,"percent":80}',
  );
  expect(goalLine(two, { concepts: 1, percent: 80 }, bareWords)).toBe('goal.reached {"concepts":1,"percent":80}');
});
