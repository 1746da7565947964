import type { Log } from '#core/ports/log.ts';
import { pauseAfter, paused } from '#bots/shared/pause-between.ts';
import { connectionProblem } from './connection-problem.ts';
import { firstConnectPauseMs, longestConnectPauseMs } from './connection-limits.ts';
import { reasonOf } from './trouble.ts';

interface Trying {
  readonly setting: Parameters<typeof connectionProblem>[1];
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Does it until it is done, after growing pauses; gives false when the signal came first. Rejects with a HostProblem. */
export async function keepTrying(attempt: () => Promise<unknown>, trying: Trying): Promise<boolean> {
  const { setting, log, signal } = trying;
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await doneBefore(signal, attempt());
    } catch (error) {
      const problem = connectionProblem(error, setting);
      if (problem !== null) throw problem;
      const againInMs = pauseAfter(failures, { firstMs: firstConnectPauseMs, longestMs: longestConnectPauseMs });
      log.warn('slack not connected', { why: reasonOf(error), failures, againInMs });
      await paused(againInMs, signal);
    }
  }
  return false;
}

/** What is under way at the signal is not waited for. */
async function doneBefore(signal: AbortSignal, work: Promise<unknown>): Promise<boolean> {
  const stopped = Promise.withResolvers<false>();
  const stop = () => stopped.resolve(false);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work.then(() => true), stopped.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
