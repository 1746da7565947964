import type { Log } from '#core/ports/log.ts';
import { createPace, type Pace } from '#runner/queue/pace.ts';
import type { Line, Look } from './line.ts';
import type { Mail } from './mail.ts';
import type { OpenRun } from './open-run.ts';
import type { Outage } from './outage.ts';
import type { Quota } from './quota.ts';
import type { Tokens } from './tokens.ts';

/** What a client's process works with while its runs are elsewhere. */
export interface Desk {
  /** The name of this process in Redis. */
  readonly client: string;
  readonly runs: Map<string, OpenRun>;
  /** Runs that are over, but still stand before the next of their learner; how to end that. */
  readonly resting: Map<string, () => void>;
  readonly line: Line;
  readonly tokens: Tokens;
  readonly outage: Outage;
  /** Null: as many as they like. */
  readonly quota: Quota | null;
  readonly mail: Mail;
  readonly disguise: (name: string) => string;
  /** Of all runs of this process; lower is sooner. */
  readonly priority: number;
  /** Runs that may wait for each program that workers can run at the same time. */
  readonly queueSizePerSlot: number;
  readonly queueSizePerLearner: number;
  /** How fast one slot moves. */
  readonly pace: Pace;
  readonly log: Log;
  /** What was seen last, and when, of the steady clock. */
  seen: { readonly look: Look; readonly at: number } | null;
  /** Since when no worker takes anything; null: one does. */
  idleSince: number | null;
  /** To be called when a look is worth it before the next is due. */
  readonly lookSoon: () => void;
}

export const createSlotPace = (): Pace => createPace(1);

/** Programs that all live workers can run at the same time. */
export function slotsOf(look: Look | undefined): number {
  return [...(look?.workers.values() ?? [])].reduce((sum, { slots }) => sum + slots, 0);
}
