import type { Kysely, Selectable } from 'kysely';
import { mostChoices } from '#core/ports/prompt-store.ts';
import type { VoteTable } from './calendar-tables.ts';
import { inOrderOfTime } from './in-order-of-time.ts';
import type { Tables } from './tables.ts';

/** A choice that somebody made. */
export interface CastVote extends Selectable<VoteTable> {
  /** The number that linked accounts share; null: the account is a person by itself. */
  readonly person: string | null;
}

/** All choices made at these prompts, those of one account in the order in which it made them. */
export async function votesOf(db: Kysely<Tables>, prompts: readonly string[]): Promise<readonly CastVote[]> {
  return await db
    .selectFrom('vote')
    .leftJoin('account', 'account.learner', 'vote.learner')
    .where('prompt', 'in', prompts)
    .selectAll('vote')
    .select('account.person')
    .orderBy('nth')
    .execute();
}

/** The choice of each person that counts, of those made at one prompt. */
export function countedVotes(votes: readonly CastVote[]): readonly CastVote[] {
  const persons = Map.groupBy(votes, ({ person, learner }) => (person === null ? `=${learner}` : `+${person}`));
  return [...persons.values()].flatMap((all) => choicesThatCount(all).at(-1) ?? []);
}

/**
 * Of all choices of a person at one prompt, with whichever account: the first and the change of it. More there are only
 * where accounts were linked that had voted already; the same again is no change.
 */
export function choicesThatCount<Row extends Selectable<VoteTable>>(choices: readonly Row[]): readonly Row[] {
  const inOrder = inOrderOfTime(choices, ({ voted_at: at }) => at);
  return inOrder.filter(({ given }, nth) => given !== inOrder[nth - 1]?.given).slice(0, mostChoices);
}
