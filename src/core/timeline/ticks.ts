/** A mark on the axis; `at` in microseconds. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Four to eight round moments from 0 to the end, or only 0 when no time passed. */
export function ticks(length: number): readonly Tick[] {
  const unit = units.findLast(({ inUs, from }) => length >= inUs * from) ?? smallest;
  const step = Math.max(1, Math.round(roundStep(length / 6 / unit.inUs, unit.steps) * unit.inUs));
  const count = Math.floor(length / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = index * step;
    return { at, label: index === 0 ? '0' : `${Number((at / unit.inUs).toFixed(6))} ${unit.sign}` };
  });
}

const decimal = [1, 2, 5, 10];
const sixty = [1, 2, 5, 10, 15, 30, 60];

const smallest = { sign: 'µs', inUs: 1, from: 0, steps: decimal };
/** The largest is used of which the whole lasts at least `from`. */
const units = [
  smallest,
  { sign: 'ms', inUs: 1000, from: 1.5, steps: decimal },
  { sign: 's', inUs: 1_000_000, from: 0.95, steps: decimal },
  { sign: 'min', inUs: 60_000_000, from: 2, steps: sixty },
  { sign: 'h', inUs: 3_600_000_000, from: 2, steps: [1, 2, 3, 6, 12, 24] },
];

/** The smallest round number that is not below `least`. */
function roundStep(least: number, steps: readonly number[]): number {
  if (least <= 0) return 1;
  const whole = least > 1 ? steps.find((step) => step >= least) : undefined;
  if (whole !== undefined) return whole;
  const power = 10 ** Math.floor(Math.log10(least));
  return (decimal.find((step) => step * power >= least * (1 - 1e-9)) ?? 10) * power;
}
