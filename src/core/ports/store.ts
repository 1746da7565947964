import type { ChunkId, ConceptId, CourseId, ExerciseId, LearnerId, QuizId, RequestId } from '../ids.ts';
import type { Bearing } from '../quiz/bearing.ts';
import type { Language } from '../words.ts';
import type { AccountStore } from './account-store.ts';
import type { DayStore, LocalDay } from './day-store.ts';
import type { OwnDataStore } from './own-data-store.ts';
import type { ReminderStore } from './reminder-store.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { PromptStore } from './prompt-store.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { AssignmentStore, AuditStore, ClassStore, ContestStore, QuestionReportStore } from './class-store.ts';

/**
 * What Studyloop remembers, split by subject. Members are facts about learners, never tables. Each call is one
 * transaction: after it settles the fact survives the process being killed, and half of it is never seen.
 */
export interface Store {
  readonly requests: RequestStore;
  readonly learners: LearnerStore;
  readonly accounts: AccountStore;
  readonly days: DayStore;
  readonly reminders: ReminderStore;
  readonly ownData: OwnDataStore;
  readonly progress: ProgressStore;
  readonly answers: AnswerStore;
  readonly exercises: ExerciseStore;
  readonly evidence: EvidenceStore;
  readonly notes: NoteStore;
  readonly calendar: CalendarStore;
  readonly prompts: PromptStore;
  readonly classes: ClassStore;
  readonly assignments: AssignmentStore;
  readonly contests: ContestStore;
  readonly questionReports: QuestionReportStore;
  readonly audit: AuditStore;
}

/** Which events have been answered. */
export interface RequestStore {
  /**
   * Called before an event is handled. `new`: it is the caller's to answer for `leaseMs` from `now`. `taken`: it was
   * answered, or another caller's lease still holds. A lease is over at `now + leaseMs`: then its process has died, and
   * the event is `new` again.
   */
  claim(id: RequestId, now: number, leaseMs: number): Promise<'new' | 'taken'>;
  /** As `claim`, and what the event was is kept until it is settled. */
  keep(event: KeptEvent, now: number, leaseMs: number): Promise<'new' | 'taken'>;
  /** Called while events are still being answered: leases of those that are not settled hold until then. */
  renew(ids: readonly RequestId[], until: number): Promise<void>;
  /**
   * Called from time to time: events of a platform that were kept and whose lease is over, so that their process has died;
   * those that came first, `most` of them. They are the caller's to answer for `leaseMs` from `now`.
   */
  takeOver(call: TakeOver): Promise<readonly OrphanedEvent[]>;
  /** Called when the reply is complete: from now on the same event is `taken` for good, and what it was is forgotten. */
  settle(id: RequestId, now: number): Promise<void>;
  /** Called from time to time: forgets events claimed before `time`, which no platform repeats any more. */
  forgetBefore(time: number): Promise<void>;
}

/** What somebody else needs to answer an event. */
export interface KeptEvent {
  readonly id: RequestId;
  readonly platform: string;
  /** Locked: what learners wrote is in it. */
  readonly text: string;
}

export interface TakeOver {
  readonly platform: string;
  readonly now: number;
  readonly leaseMs: number;
  readonly most: number;
}

export interface OrphanedEvent {
  readonly id: RequestId;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly claimedAt: number;
  /** How often it was taken over, this time included. */
  readonly times: number;
}

/** What learners want of the bot. Of several accounts of one person the choice made last counts. */
export interface LearnerStore {
  /** Called with everything that is said to a learner: the language they chose; null while their platform's is fine. */
  language(learner: LearnerId): Promise<Language | null>;
  /** Called when a learner chooses a language; null gives the choice back to their platform. */
  chooseLanguage(learner: LearnerId, language: Language | null, at: number): Promise<void>;
  /** The time zone they chose (IANA); null while what their platform tells is fine. */
  zone(learner: LearnerId): Promise<string | null>;
  /** Called when a learner chooses a time zone; null gives the choice back to their platform. */
  chooseZone(learner: LearnerId, zone: string | null, at: number): Promise<void>;
}

/** Where learners are in a course, and what they have read. */
export interface ProgressStore {
  /** One for each course that the learner has begun, the last visited first; equals by course id. */
  positions(learner: LearnerId): Promise<readonly Position[]>;
  /**
   * Called when a learner is shown another chunk. Compare-and-set: moves only when the learner stands at `from`
   * (null: has not begun), so that a double press moves one step. With `read`, `from` counts as read either way
   * (null marks nothing).
   */
  savePosition(move: Move): Promise<'moved' | 'stale'>;
  /** In the order read; each once. */
  chunksRead(learner: LearnerId, course: CourseId): Promise<readonly ChunkId[]>;
}

export interface Position {
  readonly course: CourseId;
  readonly chunk: ChunkId;
  /** Epoch milliseconds of the last move. */
  readonly since: number;
}

export interface Move {
  readonly learner: LearnerId;
  readonly course: CourseId;
  readonly from: ChunkId | null;
  readonly to: ChunkId;
  readonly read: boolean;
  readonly at: number;
  /** The day that counts as a day of study where `from` counts as read; absent: none does. */
  readonly day?: LocalDay;
}

/** What learners answered. */
export interface AnswerStore {
  /**
   * Called when a learner answers a question. A question as it was asked is a quiz and the seed it was drawn with:
   * the first answer to it counts (`recorded`), later ones change nothing (`again`).
   */
  record(answer: Answer): Promise<'recorded' | 'again'>;
  /** One line per quiz that this learner has answered, in no order; the last answer is the one recorded last. */
  history(learner: LearnerId, course: CourseId): Promise<readonly QuizHistory[]>;
}

export interface Answer {
  readonly learner: LearnerId;
  readonly course: CourseId;
  readonly quiz: QuizId;
  readonly concept: ConceptId;
  readonly seed: number;
  /** The ids of the options chosen. */
  readonly given: readonly string[];
  readonly correct: boolean;
  readonly at: number;
  /** What it says of beliefs; absent where nobody looked. */
  readonly bearing?: Bearing;
  /** The day that counts as a day of study when it is recorded; absent: none does. */
  readonly day?: LocalDay;
}

export interface QuizHistory {
  readonly quiz: QuizId;
  readonly concept: ConceptId;
  readonly times: number;
  readonly timesRight: number;
  readonly lastAt: number;
  readonly lastRight: boolean;
  /** What the question was drawn with that was answered last. */
  readonly lastSeed: number;
  /** The ids of the options chosen last. */
  readonly lastGiven: readonly string[];
}

/** What learners tried of the exercises. Their code is not kept: only a hash of it, which tells two programs apart. */
export interface ExerciseStore {
  /** Called when a learner is shown an exercise: from then on it is begun. */
  begin(turn: ExerciseTurn): Promise<void>;
  /**
   * Called before hint `nth` (from 1) is shown. How many are shown by now: `nth`, or more when the learner had more before,
   * so that a double press shows one.
   */
  showHint(turn: ExerciseTurn & { readonly nth: number }): Promise<number>;
  /** Called when a solution was graded. The same request counts once (`recorded`), and changes nothing later (`again`). */
  record(attempt: Attempt): Promise<'recorded' | 'again'>;
  /** One line for each exercise that this learner has begun, in no order. */
  history(learner: LearnerId, course: CourseId): Promise<readonly ExerciseHistory[]>;
}

/** A learner at an exercise; each turn begins it, if it was not. */
export interface ExerciseTurn {
  readonly learner: LearnerId;
  readonly course: CourseId;
  readonly exercise: ExerciseId;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Attempt extends ExerciseTurn {
  /** With which the solution was sent. */
  readonly request: RequestId;
  /** Only its hash is kept. */
  readonly code: string;
  readonly verdict: 'passed' | 'failed' | 'error' | 'stopped';
  /** The first behaviour that did not hold; null but for `failed`. */
  readonly failing: string | null;
  /** How many hints the learner had seen. */
  readonly hints: number;
  /** The day that counts as a day of study when it is recorded; absent: none does. */
  readonly day?: LocalDay;
}

export interface ExerciseHistory {
  readonly exercise: ExerciseId;
  /** Different programs sent. */
  readonly tries: number;
  /** Whether any of them passed. */
  readonly passed: boolean;
  /** Hints shown. */
  readonly hints: number;
  /** Epoch milliseconds of the learner's last turn. */
  readonly lastAt: number;
}

/** What bots write down for themselves, to find it after a restart: what a button means, what was registered. */
export interface NoteStore {
  /** Called before whatever refers to them is sent. Replaces what was kept under the same key. */
  keep(notes: readonly Note[], now: number): Promise<void>;
  /** Null when nothing is kept under that key. */
  read(key: string): Promise<string | null>;
  /** Called from time to time: forgets what was last kept before `time` under keys that begin so. */
  forgetBefore(time: number, beginning?: string): Promise<void>;
}

export interface Note {
  /** Begins with the platform's name; at most 200 characters. */
  readonly key: string;
  readonly text: string;
}
