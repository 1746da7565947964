import type { Log } from '#core/ports/log.ts';
import { createRemoteRunner, type RemoteRunner } from '#runner/remote/create-remote-runner.ts';
import type { RemoteOptions } from '#runner/remote/open-desk.ts';
import { serveRemote, type ServeOptions } from '#runner/remote/serve-remote.ts';
import type { RedisServer } from './redis-server.ts';

export const secret = 'a secret that all processes of these tests share';

/** A log that keeps the names of its events. */
export function keepingLog(): { readonly log: Log; readonly events: string[] } {
  const events: string[] = [];
  const keep = (event: string) => void events.push(event);
  return { log: { info: keep, warn: keep, error: keep }, events };
}

/** A client as a bot opens it, but with more room for one learner. */
export function openClient(redis: RedisServer, options: Partial<RemoteOptions> = {}): RemoteRunner {
  return createRemoteRunner({
    url: redis.url,
    secret,
    urgency: 'chat',
    queueSizePerSlot: 100,
    queueSizePerLearner: 100,
    runsPerMinute: null,
    log: keepingLog().log,
    ...options,
  });
}

/** A worker in this process. */
export function openWorker(
  redis: RedisServer,
  runner: ServeOptions['runner'],
  options: Partial<ServeOptions> = {},
): AsyncDisposable {
  return serveRemote({ url: redis.url, secret, runner, concurrency: 2, log: keepingLog().log, ...options });
}
