import type {
  AccountTable,
  ForgetCodeTable,
  LinkCodeTable,
  LinkTryTable,
  RemindedTable,
  ReminderTable,
  RunningTable,
  SettingTable,
  StudiedDayTable,
} from './people-tables.ts';
import type { PostTable, PromptTable, ScheduleTable, VoteTable } from './calendar-tables.ts';
import type { LapseTable } from './evidence-tables.ts';
import type { ClassTables } from './class-tables.ts';

/** The tables as the newest migration leaves them (types, not interfaces: Kysely indexes them). Times are epoch milliseconds. */
export type Tables = ClassTables & {
  readonly request: RequestTable;
  readonly account: AccountTable;
  readonly link_code: LinkCodeTable;
  readonly link_try: LinkTryTable;
  readonly forget_code: ForgetCodeTable;
  readonly setting: SettingTable;
  readonly studied_day: StudiedDayTable;
  readonly running: RunningTable;
  readonly reminder: ReminderTable;
  readonly reminded: RemindedTable;
  readonly position: PositionTable;
  readonly chunk_read: ChunkReadTable;
  readonly answer: AnswerTable;
  readonly exercise_begun: ExerciseBegunTable;
  readonly attempt: AttemptTable;
  readonly lapse: LapseTable;
  readonly note: NoteTable;
  readonly schedule: ScheduleTable;
  readonly prompt: PromptTable;
  readonly vote: VoteTable;
  readonly post: PostTable;
};

type RequestTable = {
  readonly id: string;
  readonly claimed_at: number;
  /** From this time on another caller may claim it, unless it is settled. */
  readonly lease_until: number;
  readonly settled_at: number | null;
  /** Where it came from and what it was, locked; only until it is settled. */
  readonly platform: string | null;
  readonly kept: string | null;
  /** How often, after its process had died. */
  readonly taken_over: number;
};

type PositionTable = {
  readonly learner: string;
  readonly course: string;
  readonly chunk: string;
  readonly since: number;
  /** Later than any move of the same person before it in this course: the last one tells where they stand. */
  readonly ordered_at: number;
};

type ChunkReadTable = {
  readonly learner: string;
  readonly course: string;
  readonly chunk: string;
  /** 1 for the first chunk this learner read in this course. Clocks may step back; this does not. */
  readonly nth: number;
  readonly read_at: number;
};

type AnswerTable = {
  readonly learner: string;
  readonly course: string;
  readonly quiz: string;
  readonly seed: number;
  /** 1 for this learner's first answer to this quiz. Clocks may step back; this does not. */
  readonly nth: number;
  readonly concept: string;
  /** JSON: a list of option ids. */
  readonly given: string;
  /** 1 or 0. */
  readonly correct: number;
  readonly answered_at: number;
};

type ExerciseBegunTable = {
  readonly learner: string;
  readonly course: string;
  readonly exercise: string;
  /** How many have been shown. */
  readonly hints: number;
  readonly last_at: number;
};

type AttemptTable = {
  readonly learner: string;
  /** With which the solution was sent. */
  readonly request: string;
  readonly course: string;
  readonly exercise: string;
  /** SHA-256 in hexadecimal: the program itself is not kept. */
  readonly code_hash: string;
  readonly verdict: string;
  readonly failing: string | null;
  readonly hints: number;
  readonly graded_at: number;
};

type NoteTable = {
  readonly key: string;
  readonly text: string;
  readonly kept_at: number;
};
