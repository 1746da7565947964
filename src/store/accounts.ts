import type { Kysely } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { Tables } from './tables.ts';

/** The accounts whose facts are this learner's; at least their own. */
export async function accountsOf(_db: Kysely<Tables>, learner: LearnerId): Promise<readonly LearnerId[]> {
  return [learner];
}
