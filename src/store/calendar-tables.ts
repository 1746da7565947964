import type { Kysely } from 'kysely';
import type { Spelling } from './backend.ts';

export type ScheduleTable = {
  readonly id: string;
  readonly platform: string;
  readonly community: string;
  readonly channel: string;
  readonly channel_name: string | null;
  readonly local_time: string;
  readonly zone: string;
  /** Digits: 1 is Monday. */
  readonly weekdays: string;
  /** Null: of any course. */
  readonly course: string | null;
  readonly lesson: number | null;
  readonly language: string;
  readonly reveal_ms: number | null;
  /** A local date, or `gone`. */
  readonly paused: string | null;
  /** Local dates with commas between them. */
  readonly holidays: string;
  readonly created_by: string;
  readonly created_at: number;
  readonly starts_at: number;
  readonly ended_at: number | null;
  readonly next_at: number | null;
  readonly planned_at: number;
  readonly revision: number;
};

export type PromptTable = {
  readonly id: string;
  readonly schedule: string;
  readonly local_date: string;
  readonly platform: string;
  readonly community: string;
  readonly channel: string;
  readonly course: string;
  readonly quiz: string;
  readonly concept: string;
  readonly seed: number;
  readonly due_at: number;
  readonly reveal_at: number;
  readonly closed_at: number | null;
};

export type VoteTable = {
  readonly prompt: string;
  readonly learner: string;
  /** 1 for the first choice; the last one counts. */
  readonly nth: number;
  readonly request: string;
  /** The id of the option. */
  readonly given: string;
  /** 1 or 0. */
  readonly correct: number;
  /** JSON: what it says of beliefs; null where nobody looked. */
  readonly bearing: string | null;
  readonly voted_at: number;
};

export type PostTable = {
  readonly id: string;
  readonly kind: string;
  readonly platform: string;
  readonly schedule: string;
  readonly prompt: string | null;
  readonly due_at: number;
  /** From this time on another caller may claim it, unless it is settled. */
  readonly free_at: number;
  readonly claimed_at: number | null;
  /** When somebody claimed it who may have posted it. */
  readonly tried_at: number | null;
  readonly failures: number;
  readonly settled_at: number | null;
  /** Null while it is not known to stand there. */
  readonly posted_at: number | null;
  readonly reference: string | null;
};

/** Migration 0008: schedules, the questions they asked, the votes, and what is to be posted. */
export async function createCalendar(db: Kysely<unknown>, spelling: Spelling): Promise<void> {
  await createSchedules(db, spelling);
  await createPrompts(db, spelling);
  await createVotes(db, spelling);
  await createPosts(db, spelling);
}

async function createSchedules(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('schedule')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('community', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('channel_name', 'text')
    .addColumn('local_time', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('weekdays', 'text', (column) => column.notNull())
    .addColumn('course', 'text')
    .addColumn('lesson', integer)
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('reveal_ms', integer)
    .addColumn('paused', 'text')
    .addColumn('holidays', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('starts_at', integer, (column) => column.notNull())
    .addColumn('ended_at', integer)
    .addColumn('next_at', integer)
    .addColumn('planned_at', integer, (column) => column.notNull())
    .addColumn('revision', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createIndex('schedule_by_community')
    .on('schedule')
    .columns(['platform', 'community', 'created_at'])
    .execute();
  await db.schema.createIndex('schedule_by_turn').on('schedule').columns(['platform', 'next_at']).execute();
  await db.schema.createIndex('schedule_by_plan').on('schedule').columns(['platform', 'planned_at']).execute();
}

async function createPrompts(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('prompt')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('local_date', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('community', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('quiz', 'text', (column) => column.notNull())
    .addColumn('concept', 'text', (column) => column.notNull())
    .addColumn('seed', integer, (column) => column.notNull())
    .addColumn('due_at', integer, (column) => column.notNull())
    .addColumn('reveal_at', integer, (column) => column.notNull())
    .addColumn('closed_at', integer)
    .addUniqueConstraint('prompt_of_date', ['schedule', 'local_date'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createIndex('prompt_by_channel')
    .on('prompt')
    .columns(['platform', 'community', 'channel', 'due_at'])
    .execute();
}

async function createVotes(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('vote')
    .addColumn('prompt', 'text', (column) => column.notNull())
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('nth', integer, (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('given', 'text', (column) => column.notNull())
    .addColumn('correct', integer, (column) => column.notNull())
    .addColumn('bearing', 'text')
    .addColumn('voted_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('vote_key', ['prompt', 'learner', 'nth'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('vote_by_learner').on('vote').column('learner').execute();
}

async function createPosts(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('post')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('prompt', 'text')
    .addColumn('due_at', integer, (column) => column.notNull())
    .addColumn('free_at', integer, (column) => column.notNull())
    .addColumn('claimed_at', integer)
    .addColumn('tried_at', integer)
    .addColumn('failures', integer, (column) => column.notNull())
    .addColumn('settled_at', integer)
    .addColumn('posted_at', integer)
    .addColumn('reference', 'text')
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('post_open').on('post').columns(['platform', 'settled_at', 'due_at']).execute();
  await db.schema.createIndex('post_by_prompt').on('post').columns(['prompt', 'kind']).execute();
}
