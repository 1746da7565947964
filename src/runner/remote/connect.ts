import { Redis } from 'ioredis';
import type { Log } from '#core/ports/log.ts';
import { createOutage, type Outage } from './outage.ts';

/** The ways of one process to Redis. */
export interface Connection extends AsyncDisposable {
  /** Its commands fail within two seconds while Redis is gone. */
  readonly commands: Redis;
  /** Another one, for commands that wait for something. */
  readonly openWaiting: () => Redis;
  readonly outage: Outage;
}

const COMMAND_MS = 2000;
const QUICKEST_RETRY_MS = 100;
const SLOWEST_RETRY_MS = 1000;
/** Short, so that an answer is there before anyone who waits for it gives up. */
const CONNECT_MS = 2000;

/** Connects, and again whenever the connection is lost, until disposed. */
export function connect(url: string, log: Log): Connection {
  const outage = createOutage(log);
  const commands = open(url, outage, { maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });
  const waiting: Redis[] = [];
  return {
    commands,
    openWaiting() {
      const redis = open(url, outage, { maxRetriesPerRequest: null });
      waiting.push(redis);
      return redis;
    },
    outage,
    async [Symbol.asyncDispose]() {
      for (const redis of waiting) redis.disconnect();
      // What was sent before is done first.
      if (commands.status === 'ready') await commands.quit().catch(() => undefined);
      commands.disconnect();
    },
  };
}

interface Patience {
  /** Of a command, after the first; null: until it is done. */
  readonly maxRetriesPerRequest: number | null;
  readonly commandTimeout?: number;
}

function open(url: string, outage: Outage, patience: Patience): Redis {
  const redis = new Redis(url, {
    ...patience,
    connectTimeout: CONNECT_MS,
    retryStrategy: (times) => Math.min(times * QUICKEST_RETRY_MS, SLOWEST_RETRY_MS),
  });
  redis.on('error', outage.failed);
  return redis;
}
