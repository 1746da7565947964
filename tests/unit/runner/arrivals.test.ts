import { describe, expect, test } from 'vitest';
import { createArrivals } from '#runner/arrivals.ts';

const report = { status: 9, cpuMs: 0, peakBytes: 0, memoryError: false, overMemory: false, overCpu: false };

describe('a sandbox that was ordered', () => {
  test('and ended before any of its streams came will not come', async () => {
    const told: unknown[] = [];
    const arrivals = createArrivals((order, id) => told.push([order, id]));
    const tenant = arrivals.order('spawn');
    arrivals.onMessage({ kind: 'ended', id: 1, report: { ...report, kind: 'ended' } });

    await expect(tenant).rejects.toThrow('ended before it was ready');
    expect(told).toEqual([['spawn', 1]]);
  });
});
