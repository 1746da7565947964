import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { evaluate } from '#content/evaluate.ts';

const values = new Map<string, number | string>([
  ['short', 0.1],
  ['long', 0.7],
  ['name', 'Ann'],
]);

test.each([
  ['short', 0.1],
  [' name ', 'Ann'],
  ['short + long', 0.8],
  ['0.1 + 0.2', 0.3],
  ['long - short - 0.1', 0.5],
  ['2 * (short + long) * 3', 4.8],
  ['2+3*4', 14],
  ['max(short, long, 0.3)', 0.7],
  ['min(max(1, 2), 3 - 0.5)', 2],
])('%s is %j', (expression, value) => {
  expect(evaluate(expression, values)).toEqual({ kind: 'value', value });
});

test.each([
  ['lang', 'expected a name that `vary` gives (short, long, name) or a number'],
  ['', 'expected a name that `vary` gives (short, long, name) or a number'],
  ['name + 1', 'expected a number to compute with, `name` is a text'],
  ['(short', 'expected a closing bracket'],
  ['max(short, long', 'expected a closing bracket'],
  ['short long', 'expected an operator before `long`'],
  ['short / long', 'expected an operator before `/`'],
])('%s is none: %s', (expression, message) => {
  expect(evaluate(expression, values)).toEqual({ kind: 'fault', message });
});

const amounts = fc.integer({ min: 0, max: 999 }).map((tenths) => tenths / 10);

property.prop([amounts, amounts, amounts])('brackets, products and sums are as in Python', (a, b, c) => {
  const given = new Map([
    ['a', a],
    ['b', b],
    ['c', c],
  ]);
  const expected = Math.round((a + b * (c - a)) * 1000) / 1000;
  expect(evaluate('a + b * (c - a)', given)).toEqual({ kind: 'value', value: expected });
});

property.prop([fc.string()])('whatever is typed, it comes to a value or to a sentence', (typed) => {
  expect(['value', 'fault']).toContain(evaluate(typed, values).kind);
});
