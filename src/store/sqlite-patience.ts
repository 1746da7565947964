import { setTimeout as sleep } from 'node:timers/promises';
import { explainSqlite } from './sqlite-problems.ts';
import { StoreProblem } from './store-problem.ts';

export interface Patience {
  /** Names the database in messages. */
  readonly place: string;
  readonly busyTimeoutMs: number;
  /** While it is, what holds the lock is known, and waited for as long as it takes. */
  readonly isExcused?: () => boolean;
}

const pauseMs = 2;

/**
 * Returns what `work` returns, and tries again for a while when another writer is at it: the rest of the process
 * goes on meanwhile, that writer too if it lives here. Every failure becomes a StoreProblem where it is one.
 */
export async function patiently<Result>(
  { place, busyTimeoutMs, isExcused }: Patience,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const problem = explainSqlite(error, place);
      const isLocked = problem instanceof StoreProblem && problem.kind === 'locked';
      const isLate = performance.now() >= deadline && isExcused?.() !== true;
      if (!isLocked || isLate) throw problem;
    }
    await sleep(pauseMs);
  }
}
