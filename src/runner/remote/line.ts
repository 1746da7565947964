import type { Redis } from 'ioredis';
import { z } from 'zod';
import { scripts } from './line-scripts.ts';

/** One run in the line of all processes. Nothing of it says whose it is, or what it does. */
export interface Entry {
  readonly id: string;
  /** The process that asks for it, and the only one that knows what is to be run. */
  readonly client: string;
  /** The learner, disguised. */
  readonly learner: string;
  /** Lower is sooner. */
  readonly priority: number;
  /** When it entered, microseconds of Redis' clock: runs of one learner come in this order. */
  readonly at: number;
  /** When it came to be the first of its learner; 0: not yet. */
  readonly turnAt: number;
}

/** What a run enters the line with. */
export type Asked = Omit<Entry, 'at' | 'turnAt'>;

/** What a worker tells of itself every second. */
export interface Announcement {
  /** Programs at the same time; 0: it takes none. */
  readonly slots: number;
  /** Major and minor version; null: it cannot run any. */
  readonly python: readonly [number, number] | null;
  /** Why it takes none, and what mends that; empty otherwise. */
  readonly reason: string;
  readonly cure: string;
  /** The tries it has taken and not ended, by nonce. */
  readonly holds: readonly string[];
}

export interface Look {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Worker of each run that one has taken. */
  readonly taken: ReadonlyMap<string, string>;
  readonly workers: ReadonlyMap<string, Announcement>;
}

export interface Bounds {
  /** Runs that may be open together. */
  readonly all: number;
  /** Runs of one learner that may wait behind another of theirs. */
  readonly perLearner: number;
}

/** Everything that is asked of Redis about the line. Each rejects when Redis does not answer. */
export interface Line {
  /** Null: there is no room. `isFirst`: nothing of the same learner is before it. */
  enter(entry: Asked, name: string, bounds: Bounds): Promise<Entered | null>;
  /** Puts back one that Redis has forgotten, where it was. */
  enterAgain(entry: Asked & Pick<Entry, 'at'>, name: string): Promise<void>;
  /** Whose turn of the same learner it is now, if anybody's. */
  leave(entry: Pick<Entry, 'id' | 'learner'>, name: string): Promise<Pick<Entry, 'id' | 'client'> | null>;
  take(id: string, worker: string): Promise<void>;
  /** Who asks for the run of that name; null when nobody does. */
  find(name: string): Promise<Pick<Entry, 'id' | 'client'> | null>;
  /** All there is; tells that `client` lives, and forgets what belongs to the dead. */
  look(client: string): Promise<Look>;
  announce(worker: string, announcement: Announcement): Promise<void>;
  retire(worker: string): Promise<void>;
  /**
   * Puts a message into the inbox of a process; false when it is to be alive and is not known to be, as right after Redis
   * was emptied.
   */
  post(to: string, sealed: Buffer, when: 'if-alive' | 'anyway'): Promise<boolean>;
}

export interface Entered {
  readonly at: number;
  readonly isFirst: boolean;
}

/** All keys of a Redis cluster that begin so are on one of its machines. */
export const keyPrefix = '{studyloop}';
/** Where messages to a process wait. */
export const inboxOf = (processId: string): string => `${keyPrefix}:line:inbox:${processId}`;

/** The line, kept in Redis. */
export function createLine(redis: Redis): Line {
  const call = async (name: keyof typeof scripts, ...values: readonly (string | number | Buffer)[]) =>
    await redis.eval(scripts[name], 1, `${keyPrefix}:line:`, ...values);
  const enter = async ({ id, client, learner, priority }: Asked, name: string, rest: readonly number[]) =>
    entered.parse(await call('enter', id, client, learner, priority, name, ...rest));
  return {
    async enter(entry, name, { all, perLearner }) {
      const [at, isFirst] = await enter(entry, name, [0, all, perLearner]);
      return at === undefined ? null : { at: Number(at), isFirst: isFirst === 'first' };
    },
    enterAgain: async (entry, name) => void (await enter(entry, name, [entry.at, 0, 0])),
    leave: async ({ id, learner }, name) => whose(await call('leave', id, learner, name)),
    take: async (id, worker) => void (await call('take', id, worker)),
    find: async (name) => whose(await call('find', name)),
    look: async (client) => readLook(await call('look', client)),
    announce: async (worker, announcement) => void (await call('announce', worker, JSON.stringify(announcement))),
    retire: async (worker) => void (await call('retire', worker)),
    post: async (to, sealed, when) => (await call('post', to, sealed, when)) === 1,
  };
}

const texts = z.array(z.string());
const entered = texts.max(2);

function whose(raw: unknown): Pick<Entry, 'id' | 'client'> | null {
  const [id, client] = texts.parse(raw);
  return id === undefined || client === undefined ? null : { id, client };
}

const entryShape = z
  .tuple([z.string(), z.string(), z.number(), z.number(), z.number()])
  .transform(([client, learner, priority, at, turnAt]) => ({ client, learner, priority, at, turnAt }));
const announcementShape = z.object({
  slots: z.number(),
  python: z.tuple([z.number(), z.number()]).nullable(),
  reason: z.string(),
  cure: z.string(),
  holds: z.array(z.string()),
});

function readLook(raw: unknown): Look {
  const [entries, taken, workers] = z.tuple([texts, texts, texts]).parse(raw);
  return {
    entries: new Map(pairs(entries).map(([id, text]) => [id, { id, ...entryShape.parse(JSON.parse(text)) }])),
    taken: new Map(pairs(taken)),
    workers: new Map(pairs(workers).map(([id, text]) => [id, announcementShape.parse(JSON.parse(text))])),
  };
}

/** Redis answers with a hash as field, value, field, value. */
function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((field, index) => (index % 2 === 0 ? [[field, flat[index + 1] ?? ''] as const] : []));
}
