import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barLanes, describeBars } from '#core/classes/bars-model.ts';
import { columnsOf } from '#core/width.ts';

const bars = {
  title: 'So many believe it',
  rows: [
    { label: 'gather cancels the rest', share: 11 / 18, note: '11 of 18' },
    { label: '等待会自己重叠', share: 0, note: '0 of 3' },
    { label: 'all of them', share: 1, note: '3 of 3' },
  ],
};

test('each label stands before its bar, cut to the page, with the figures behind it', () => {
  expect(barLanes(bars, 40)).toEqual([
    'So many believe it',
    'gather cancels the … ██████░░░░ 11 of 18',
    '等待会自己重叠       ░░░░░░░░░░ 0 of 3',
    'all of them          ██████████ 3 of 3',
  ]);
});

test('no line is wider than the page', () => {
  const row = fc.record({
    label: fc.string(),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    note: fc.constant('1 of 2'),
  });
  fc.assert(
    fc.property(fc.string(), fc.array(row), fc.integer({ min: 20, max: 120 }), (title, rows, columns) => {
      for (const line of barLanes({ title, rows }, columns)) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    }),
  );
});

test('the words say the same, and no more than a picture may', () => {
  expect(describeBars(bars)).toContain('gather cancels the rest 11 of 18');
  const long = { ...bars, rows: Array.from({ length: 40 }, () => ({ label: 'x'.repeat(60), share: 1, note: '1' })) };
  expect(describeBars(long)).toHaveLength(1000);
});
