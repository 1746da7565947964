/** A figure as it was measured: its middle, its 95th percentile, and how often it was measured. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms';
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/** The middle and the 95th percentile of what was measured. */
export function figure(name: string, measuredMs: readonly number[]): Figure {
  const sorted = measuredMs.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { name, unit: 'ms', p50: at(0.5), p95: at(0.95), samples: sorted.length };
}
