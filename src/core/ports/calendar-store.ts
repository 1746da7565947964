import type { CourseId, LearnerId, PromptId, ScheduleId } from '../ids.ts';
import type { Language } from '../words.ts';
import type { Channel, Community } from './channel.ts';
import type { Prompt } from './prompt-store.ts';

/** When questions are asked in channels, and what is to be posted there. All times are epoch milliseconds. */
export interface CalendarStore {
  /** Called when a teacher looks at them: those of a community that have not ended, the oldest first. */
  schedules(community: Community): Promise<readonly Schedule[]>;
  /** Ended ones too; null when there was never one of that id. */
  read(id: ScheduleId): Promise<Schedule | null>;
  /**
   * Called with everything that becomes of a schedule. Compare-and-set: `stale`, and nothing is kept, unless it stands at
   * `before` (null: its id is new). A date that has its prompt keeps it: that one and its posts are passed over, and it is
   * `saved` all the same.
   */
  save(change: ScheduleChange): Promise<'saved' | 'stale'>;
  /** Called at every heartbeat: those whose turn has come, or that were planned later than now, since the clock stepped back. */
  due(platforms: readonly string[], now: number): Promise<readonly Schedule[]>;
  /**
   * Called at every heartbeat: what is to be posted now, claimed for `leaseMs`: nobody else gets it before that time, or
   * ever once it is settled. A claim made later than now, by a clock that stepped back since, does not hold.
   */
  claim(wanted: Claiming): Promise<readonly ClaimedPost[]>;
  /** Called when it is known what came of a claim; what was settled before stays as it was. */
  settle(id: string, end: PostEnd): Promise<void>;
}

export interface Schedule extends Channel {
  readonly id: ScheduleId;
  /** As people call the channel; null where the platform did not say. */
  readonly channelName: string | null;
  /** Local, `09:00`. */
  readonly time: string;
  /** IANA. */
  readonly zone: string;
  /** 1 is Monday, 7 Sunday; at least one. */
  readonly weekdays: readonly number[];
  /** What it asks about; null: anything. */
  readonly scope: { readonly course: CourseId; readonly lesson: number | null } | null;
  /** In which it speaks. */
  readonly language: Language;
  /** From the question to its answer; null: as is usual. */
  readonly revealMs: number | null;
  /** `gone`: it could not be posted there any more. */
  readonly pause: { readonly kind: 'until'; readonly date: string } | { readonly kind: 'gone' } | null;
  /** Local dates, `2026-12-25`. */
  readonly holidays: readonly string[];
  readonly createdBy: LearnerId;
  readonly createdAt: number;
  /** Only what comes later is asked. */
  readonly startsAt: number;
  readonly endedAt: number | null;
  /** When to look at it again; null: not by itself. */
  readonly nextAt: number | null;
  /** When `nextAt` was found. */
  readonly plannedAt: number;
  /** Another one after each change. */
  readonly revision: number;
}

export interface ScheduleChange {
  /** As it is to be; its `revision` is the next one. */
  readonly schedule: Schedule;
  readonly before: number | null;
  /** The prompt of a date, with what is to be posted about it. */
  readonly prompt: { readonly prompt: Prompt; readonly posts: readonly Post[] } | null;
  /** What else is to be posted. */
  readonly posts: readonly Post[];
}

/** Something that is to stand somewhere, once. */
export interface Post {
  readonly id: string;
  /** `gone`: tells the teacher that a schedule has lost its channel. */
  readonly kind: 'ask' | 'reveal' | 'gone';
  readonly platform: string;
  readonly schedule: ScheduleId;
  readonly prompt: PromptId | null;
  readonly dueAt: number;
}

export interface Claiming {
  readonly platforms: readonly string[];
  readonly now: number;
  readonly leaseMs: number;
  readonly most: number;
}

export interface ClaimedPost extends Post {
  /** When somebody claimed it who may have posted it; null: nobody has. */
  readonly triedAt: number | null;
  /** How often it could not be posted. */
  readonly failures: number;
  readonly leaseUntil: number;
}

export type PostEnd =
  /** `reference`: the platform's name for it, where it has one. */
  | { readonly kind: 'posted'; readonly at: number; readonly reference: string | null }
  /** It is not posted, now or ever. */
  | { readonly kind: 'dropped'; readonly at: number }
  /** It may be claimed again from then on; `sent`: whether it may stand there already. */
  | { readonly kind: 'failed'; readonly again: number; readonly sent: 'no' | 'perhaps' };
