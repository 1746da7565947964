import type { LearnerId } from '../ids.ts';

/** All that is kept of a person, to be handed over or forgotten. */
export interface OwnDataStore {
  /** Every row of every table that names one of the person's accounts, by table; tables without one are left out. */
  everythingOf(learner: LearnerId): Promise<OwnData>;
  /** Called when a learner asks to be forgotten: the code that confirms it, which replaces one of before. */
  askToForget(asked: { readonly learner: LearnerId; readonly code: string; readonly until: number }): Promise<void>;
  /** Called when they confirm it: everything of all the person's accounts is gone, or nothing when the code is not good. */
  confirmForget(confirmed: {
    readonly learner: LearnerId;
    readonly code: string;
    readonly now: number;
  }): Promise<'forgotten' | 'stale'>;
  /** Called by the host. How many rows were forgotten. No byte of them is left in the database's files. */
  forget(learner: LearnerId): Promise<number>;
  /** Called when the bot was removed from a community: what belongs to it is forgotten; learners keep what is theirs. */
  forgetCommunity(platform: string, community: string): Promise<void>;
}

/** A column that was not set is null. */
export type OwnData = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;
