import type { HostProblem } from '#core/host-problem.ts';
import type { Log } from '#core/ports/log.ts';
import { closedProblem, loginProblem } from './connection-problem.ts';
import type { GatewayClient } from './gateway-client.ts';
import { firstLoginPauseMs, longestLoginPauseMs } from './connection-limits.ts';
import { pauseAfter, paused } from '#bots/shared/pause-between.ts';
import { aborted } from '#bots/shared/aborted.ts';
import { reasonOf } from './trouble.ts';

interface Serving {
  readonly open: () => GatewayClient;
  /** Called at the signal, before the connection is closed. */
  readonly leave: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Keeps a connection to the gateway until the signal. Rejects with a HostProblem when only the host can mend what is
 * wrong, such as the token.
 */
export async function serveGateway({ open, leave, log, signal }: Serving): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const client = open();
    const end = await Promise.race([follow(client, log), stopped(signal)]);
    if (end.kind === 'stopped') await leave();
    await client.close();
    if (end.kind === 'stopped') return;
    if (end.problem !== null) throw end.problem;
    failures = end.kind === 'closed' ? 1 : failures + 1;
    const againInMs = pauseAfter(failures, { firstMs: firstLoginPauseMs, longestMs: longestLoginPauseMs });
    log.warn('discord not connected', { why: end.why, failures, againInMs });
    await paused(againInMs, signal);
  }
}

type End =
  | { readonly kind: 'refused'; readonly why: string; readonly problem: HostProblem | null }
  | { readonly kind: 'closed'; readonly why: string; readonly problem: HostProblem | null };

/** Logs in, and settles when the connection has ended for good. */
async function follow(client: GatewayClient, log: Log): Promise<End> {
  try {
    await client.login();
  } catch (error) {
    return { kind: 'refused', why: reasonOf(error), problem: loginProblem(error) };
  }
  log.info('discord connected', {});
  const code = await client.ended;
  return { kind: 'closed', why: `close code ${code}`, problem: closedProblem(code) };
}

async function stopped(signal: AbortSignal): Promise<{ readonly kind: 'stopped' }> {
  await aborted(signal);
  return { kind: 'stopped' };
}
