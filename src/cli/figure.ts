/** A figure as it was measured: its middle, its 95th percentile, and how often it was measured. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms';
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/** One whose tail matters: its 99th percentile and its longest as well, and what is aimed at; null where nothing is. */
export interface TailFigure extends Figure {
  readonly p99: number;
  readonly max: number;
  readonly goal: { readonly p50: number; readonly p99: number } | null;
}

/** The middle and the 95th percentile of what was measured. */
export function figure(name: string, measuredMs: readonly number[]): Figure {
  const at = percentiles(measuredMs);
  return { name, unit: 'ms', p50: at(0.5), p95: at(0.95), samples: measuredMs.length };
}

/** The same with the tail. */
export function tailFigure(name: string, measuredMs: readonly number[], goal: TailFigure['goal'] = null): TailFigure {
  const at = percentiles(measuredMs);
  return { ...figure(name, measuredMs), p99: at(0.99), max: at(1), goal };
}

function percentiles(measured: readonly number[]): (share: number) => number {
  const sorted = measured.toSorted((one, other) => one - other);
  return (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
