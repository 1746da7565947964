import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '#core/ports/log.ts';
import { connect } from './connect.ts';
import { createSlotPace, type Desk } from './desk.ts';
import { hear } from './hear.ts';
import { readInbox } from './inbox.ts';
import { createLine } from './line.ts';
import { createLooking } from './looking.ts';
import { createMail } from './mail.ts';
import { parseToClient } from './messages.ts';
import { unguessable } from './open-run.ts';
import { createQuota } from './quota.ts';
import { createSealer } from './sealed.ts';
import { openTokens } from './tokens.ts';

export interface RemoteOptions {
  /** `redis:` or `rediss:`, with its password. */
  readonly url: string;
  /** What jobs and results are sealed with: the same for all clients and workers. */
  readonly secret: string;
  /** `chat`: somebody waits for each run. `batch`: comes after all of those. */
  readonly urgency: 'chat' | 'batch';
  /** Runs that may wait for each program that workers can run at the same time; who comes then is told that it is busy. */
  readonly queueSizePerSlot: number;
  /** How many of one learner's may wait behind another of the same learner. */
  readonly queueSizePerLearner: number;
  /** Of one learner; null: as many as they like. */
  readonly runsPerMinute: number | null;
  readonly log: Log;
}

export interface OpenedDesk {
  readonly desk: Desk;
  /** Ends the connections; nothing may be asked for any more. */
  readonly dispose: () => Promise<void>;
}

const CLOSE_MS = 1000;
/** BullMQ's: lower is sooner, and 0 would be none. */
const priorities = { chat: 1, batch: 10 } as const;

/** Connects a process that asks for runs, and listens to what it is told. */
export function openDesk(options: RemoteOptions): OpenedDesk {
  const { url, secret, log } = options;
  const client = `c-${unguessable()}`;
  const closing = new AbortController();
  const { signal } = closing;
  const connection = connect(url, log);
  const { commands, outage } = connection;
  const sealer = createSealer(secret);
  const line = createLine(commands);
  const looking = createLooking(() => desk);
  const mail = createMail({ line, sealer, outage, signal });
  const tokens = openTokens(commands, outage);
  const around = { client, line, tokens, outage, mail, log, disguise: (name: string) => sealer.disguise(name) };
  const quota = options.runsPerMinute === null ? null : createQuota(commands, options.runsPerMinute);
  const desk: Desk = { ...around, quota, ...emptyDesk(options), lookSoon: looking.soon };
  const onMessage = (sealed: Buffer) => {
    const message = parseToClient(sealer.open('to-client', client, sealed));
    if (message === null) log.warn('message refused', { to: 'client' });
    else hear(message, desk);
  };
  const reading = readInbox({ redis: connection.openWaiting(), outage, owner: client, onMessage, signal });
  return {
    desk,
    async dispose() {
      looking.end();
      closing.abort();
      // BullMQ waits for Redis, which may be away.
      await Promise.race([tokens[Symbol.asyncDispose](), pause(CLOSE_MS, undefined, { ref: false })]);
      await connection[Symbol.asyncDispose]();
      await Promise.race([reading, pause(CLOSE_MS, undefined, { ref: false })]);
    },
  };
}

function emptyDesk({ urgency, queueSizePerSlot, queueSizePerLearner }: RemoteOptions) {
  return {
    runs: new Map(),
    resting: new Map(),
    priority: priorities[urgency],
    queueSizePerSlot,
    queueSizePerLearner,
    pace: createSlotPace(),
    seen: null,
    idleSince: null,
  };
}
