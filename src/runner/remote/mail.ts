import { setTimeout as pause } from 'node:timers/promises';
import type { Line } from './line.ts';
import type { ToClient, ToWorker } from './messages.ts';
import type { Outage } from './outage.ts';
import type { Sealer, Way } from './sealed.ts';

/** Sends sealed messages, and tries again for a while when Redis is away. Neither rejects. */
export interface Mail {
  toWorker(worker: string, message: ToWorker): void;
  /** False: that client is not alive, or Redis stayed away too long. */
  toClient(client: string, message: ToClient): Promise<boolean>;
}

export interface MailOptions {
  readonly line: Line;
  readonly sealer: Sealer;
  readonly outage: Outage;
  /** Nothing is tried again after it. */
  readonly signal: AbortSignal;
}

/** Whoever waits for a message longer has other ways to go on. */
const TRIED_MS = 30_000;
const PAUSE_MS = 250;

/** The messages of one process. */
export function createMail(options: MailOptions): Mail {
  return {
    toWorker: (worker, message) => void send('to-worker', worker, { ...options, message, when: 'anyway' }),
    async toClient(client, message) {
      const isQuestion = message.kind === 'claim' || message.kind === 'cancel';
      return await send('to-client', client, { ...options, message, when: isQuestion ? 'if-alive' : 'anyway' });
    },
  };
}

interface Letter extends MailOptions {
  readonly message: ToClient | ToWorker;
  /** Nobody should wait for an answer of the dead; whatever else is told lapses by itself. */
  readonly when: 'if-alive' | 'anyway';
}

async function send(way: Way, to: string, letter: Letter): Promise<boolean> {
  const { message, when, line, sealer, outage, signal } = letter;
  const sealed = sealer.seal(way, to, message);
  const until = performance.now() + TRIED_MS;
  for (;;) {
    try {
      const isThere = await line.post(to, sealed, when);
      outage.worked();
      return isThere;
    } catch (error) {
      outage.failed(error);
      if (performance.now() > until || signal.aborted) return false;
      await pause(PAUSE_MS);
    }
  }
}
