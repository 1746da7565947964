import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { duration } from '#core/timeline/duration.ts';
import { ticks } from '#core/timeline/ticks.ts';

test('ticks are round and have the unit that reads', () => {
  expect(ticks(2_000_000).map(({ label }) => label)).toEqual(['0', '0.5 s', '1 s', '1.5 s', '2 s']);
  expect(ticks(700_000).map(({ label }) => label)).toEqual(['0', '200 ms', '400 ms', '600 ms']);
  expect(ticks(2_400_000_000).map(({ label }) => label)).toEqual(['0', '10 min', '20 min', '30 min', '40 min']);
  expect(ticks(900).map(({ label }) => label)).toEqual(['0', '200 µs', '400 µs', '600 µs', '800 µs']);
  expect(ticks(86_400_000_000).map(({ label }) => label)).toEqual(['0', '6 h', '12 h', '18 h', '24 h']);
  expect(ticks(0)).toEqual([{ at: 0, label: '0' }]);
});

test.prop([fc.integer({ min: 1, max: 172_800_000_000 })])(
  'ticks ascend from 0 to the end, two to nine of them',
  (length) => {
    const all = ticks(length);
    const moments = all.map(({ at }) => at);
    expect(moments).toEqual([...new Set(moments)].toSorted((one, other) => one - other));
    expect(moments[0]).toBe(0);
    expect(moments.every((at) => at <= length)).toBe(true);
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.length).toBeLessThanOrEqual(9);
    expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  },
);

test('durations are short and have the unit that reads', () => {
  const told = [
    0, 7, 999, 1000, 12_340, 250_000, 999_900, 1_000_000, 1_234_567, 60_000_000, 125_000_000, 5_400_000_000,
  ];
  expect(told.map(duration)).toEqual([
    '0 s',
    '7 µs',
    '999 µs',
    '1 ms',
    '12.3 ms',
    '250 ms',
    '1 s',
    '1 s',
    '1.23 s',
    '1 min',
    '2 min 5 s',
    '1 h 30 min',
  ]);
});
