import type { TailFigure } from '../figure.ts';

/** A row of times: by the clock, and of the processor. In milliseconds. */
export type TimesFigure = TailFigure & {
  readonly kind: 'times';
  readonly worked: { readonly p50: number; readonly p99: number };
};

/** A row of times, or one value. */
export type StoreFigure =
  | TimesFigure
  | { readonly kind: 'value'; readonly name: string; readonly unit: 's' | 'MB' | 'rows'; readonly value: number };

/** As a line of a table. */
export function describeStoreFigure(one: StoreFigure): string {
  const name = one.name.padEnd(nameColumns);
  if (one.kind === 'value') return `${name} ${one.value.toFixed(one.unit === 'rows' ? 0 : 1)} ${one.unit}`;
  const { p50, p95, p99, max, worked, samples, goal } = one;
  const aim = goal === null ? '' : `  ${p99 < goal.p99 ? 'under' : 'over'} ${goal.p99}`;
  const shown = [p50, p95, p99, max, worked.p50, worked.p99].map((ms) => cell(ms.toFixed(1)));
  return [name, ...shown, cell(`${samples}`), aim].join('');
}

const nameColumns = 46;
const cell = (text: string): string => text.padStart(9);

/** What stands over the columns of times. */
export const storeHeading = [
  'ms'.padEnd(nameColumns),
  ...['p50', 'p95', 'p99', 'max', 'cpu p50', 'cpu p99', 'times'].map(cell),
].join('');
