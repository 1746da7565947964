import { paused } from './pause-between.ts';

interface Persistence {
  /** No try begins later; on the clock of `performance.now()`. */
  readonly until: number;
  /** Whether what may have been done already may be done twice. */
  readonly whenUnsure: 'again' | 'enough';
  readonly judge: Judge;
  /** Nothing is tried again after it. */
  readonly signal?: AbortSignal;
}

/** What an error says of the work, and how long the platform wants to be left alone before it is tried again, in ms. */
export type Judge = (error: unknown) => { readonly work: 'not-done' | 'unsure' | 'hopeless'; readonly waitMs: number };

/** Tries again, after growing pauses, what a platform could not do just then; rejects with the last error. */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  { until, whenUnsure, judge, signal }: Persistence,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const { work, waitMs } = judge(error);
      const isWorthIt = work === 'not-done' || (work === 'unsure' && whenUnsure === 'again');
      const pauseMs = Math.max(waitMs, pauseAfter(tries));
      if (!isWorthIt || tries === mostTries || performance.now() + pauseMs > until) throw error;
      if (!(await paused(pauseMs, signal))) throw error;
    }
  }
}

const mostTries = 6;
const firstPauseMs = 100;

/** 100, 300, 900 ms, …, each up to a half longer, so that not everyone comes back at once. */
function pauseAfter(tries: number): number {
  return firstPauseMs * 3 ** (tries - 1) * (1 + Math.random() / 2);
}
