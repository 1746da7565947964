import type { LearnerId } from '../ids.ts';

/** Who wants to be reminded, and which reminders went out. */
export interface ReminderStore {
  /** Called when a learner chooses or stops their reminder; of several accounts of one person the last choice counts. */
  choose(choice: ReminderChoice): Promise<void>;
  /** The person's reminder; null when there is none. */
  of(learner: LearnerId): Promise<Reminder | null>;
  /** Reminders of these platforms whose time has come, the longest due first; also of accounts whose choice no longer counts. */
  due(platforms: readonly string[], now: number, most: number): Promise<readonly Reminder[]>;
  /**
   * Called before one is sent: `claimed` once for each person and local date, and once for each `from`. Unless it is `taken`,
   * it is due at `next` again.
   */
  claim(claim: ReminderClaim): Promise<'claimed' | 'had-today' | 'taken'>;
  /** Called when one is not to be sent this time: it is due at `next` again, unless somebody else had it at `from`. */
  pass(turn: Omit<ReminderClaim, 'date'>): Promise<void>;
}

export interface Reminder {
  readonly learner: LearnerId;
  readonly platform: string;
  /** Where the bot knows them from. */
  readonly community: string | null;
  /** BCP 47, as the platform told it. */
  readonly locale: string;
  /** IANA: of the learner when it was chosen. */
  readonly zone: string;
  /** Minutes behind midnight. */
  readonly minute: number;
  /** Once a week on that day, 1 for Monday; absent: every day. */
  readonly weekday?: number;
  readonly quiet: QuietHours;
  /** Epoch milliseconds. */
  readonly nextAt: number;
}

/** Whole hours; from 22 to 8 is over midnight, and from 0 to 0 never. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** `stop`: no reminder any more. */
export type ReminderChoice =
  | { readonly kind: 'set'; readonly reminder: Reminder; readonly at: number }
  | { readonly kind: 'stop'; readonly learner: LearnerId; readonly at: number };

export interface ReminderClaim {
  readonly learner: LearnerId;
  /** The local date. */
  readonly date: string;
  /** `nextAt` as it was read. */
  readonly from: number;
  readonly next: number;
}
