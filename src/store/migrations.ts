import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Spelling } from './backend.ts';
import { addWeekday, createPeople } from './people-tables.ts';
import { createLapses } from './evidence-tables.ts';
import { createCalendar } from './calendar-tables.ts';
import { createClasses } from './class-tables.ts';

type Migration = (db: Kysely<unknown>, spelling: Spelling) => Promise<void>;

/** Everything that ever changed the tables, in order. One that was released is never edited: add the next number. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-requests': createRequests,
  '0002-progress': createProgress,
  '0003-answers': createAnswers,
  '0004-notes': createNotes,
  '0005-exercises': createExercises,
  '0006-learners': createLearners,
  '0007-lapses': createLapses,
  '0008-calendar': createCalendar,
  '0009-people': createPeople,
  '0010-classes': createClasses,
  '0011-kept-events': keepEvents,
  '0012-weekly-reminders': addWeekday,
};

async function createRequests(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('request')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('claimed_at', integer, (column) => column.notNull())
    .addColumn('lease_until', integer, (column) => column.notNull())
    .addColumn('settled_at', integer)
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('request_by_age').on('request').column('claimed_at').execute();
}

async function createProgress(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('position')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('chunk', 'text', (column) => column.notNull())
    .addColumn('since', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('position_key', ['learner', 'course'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('chunk_read')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('chunk', 'text', (column) => column.notNull())
    .addColumn('nth', integer, (column) => column.notNull())
    .addColumn('read_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('chunk_read_key', ['learner', 'course', 'chunk'])
    .modifyEnd(tableEnd)
    .execute();
}

async function createAnswers(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('answer')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('quiz', 'text', (column) => column.notNull())
    .addColumn('seed', integer, (column) => column.notNull())
    .addColumn('nth', integer, (column) => column.notNull())
    .addColumn('concept', 'text', (column) => column.notNull())
    .addColumn('given', 'text', (column) => column.notNull())
    .addColumn('correct', integer, (column) => column.notNull())
    .addColumn('answered_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('answer_key', ['learner', 'course', 'quiz', 'seed'])
    .modifyEnd(tableEnd)
    .execute();
}

async function createNotes(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('note')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('kept_at', integer, (column) => column.notNull())
    .modifyEnd(tableEnd)
    .execute();
  await db.schema.createIndex('note_by_age').on('note').column('kept_at').execute();
}

async function createLearners(db: Kysely<unknown>, { tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('learner')
    .addColumn('learner', 'text', (column) => column.primaryKey().notNull())
    .addColumn('language', 'text')
    .modifyEnd(tableEnd)
    .execute();
}

async function createExercises(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('exercise_begun')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('exercise', 'text', (column) => column.notNull())
    .addColumn('hints', integer, (column) => column.notNull())
    .addColumn('last_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('exercise_begun_key', ['learner', 'course', 'exercise'])
    .modifyEnd(tableEnd)
    .execute();
  await db.schema
    .createTable('attempt')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('exercise', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('failing', 'text')
    .addColumn('hints', integer, (column) => column.notNull())
    .addColumn('graded_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('attempt_key', ['learner', 'request'])
    .modifyEnd(tableEnd)
    .execute();
}

/** What nobody waits for any more has no platform, and is not in the index. */
async function keepEvents(db: Kysely<unknown>, { integer }: Spelling): Promise<void> {
  for (const column of ['platform', 'kept']) await db.schema.alterTable('request').addColumn(column, 'text').execute();
  await db.schema
    .alterTable('request')
    .addColumn('taken_over', integer, (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex('request_kept')
    .on('request')
    .columns(['platform', 'lease_until'])
    .where(sql.ref('platform'), 'is not', null)
    .execute();
}
