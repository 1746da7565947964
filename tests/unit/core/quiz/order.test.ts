import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { isAccepted, lineUp, mistakeIn, nameOfOrder, programWith } from '#core/quiz/order.ts';

const lines = ['a', 'b', 'c', 'd'].map((id) => ({ id, code: `${id}()` }));

test('lines are placed in the order of the picks, and the last one goes to the end by itself', () => {
  expect(lineUp(lines, [2])?.placed.map(({ id }) => id)).toEqual(['c']);
  expect(lineUp(lines, [2])?.left.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  expect(lineUp(lines, [2, 0, 3])).toEqual({ placed: [lines[2], lines[0], lines[3], lines[1]], left: [] });
});

property.prop([fc.array(fc.integer({ min: -1, max: 5 }), { maxLength: 5 })])(
  'picks line up when each is a place, once; never is a line lost or doubled',
  (picks) => {
    const lined = lineUp(lines, picks);
    const isFit = new Set(picks).size === picks.length && picks.every((pick) => pick >= 0 && pick < lines.length);
    expect(lined !== null).toBe(isFit);
    const all = lined === null ? lines : [...lined.placed, ...lined.left];
    expect(all.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd']);
  },
);

test('an order is accepted when it is among those that run right', () => {
  expect(isAccepted({ accepted: ['b a c d'] }, lines)).toBe(false);
  expect(isAccepted({ accepted: ['b a c d', nameOfOrder(lines)] }, lines)).toBe(true);
});

test('the first mistake whose lines stand so is told', () => {
  const mistakes = [{ before: ['c', 'b'] }, { before: ['a', 'd'] }, { before: ['a', 'b'] }] as const;
  expect(mistakeIn(mistakes, lines)).toBe(mistakes[1]);
  expect(mistakeIn(mistakes, lines.toReversed())).toBe(mistakes[0]);
  expect(mistakeIn([{ before: ['d', 'a'] }], lines)).toBeUndefined();
});

test('the lines stand in the program for the comment, indented as it is, blank lines left blank', () => {
  const code = 'def main():\n    # lines\n    end()\n';
  const loop = { code: 'for x in y:\n    z(x)\n\n    w(x)\n' };
  expect(programWith(code, [{ code: 'a()' }, loop])).toBe(
    'def main():\n    a()\n    for x in y:\n        z(x)\n\n        w(x)\n    end()\n',
  );
});
