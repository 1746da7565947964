import { expect, test } from 'vitest';
import { scoreReview, type Remark } from '../../support/review-score.ts';
import { parseReviewFile } from '../../support/review-set.ts';

const messages = parseReviewFile(
  'naps',
  [
    '=== easy nap',
    'sleep(1)  @@blocking_sleep',
    'pause(1)  @@~blocking_sleep',
    '=== hard lock',
    'with lock:  @@threading_lock_in_async|async_with_on_sync_cm',
    '=== clean quiet',
    'x = 1',
    '=== clean calm',
    'y = 2',
  ].join('\n'),
);

const scored = (answers: Readonly<Record<string, readonly Remark[]>>) =>
  scoreReview(messages, new Map(Object.entries(answers)));

test('a mistake is found by any of its names on any of its lines', () => {
  const { levels, rules } = scored({
    nap: [{ rule: 'blocking_sleep', line: 2 }],
    lock: [{ rule: 'async_with_on_sync_cm', line: 1 }],
  });
  expect(levels).toEqual([
    { level: 'easy', found: 1, of: 1 },
    { level: 'medium', found: 0, of: 0 },
    { level: 'hard', found: 1, of: 1 },
  ]);
  expect(rules.flatMap(({ missed }) => missed)).toEqual([]);
});

test('the right name on another line, or on none, is a miss that is shown', () => {
  const { levels, otherLine, rules } = scored({
    nap: [
      { rule: 'blocking_sleep', line: 3 },
      { rule: 'blocking_sleep', line: null },
    ],
  });
  expect(levels.map(({ found }) => found)).toEqual([0, 0, 0]);
  expect(otherLine).toEqual(['nap:3 blocking_sleep', 'nap:? blocking_sleep']);
  expect(rules.map(({ rule, missed }) => [rule, missed])).toEqual([
    ['blocking_sleep', ['nap:1']],
    ['threading_lock_in_async|async_with_on_sync_cm', ['lock:1']],
  ]);
});

test('every clean message that is remarked upon counts once, however much is said', () => {
  const { clean } = scored({
    calm: [
      { rule: 'blocking_sleep', line: 1 },
      { rule: 'blocking_input', line: 1 },
    ],
  });
  expect(clean).toEqual({ of: 2, flagged: [{ said: ['calm:1 blocking_sleep', 'calm:1 blocking_input'] }] });
});

test('remarks that nobody expected on a message with mistakes are listed apart', () => {
  const { extra } = scored({
    nap: [
      { rule: 'blocking_sleep', line: 1 },
      { rule: 'blocking_input', line: 2 },
    ],
  });
  expect(extra).toEqual(['nap:2 blocking_input']);
});
