import { describe, expect, test } from 'vitest';
import { findDrifts } from '#cli/find-drift.ts';
import { held, type Footprint } from '#cli/footprint.ts';

const steady: Footprint = {
  'MB of Node': 100,
  'MB of zygote': 100,
  'descriptors of Node': 100,
  'descriptors of zygote': 100,
  processes: 100,
  mounts: 100,
  cgroups: 100,
  'temporary files': 100,
};

/** Thirty samples in which all is steady but what is told. */
function samples(change: (index: number) => Partial<Footprint>): readonly Footprint[] {
  return Array.from({ length: 30 }, (_, index) => ({ ...steady, ...change(index) }));
}

describe('what drifts', () => {
  test('is nothing where all stays as it is', () => {
    expect(findDrifts(samples(() => ({})))).toEqual([]);
  });

  test.each(held)('is whatever grows with every run: %s', (what) => {
    expect(findDrifts(samples((index) => ({ [what]: 100 + 2 * index })))).toMatchObject([{ what }]);
  });

  test('is nothing that grows while all finds its size, and then stays', () => {
    expect(findDrifts(samples((index) => ({ 'MB of Node': 100 + 20 * Math.min(index, 9) })))).toEqual([]);
  });

  test('is nothing that goes up and down', () => {
    expect(findDrifts(samples((index) => ({ processes: 100 + 8 * (index % 2) })))).toEqual([]);
  });

  test('is nothing that shrinks', () => {
    expect(findDrifts(samples((index) => ({ 'descriptors of Node': 100 - index })))).toEqual([]);
  });

  test('is told with how much it has grown since the warm-up', () => {
    const [drift] = findDrifts(samples((index) => ({ mounts: 100 + 3 * index })));

    expect(drift?.grownBy).toBeCloseTo(3 * 14);
  });
});
