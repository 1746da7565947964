import { once } from 'node:events';
import type { App } from '@slack/bolt';
import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import { clientOptions, silent } from './bolt-app.ts';
import { silenceMs } from './connection-limits.ts';
import { introduce } from './introduce.ts';
import type { OwnWorkspace } from './own-workspace.ts';
import { keepTrying } from './keep-trying.ts';

interface SocketDoor {
  readonly appToken: string;
  readonly apiUrl: string | null;
  /** Aborted when nothing is asked any more. */
  readonly closed: AbortSignal;
}

/** What Socket Mode comes in by. It never connects again by itself: a failure of that would end the process. */
export function createSocketReceiver({ appToken, apiUrl, closed }: SocketDoor): SocketModeReceiver {
  const patience = { clientPingTimeout: silenceMs, autoReconnectEnabled: false };
  return new SocketModeReceiver({
    appToken,
    ...patience,
    logger: silent,
    installerOptions: { clientOptions: clientOptions(apiUrl, closed) },
    // What is not acknowledged comes again.
    processEventErrorHandler: async () => await Promise.resolve(false),
  });
}

interface Serving {
  readonly app: App;
  readonly own: OwnWorkspace;
  readonly receiver: SocketModeReceiver;
  /** Goes on with what other processes heard; settles after the signal, when nothing is under way. */
  readonly watch: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Keeps a connection until the signal. Rejects with a HostProblem when only the host can mend what is wrong. */
export async function serveSocket({ app, own, receiver, watch, log, signal }: Serving): Promise<void> {
  const { client } = receiver;
  await keepTrying(async () => await app.init(), { setting: 'SLACK_BOT_TOKEN', log, signal });
  if (!signal.aborted) await introduce(app.client, { own, log });
  const watching = watch();
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort').then(() => undefined);
  while (!signal.aborted) {
    const ended = Promise.withResolvers<void>();
    const end = () => ended.resolve();
    const connect = async () => {
      client.once('disconnected', end);
      await opened(receiver);
    };
    const isOpen = await keepTrying(connect, { setting: 'SLACK_APP_TOKEN', log, signal });
    if (isOpen) log.info('slack connected', { door: 'socket' });
    if (isOpen) await Promise.race([ended.promise, stopped]);
    client.removeListener('disconnected', end);
    if (!signal.aborted) log.info('slack connection ended', {});
  }
  await eitherOf(
    client.disconnect().then(() => undefined),
    closeMs,
  );
  await watching;
}

const closeMs = 1000;
const openMs = 15_000;

/** Rejects when Slack does not say hello in time. */
async function opened({ client }: SocketModeReceiver): Promise<void> {
  const opening = client.start().then(() => 'open' as const);
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), openMs);
  try {
    const end = await Promise.race([opening, late.promise]);
    if (end === 'open') return;
  } finally {
    clearTimeout(timer);
  }
  opening.catch(() => undefined);
  await eitherOf(
    client.disconnect().then(() => undefined),
    closeMs,
  );
  throw new Error('no hello');
}
