import { Worker } from 'bullmq';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#core/ports/log.ts';
import type { Runner } from '#runner/create-runner.ts';
import { announceAgain } from './announcing.ts';
import { connect, type Connection } from './connect.ts';
import { readInbox } from './inbox.ts';
import { createLine, keyPrefix } from './line.ts';
import { createMail } from './mail.ts';
import { parseToWorker } from './messages.ts';
import { unguessable } from './open-run.ts';
import { createSealer } from './sealed.ts';
import { parseToken, queueName } from './tokens.ts';
import { createWorkbench, type Workbench } from './workbench.ts';

export interface ServeOptions {
  /** `redis:` or `rediss:`, with its password. */
  readonly url: string;
  /** What jobs and results are sealed with: the same for all clients and workers. */
  readonly secret: string;
  /** By which programs are run; its owner disposes it, later than this. */
  readonly runner: Pick<Runner, 'run' | 'grade' | 'cancel' | 'python' | 'readiness'>;
  /** Programs at the same time. */
  readonly concurrency: number;
  readonly log: Log;
}

/** What runs has so long to end by itself when the worker is to end. */
const FINISH_MS = 7000;
/** And so long to be stopped. */
const STOP_MS = 1500;
/** BullMQ gives up a token whose worker stalls for so long; its job has been given to another long before. */
const LOCK_MS = 5000;
const STALLED_LOOK_MS = 2500;
/** After Redis was away. */
const RETRY_MS = 500;

/**
 * Takes runs out of the line of all processes and does them, until disposed: then it takes no more, and what has not
 * ended in seven seconds goes back to the others.
 */
export function serveRemote({ url, secret, runner, concurrency, log }: ServeOptions): AsyncDisposable {
  const name = `w-${unguessable()}`;
  const closing = new AbortController();
  const connection = connect(url, log);
  const { outage, commands } = connection;
  const sealer = createSealer(secret);
  const line = createLine(commands);
  const mail = createMail({ line, sealer, outage, signal: closing.signal });
  const workbench = createWorkbench({ name, runner, mail });
  const hands = openHands(connection, { workbench, concurrency, log });
  const onMessage = (sealed: Buffer) => {
    const message = parseToWorker(sealer.open('to-worker', name, sealed));
    if (message === null) log.warn('message refused', { to: 'worker' });
    else workbench.hear(message);
  };
  const inbox = { redis: connection.openWaiting(), outage, owner: name, onMessage, signal: closing.signal };
  const reading = readInbox(inbox);
  const { holds } = workbench;
  const telling = { name, line, outage, holds, slots: hands.slots, signal: closing.signal };
  const announcing = announceAgain({
    ...telling,
    readiness: async () => await runner.readiness(),
    onReady: hands.begin,
  });
  return {
    async [Symbol.asyncDispose]() {
      await hands.end();
      closing.abort();
      await announcing;
      await line.retire(name).catch(outage.failed);
      await connection[Symbol.asyncDispose]();
      await reading;
    },
  };
}

interface Hands {
  readonly begin: () => void;
  readonly end: () => Promise<void>;
  /** Programs that are taken at the same time, as of now. */
  readonly slots: () => number;
}

interface HandsOptions extends Pick<ServeOptions, 'concurrency' | 'log'> {
  readonly workbench: Workbench;
}

/** Takes tokens from BullMQ, once begun. */
function openHands({ openWaiting, outage }: Connection, { workbench, concurrency, log }: HandsOptions): Hands {
  const redis = openWaiting();
  let isEnding = false;
  const take = async ({ data }: { readonly data: unknown }) => {
    const token = parseToken(data);
    if (token === null) log.warn('token refused', {});
    else if (!isEnding) await workbench.work(token);
  };
  const worker = new Worker(queueName, take, {
    connection: redis,
    prefix: keyPrefix,
    concurrency,
    autorun: false,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_LOOK_MS,
    // A token is good for one try: whose job was taken is told by announcements.
    maxStalledCount: 0,
    runRetryDelay: RETRY_MS,
  });
  const onError = (error: unknown) => {
    if (redis.status === 'ready') log.warn('queue fault', { error });
    else outage.failed(error);
  };
  worker.on('error', onError);
  return {
    begin: () => void worker.run().catch(onError),
    slots: () => (isEnding ? 0 : concurrency),
    async end() {
      isEnding = true;
      const ended = worker.close().catch(onError);
      await Promise.race([ended, pause(FINISH_MS, undefined, { ref: false })]);
      workbench.giveBack();
      await Promise.race([ended, pause(STOP_MS, undefined, { ref: false })]);
    },
  };
}
