import { setTimeout as pause } from 'node:timers/promises';
import { troubleOf } from './trouble.ts';

interface Persistence {
  /** No try begins later; on the clock of `performance.now()`. */
  readonly until: number;
  /** Whether what may have been done already may be done twice. */
  readonly whenUnsure: 'again' | 'enough';
}

/** Tries again, after growing pauses, what Discord could not do just then; rejects with the last error. */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  { until, whenUnsure }: Persistence,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const trouble = troubleOf(error);
      const isWorthIt = trouble === 'not-done' || (trouble === 'unsure' && whenUnsure === 'again');
      const pauseMs = pauseAfter(tries);
      if (!isWorthIt || tries === mostTries || performance.now() + pauseMs > until) throw error;
      await pause(pauseMs);
    }
  }
}

const mostTries = 6;
const firstPauseMs = 100;

/** 100, 300, 900 ms, …, each up to a half longer, so that not everyone comes back at once. */
function pauseAfter(tries: number): number {
  return firstPauseMs * 3 ** (tries - 1) * (1 + Math.random() / 2);
}
