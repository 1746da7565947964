import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { keyPrefix } from './line.ts';
import type { Outage } from './outage.ts';

/** One try of one run, as BullMQ hands it out: where its job can be asked for, and nothing of the job. */
export interface Token {
  readonly id: string;
  readonly attempt: number;
  readonly client: string;
}

/** What waits for workers. */
export interface Tokens extends AsyncDisposable {
  /** Lower priorities are handed out first; first come first served among equals. */
  offer(token: Token, priority: number): Promise<void>;
  withdraw(token: Token): Promise<void>;
  /** Of these, the ones that still wait or are at a worker. */
  stillThere(tokens: readonly Token[]): Promise<readonly boolean[]>;
}

/** The queue's name in BullMQ. */
export const queueName = 'runs';
/** BullMQ notes each step of each token for listeners; we have none. */
const NOTED_STEPS = 100;

/** The queue of tokens, on that connection, which is its owner's to close. */
export function openTokens(redis: Redis, outage: Outage): Tokens {
  const queue = new Queue(queueName, {
    connection: redis,
    prefix: keyPrefix,
    streams: { events: { maxLen: NOTED_STEPS } },
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  });
  queue.on('error', outage.failed);
  return {
    async offer(token, priority) {
      await queue.add('run', token, { jobId: nameOf(token), priority });
    },
    withdraw: async (token) => void (await queue.remove(nameOf(token))),
    async stillThere(tokens) {
      if (tokens.length === 0) return [];
      const asked = redis.pipeline();
      for (const token of tokens) asked.exists(queue.toKey(nameOf(token)));
      const answers = (await asked.exec()) ?? [];
      return answers.map(([error, count]) => {
        if (error !== null) throw error;
        return count === 1;
      });
    },
    [Symbol.asyncDispose]: async () => await queue.close(),
  };
}

const nameOf = ({ id, attempt }: Token): string => `${id}-${attempt}`;

const tokenShape = z.object({ id: z.string(), attempt: z.number(), client: z.string() });

/** Null for what we did not put there. */
export function parseToken(raw: unknown): Token | null {
  return tokenShape.safeParse(raw).data ?? null;
}
