import type { RequestId } from '#core/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { OrphanedEvent, RequestStore } from '#core/ports/store.ts';
import { keyForEvents, lockEvent, unlockEvent } from './locked-event.ts';
import { paused } from './pause-between.ts';

/**
 * What people did and has not been answered yet. It is written down before the platform hears that we have it, and struck out
 * when the reply stands: when a process dies in between, the next one that looks goes on with it.
 */
export interface Inbox {
  /** Writes it down. `taken`: another process has it, or it was answered. `unsafe`: the store could not be written to. */
  take(id: RequestId, event: unknown): Promise<Taking>;
  /** Whether this process has it, and has not struck it out yet. */
  holds(id: RequestId): boolean;
  /** When it was heard, in epoch milliseconds, by a process that may have begun to answer; null: nobody else had it. */
  takenOverFrom(id: RequestId): number | null;
  /** Strikes it out, when its reply stands or none is to come; nothing if it is not held. */
  strike(id: RequestId): Promise<void>;
  /** Gives each event whose process has died, as it was given to `take`, until the signal. What rejects is taken over again. */
  watch(resume: Resume, signal: AbortSignal): Promise<void>;
}

export type Taking = 'ours' | 'taken' | 'unsafe';

/** Settles when the event is under way. */
export type Resume = (event: unknown, id: RequestId) => Promise<void>;

interface InboxOptions {
  readonly platform: string;
  /** At least 32 bytes that only this bot knows: what learners wrote can be read by its processes alone. */
  readonly key: Uint8Array;
  readonly requests: RequestStore;
  readonly clock: Clock;
  readonly log: Log;
  /** How long a process may be silent, in ms; default 15 s. */
  readonly leaseMs?: number;
}

const usualLeaseMs = 15_000;
/** Of a lease: how often it is renewed, and how often is looked for those that are over. */
const renewals = 3;
/** A reply that comes later than this has no place any more: Discord's ends after 15 minutes. */
const oldestMs = 13 * 60_000;
/** What has ended so many processes is not tried again. */
const mostTimes = 3;
const mostAtOnce = 20;

export function createInbox(options: InboxOptions): Inbox {
  const { platform, requests, clock, log, leaseMs = usualLeaseMs } = options;
  const key = keyForEvents(options.key);
  const held: Held = new Map();
  const strike = async (id: RequestId) => await strikeOut(id, held, options);
  return {
    async take(id, event) {
      const kept = { id, platform, text: lockEvent(JSON.stringify(event), key) };
      try {
        if ((await requests.keep(kept, clock.now(), leaseMs)) === 'taken') return 'taken';
      } catch (error) {
        log.error('event not kept', { request: id, error });
        return 'unsafe';
      }
      held.set(id, null);
      return 'ours';
    },
    holds: (id) => held.has(id),
    takenOverFrom: (id) => held.get(id) ?? null,
    strike,
    async watch(resume, signal) {
      const shelf = { held, key, strike, leaseMs };
      while (!signal.aborted) {
        try {
          await requests.renew([...held.keys()], clock.now() + leaseMs);
          await takeOver(resume, shelf, options);
        } catch (error) {
          log.error('inbox not read', { error });
        }
        await paused(leaseMs / renewals, signal);
      }
    },
  };
}

/** When each was heard by a process that died; null: nobody had it before. */
type Held = Map<RequestId, number | null>;

interface Shelf {
  readonly held: Held;
  readonly key: Uint8Array;
  readonly strike: Inbox['strike'];
  readonly leaseMs: number;
}

async function takeOver(resume: Resume, shelf: Shelf, options: InboxOptions): Promise<void> {
  const { platform, requests, clock } = options;
  const { held, leaseMs } = shelf;
  const orphans = await requests.takeOver({ platform, now: clock.now(), leaseMs, most: mostAtOnce });
  for (const orphan of orphans) {
    // A process that slept finds its own.
    if (held.has(orphan.id)) continue;
    held.set(orphan.id, orphan.claimedAt);
    await goOnWith(orphan, { resume, ...shelf }, options);
  }
}

interface Heir extends Shelf {
  readonly resume: Resume;
}

async function goOnWith(orphan: OrphanedEvent, heir: Heir, { clock, log }: InboxOptions): Promise<void> {
  const { id, text, claimedAt, times } = orphan;
  const opened = unlockEvent(text, heir.key);
  const isHopeless = opened === null || times > mostTimes || clock.now() - claimedAt > oldestMs;
  log.warn(isHopeless ? 'event given up' : 'event taken over', { request: id, times });
  if (isHopeless) return await heir.strike(id);
  try {
    await heir.resume(JSON.parse(opened), id);
  } catch (error) {
    heir.held.delete(id);
    log.error('event not taken up', { request: id, error });
  }
}

async function strikeOut(id: RequestId, held: Held, { requests, clock, log }: InboxOptions): Promise<void> {
  if (!held.has(id)) return;
  try {
    await requests.settle(id, clock.now());
  } catch (error) {
    // It will be answered once more, in the place of the answer that stands.
    log.error('event not struck out', { request: id, error });
  } finally {
    held.delete(id);
  }
}
