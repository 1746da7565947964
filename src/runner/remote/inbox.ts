import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { inboxOf } from './line.ts';
import type { Outage } from './outage.ts';

export interface InboxOptions {
  readonly redis: Redis;
  readonly outage: Outage;
  /** Whose it is. */
  readonly owner: string;
  readonly onMessage: (sealed: Buffer) => void;
  readonly signal: AbortSignal;
}

const LISTEN_S = 5;
/** Redis would have answered long before: the connection leads nowhere. */
const SILENT_MS = 8000;
const PAUSE_MS = 200;

/** Hands on the messages of a process, each taken out of Redis as it is read, until the signal. */
export async function readInbox({ redis, outage, owner, onMessage, signal }: InboxOptions): Promise<void> {
  while (!signal.aborted) {
    try {
      const popped = await answered({ redis, signal }, redis.blpopBuffer(inboxOf(owner), LISTEN_S));
      outage.worked();
      if (popped !== null) onMessage(popped[1]);
    } catch (error) {
      if (signal.aborted) return;
      outage.failed(error);
      await pause(PAUSE_MS);
    }
  }
}

/** Rejects, and connects anew, when there is no answer at all. */
async function answered<Answer>(
  { redis, signal }: Pick<InboxOptions, 'redis' | 'signal'>,
  answer: Promise<Answer>,
): Promise<Answer> {
  const silent = setInterval(() => !signal.aborted && redis.disconnect(true), SILENT_MS).unref();
  try {
    return await answer;
  } finally {
    clearInterval(silent);
  }
}
