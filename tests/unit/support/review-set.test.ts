import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseReviewFile, reviewSet, type ReviewMessage } from '../../support/review-set.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/review');
const development = await reviewSet('development');
const heldOut = await reviewSet('held-out');
const all = [...development, ...heldOut];
const catalogue = (await readFile(join(fixtures, 'catalogue.list'), 'utf8')).split('\n').filter((name) => name !== '');

test('a mark is taken off the text and says which rules fit on which lines', () => {
  const file = [
    '=== easy two-naps',
    'hey',
    'sleep(1)  @@blocking_sleep|other_rule',
    '    nap()  @@~blocking_sleep  @@~else',
    '',
  ];
  expect(parseReviewFile('naps', file.join('\n'))).toEqual([
    {
      id: 'two-naps',
      topic: 'naps',
      level: 'easy',
      text: 'hey\nsleep(1)\n    nap()',
      expected: [{ rules: ['blocking_sleep', 'other_rule'], lines: [2, 3] }],
    },
  ]);
});

test('characters that cannot be seen are read from their code points', () => {
  const [message] = parseReviewFile('pastes', '=== clean spaces\nx{U+00A0}= 1{U+000D}\n');
  expect(message?.text).toBe('x\u00A0= 1\r');
});

test.each([
  ['a level that is none', '=== simple nap\nx = 1\n', /expected '=== easy\|medium\|hard\|clean id'/u],
  ['a clean message with a mark', '=== clean nap\nx = 1  @@blocking_sleep\n', /has 1 marks/u],
  ['a message without a mark that is not clean', '=== hard nap\nx = 1\n', /has 0 marks/u],
  ['text before the first heading', 'x = 1\n=== clean nap\nx = 1\n', /expected '=== level id' first/u],
])('%s is told of', (_, file, problem) => {
  expect(() => parseReviewFile('naps', file)).toThrow(problem);
});

test('half of the messages are clean, a third is held out, and no two have the same id', () => {
  expect(all.length).toBeGreaterThanOrEqual(420);
  expect(share(all, ({ level }) => level === 'clean')).toBeCloseTo(0.5, 1);
  expect(heldOut.length / all.length).toBeCloseTo(0.33, 1);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('each rule of the catalogue is expected in two messages or more, and no other rule is', () => {
  const expected = all.flatMap((message) => message.expected.flatMap(({ rules }) => rules));
  const times = Map.groupBy(expected, (rule) => rule);
  expect([...times.keys()].toSorted()).toEqual(catalogue.toSorted());
  expect(catalogue.filter((rule) => (times.get(rule)?.length ?? 0) < 2)).toEqual([]);
});

function share(messages: readonly ReviewMessage[], holds: (message: ReviewMessage) => boolean): number {
  return messages.filter(holds).length / messages.length;
}
