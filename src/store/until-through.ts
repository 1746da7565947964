import { setTimeout as sleep } from 'node:timers/promises';
import { Collision } from './store-problem.ts';

const mostTries = 8;
const longestPauseMs = 40;

/** Does `work` again, from its beginning, when the database had to undo it for the sake of another transaction. */
export async function untilThrough<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Collision) || tries === mostTries) throw error;
    }
    // Two that met once shall not meet again.
    await sleep(Math.random() * longestPauseMs);
  }
}
