import type { LearnerId } from '../ids.ts';

/**
 * Which accounts are one person's. A fact stays with the account that made it; every reading of a learner's facts takes
 * those of all their accounts.
 */
export interface AccountStore {
  /** All accounts of the person whose this one is, itself among them, by name. */
  of(learner: LearnerId): Promise<readonly LearnerId[]>;
  /** Called when somebody wants to link. The account's code of before counts no more; only a hash is kept. */
  offer(offer: LinkOffer): Promise<void>;
  /** Called when a code is typed. Once `most` wrong ones were typed within `withinMs`, not even a right one is taken. */
  redeem(typed: LinkCode, tries: Tries): Promise<Redeemed>;
  /** Called when an account is to be by itself again; the others of the person stay together. */
  unlink(learner: LearnerId): Promise<'unlinked' | 'alone'>;
}

export interface LinkOffer {
  readonly learner: LearnerId;
  readonly code: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** From then on it is too old. */
  readonly until: number;
}

export interface LinkCode {
  /** Who types it. */
  readonly learner: LearnerId;
  readonly code: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Tries {
  readonly most: number;
  readonly withinMs: number;
}

/** `linked`: from now on both are one person, with all who were one with either. */
export type Redeemed = 'linked' | 'already' | 'own' | 'used' | 'expired' | 'unknown' | 'too-many';
