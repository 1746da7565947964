import type { TailFigure } from '../figure.ts';

/** A row of times, or one value. */
export type StoreFigure =
  | (TailFigure & { readonly kind: 'times' })
  | { readonly kind: 'value'; readonly name: string; readonly unit: 's' | 'MB' | 'rows'; readonly value: number };

/** As a line of a table. */
export function describeStoreFigure(one: StoreFigure): string {
  const name = one.name.padEnd(48);
  if (one.kind === 'value') return `${name} ${one.value.toFixed(one.unit === 'rows' ? 0 : 1)} ${one.unit}`;
  const { p50, p95, p99, max, samples, goal } = one;
  const aim = goal === null ? '' : p99 < goal.p99 ? `  under ${goal.p99}` : `  OVER ${goal.p99}`;
  const shown = [p50, p95, p99, max].map((ms) => ms.toFixed(1).padStart(7)).join(' ');
  return `${name} ${shown} ms ${`(${samples})`.padStart(7)}${aim}`;
}

/** What stands over the columns of times. */
export const storeHeading = `${''.padEnd(48)} ${['p50', 'p95', 'p99', 'max'].map((one) => one.padStart(7)).join(' ')}`;
