import { tailFigure } from '../figure.ts';
import type { TimesFigure } from './store-figure.ts';

/** How long something took by the clock, and of the processor: on a busy machine the second tells more. In milliseconds. */
export interface Took {
  readonly ms: number;
  readonly worked: number;
}

/** What came of it, and what it took. */
export async function timed<Result>(task: () => Promise<Result>): Promise<Took & { readonly result: Result }> {
  const before = process.cpuUsage();
  const beganAt = performance.now();
  const result = await task();
  const ms = performance.now() - beganAt;
  const { user, system } = process.cpuUsage(before);
  return { result, ms, worked: (user + system) / 1000 };
}

/** As a row of the table; `goal`: what 99 of 100 are to stay under, null where nothing is aimed at. */
export function timesFigure(name: string, took: readonly Took[], goal: number | null = usualGoal): TimesFigure {
  const clock = tailFigure(
    name,
    took.map(({ ms }) => ms),
    goal === null ? null : { p50: goal, p99: goal },
  );
  const { p50, p99 } = tailFigure(
    name,
    took.map(({ worked }) => worked),
  );
  return { kind: 'times', ...clock, worked: { p50, p99 } };
}

/** What no reply and no claim may take longer than, 99 times of 100. */
const usualGoal = 20;
