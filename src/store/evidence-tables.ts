import type { Kysely } from 'kysely';
import type { Spelling } from './backend.ts';

/** Mistakes that reviews found, as concepts. */
export type LapseTable = {
  readonly learner: string;
  readonly course: string;
  /** By which the review was asked for. */
  readonly request: string;
  readonly concept: string;
  readonly lapsed_at: number;
};

/** 0007 */
export async function createLapses(db: Kysely<unknown>, { integer, tableEnd }: Spelling): Promise<void> {
  await db.schema
    .createTable('lapse')
    .addColumn('learner', 'text', (column) => column.notNull())
    .addColumn('course', 'text', (column) => column.notNull())
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('concept', 'text', (column) => column.notNull())
    .addColumn('lapsed_at', integer, (column) => column.notNull())
    .addPrimaryKeyConstraint('lapse_key', ['learner', 'course', 'request', 'concept'])
    .modifyEnd(tableEnd)
    .execute();
}
