import { HostProblem } from '#core/host-problem.ts';
import type { Terminal } from './terminal.ts';

/** Runs programs for bots anywhere; without the Redis that brings them it has nothing to do. */
export async function worker(_terminal: Terminal): Promise<number> {
  return await Promise.reject(
    new HostProblem('A worker gets its programs over Redis: set REDIS_URL in the environment or in .env.'),
  );
}
