import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import type { Recall } from '#core/memory/recall.ts';
import { afterGrade, dayMs, holdsFor, retrievability } from '#core/memory/recall.ts';
import type { ByHand } from '../../../support/fsrs-by-hand.ts';
import { gradeByHand, recallByHand } from '../../../support/fsrs-by-hand.ts';

const grade = fc.constantFrom('again', 'hard', 'good', 'easy');
/** The same sitting, or some days. */
const days = fc.oneof(fc.constant(0), fc.double({ min: 0.5, max: 900, noNaN: true }));
const reviews = fc.array(fc.record({ grade, days }), { minLength: 1, maxLength: 12 });

function remember(
  all: readonly { readonly grade: 'again' | 'hard' | 'good' | 'easy'; readonly days: number }[],
): Recall {
  const last = all.reduce<Recall | null>((before, one) => afterGrade(before, one.grade, one.days * dayMs), null);
  if (last === null) throw new Error('expected at least one review');
  return last;
}

property.prop([reviews])('stability and difficulty are those of the published formulas', (all) => {
  const byHand = all.reduce<ByHand | null>((before, one) => gradeByHand(before, one.grade, one.days), null);
  const { stability, difficulty } = remember(all);
  expect(Math.abs(stability / (byHand?.stability ?? 0) - 1)).toBeLessThan(1e-4);
  expect(difficulty).toBeCloseTo(byHand?.difficulty ?? 0, 4);
});

property.prop([reviews, fc.double({ min: 0, max: 3000, noNaN: true })])(
  'the chance to remember is that of the published formula',
  (all, after) => {
    const recall = remember(all);
    expect(retrievability(recall, after * dayMs)).toBeCloseTo(recallByHand(recall, after), 5);
  },
);

property.prop([reviews, fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 1000 })])(
  'the chance to remember falls with time, and is whole at first',
  (all, from, more) => {
    const recall = remember(all);
    expect(retrievability(recall, 0)).toBe(1);
    const later = retrievability(recall, (from + more) * dayMs);
    expect(later).toBeLessThan(retrievability(recall, from * dayMs));
    expect(later).toBeGreaterThan(0);
  },
);

property.prop([reviews])('it is due when nine of ten would still remember it', (all) => {
  const recall = remember(all);
  expect(retrievability(recall, holdsFor(recall))).toBeCloseTo(0.9, 5);
});

property.prop([reviews, days])('a better grade never leaves a shorter memory', (all, after) => {
  const before = remember(all);
  const [again, hard, good, easy] = (['again', 'hard', 'good', 'easy'] as const).map(
    (one) => afterGrade(before, one, after * dayMs).stability,
  );
  expect(again).toBeLessThanOrEqual(hard ?? 0);
  expect(hard).toBeLessThanOrEqual(good ?? 0);
  expect(good).toBeLessThanOrEqual(easy ?? 0);
});

property.prop([reviews, grade, fc.integer({ min: -1000, max: 0 })])(
  'a clock that stepped back is no time at all',
  (all, one, back) => {
    const recall = remember(all);
    expect(afterGrade(recall, one, back * dayMs)).toEqual(afterGrade(recall, one, 0));
    expect(retrievability(recall, back * dayMs)).toBe(1);
  },
);

test('what follows within half a day is of one sitting, and what comes every morning is not', () => {
  const first = afterGrade(null, 'good', 0);
  const soon = afterGrade(first, 'good', 11 * 3_600_000);
  expect(soon).toEqual(afterGrade(first, 'good', 0));
  expect(afterGrade(first, 'good', 23 * 3_600_000).stability).toBeGreaterThan(soon.stability);
});
