import type { LearnerId } from '../ids.ts';

/** A date as a learner had it on their wall. */
export interface LocalDay {
  /** `2026-11-23`. */
  readonly date: string;
  /** IANA. */
  readonly zone: string;
}

/** On which days learners studied, and when the bot was there for them. Days are put down by the act that counts. */
export interface DayStore {
  /** In no order; a day on which a learner was in two zones is there twice. */
  studied(learner: LearnerId): Promise<readonly StudiedDay[]>;
  /** Called every minute or so while the bot runs: it was there since the beat before, if that is no longer than `graceMs` ago. */
  beat(now: number, graceMs: number): Promise<void>;
  /** When the bot ran, as far as that reached beyond `since`; in no order. */
  running(since: number): Promise<readonly Running[]>;
}

export interface StudiedDay extends LocalDay {
  /** Epoch milliseconds of the first act. */
  readonly at: number;
}

/** Epoch milliseconds. */
export interface Running {
  readonly from: number;
  readonly to: number;
}
