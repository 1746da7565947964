import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Spelling } from './backend.ts';

/** Accounts that are linked: those of one person have the same `person`, which says nothing else. */
export type AccountTable = {
  readonly learner: string;
  readonly person: string;
  readonly linked_at: number;
};

export type LinkCodeTable = {
  /** Of the code: the code itself is not kept. */
  readonly hash: string;
  readonly learner: string;
  readonly until: number;
  readonly used_at: number | null;
};

/** Wrong codes, counted from the first of them on. */
export type LinkTryTable = {
  readonly learner: string;
  readonly since: number;
  readonly wrong: number;
};

/** What an account chose: `language`, `zone`. */
export type SettingTable = {
  readonly learner: string;
  readonly name: string;
  /** Null: as the platform says. */
  readonly value: string | null;
  /** Later than any choice of the same person before it. */
  readonly chosen_at: number;
};

export type StudiedDayTable = {
  readonly learner: string;
  /** A local date. */
  readonly date: string;
  readonly zone: string;
  readonly first_at: number;
};

/** When the bot ran. */
export type RunningTable = {
  readonly started_at: number;
  readonly seen_at: number;
};

export type ReminderTable = {
  readonly learner: string;
  readonly platform: string;
  readonly community: string | null;
  readonly locale: string;
  readonly zone: string;
  /** Null: stopped. */
  readonly minute: number | null;
  /** Null: every day. */
  readonly weekday: number | null;
  readonly quiet_from: number;
  readonly quiet_to: number;
  /** Later than any choice of the same person before it. */
  readonly chosen_at: number;
  /** Null: stopped. */
  readonly next_at: number | null;
};

/** For which local dates an account had its reminder. */
export type RemindedTable = {
  readonly learner: string;
  readonly date: string;
};

/** Asked to be forgotten, and not confirmed yet. */
export type ForgetCodeTable = {
  readonly learner: string;
  readonly hash: string;
  readonly until: number;
};

/** Migration 0009: accounts, choices, days, reminders; notes of buttons, which held programs, are forgotten. */
export async function createPeople(db: Kysely<unknown>, spelling: Spelling): Promise<void> {
  await createAccounts(db, spelling);
  await createSettings(db, spelling);
  await createDays(db, spelling);
  await createReminders(db, spelling);
  await db.schema
    .alterTable('position')
    .addColumn('ordered_at', spelling.integer, (column) => column.notNull().defaultTo(0))
    .execute();
  await sql`update position set ordered_at = since`.execute(db);
  await sql`delete from note where key like '%:press:%'`.execute(db);
}

async function createAccounts(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('learner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('linked_at', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('account_by_person').on('account').column('person').execute();
  await db.schema
    .createTable('link_code')
    .addColumn('hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('until', integer, (column) => column.notNull())
    .addColumn('used_at', integer)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('link_code_by_learner').on('link_code').column('learner').execute();
  await db.schema.createIndex('link_code_by_age').on('link_code').column('until').execute();
  await db.schema
    .createTable('link_try')
    .addColumn('learner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('since', integer, (column) => column.notNull())
    .addColumn('wrong', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('forget_code')
    .addColumn('learner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('until', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
}

/** The language that was chosen moves there. */
async function createSettings(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text')
    .addColumn('chosen_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('setting_key', ['learner', 'name'])
    .modifyEnd(tableEnd)
    .execute();
  await sql`insert into setting (learner, name, value, chosen_at) select learner, 'language', language, 0 from learner`.execute(
    db,
  );
  await db.schema.dropTable('learner').execute();
}

async function createDays(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('studied_day')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('first_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('studied_day_key', ['learner', 'date', 'zone'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('running')
    .addColumn('started_at', integer, (column) => column.primaryKey().notNull())
    .addColumn('seen_at', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('running_by_end').on('running').column('seen_at').execute();
}

async function createReminders(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('reminder')
    .addColumn('learner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('community', 'text')
    .addColumn('locale', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('minute', integer)
    .addColumn('quiet_from', integer, (column) => column.notNull())
    .addColumn('quiet_to', integer, (column) => column.notNull())
    .addColumn('chosen_at', integer, (column) => column.notNull())
    .addColumn('next_at', integer)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('reminder_by_turn').on('reminder').columns(['platform', 'next_at']).execute();
  await db.schema
    .createTable('reminded')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('date', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('reminded_key', ['learner', 'date'])
    .modifyEnd(tableEnd)
    .execute();
}

/** Migration 0012: a reminder may come once a week. */
export async function addWeekday(db: Kysely<unknown>, { integer }: Spelling): Promise<void> {
  await db.schema.alterTable('reminder').addColumn('weekday', integer).execute();
}
