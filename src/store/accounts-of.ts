import type { Kysely } from 'kysely';
import { learnerId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Tables } from './tables.ts';

/** The accounts whose facts are this learner's: their own, and those that are linked to it, by name. */
export async function accountsOf(db: Kysely<Tables>, learner: LearnerId): Promise<readonly LearnerId[]> {
  const rows = await db
    .selectFrom('account as mine')
    .innerJoin('account as one', 'one.person', 'mine.person')
    .where('mine.learner', '=', learner)
    .select('one.learner')
    .orderBy('one.learner')
    .execute();
  return rows.length === 0 ? [learner] : rows.map((row) => learnerId(row.learner));
}
