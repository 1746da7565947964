import type { Kysely } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { LearnerStore } from '#core/ports/store.ts';
import { languages } from '#core/words.ts';
import { accountsOf } from './accounts-of.ts';
import { holdPerson, inTurn, learnerOf } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What learners want of the bot. */
export function learnersIn(db: Kysely<Tables>): LearnerStore {
  return {
    async language(learner) {
      const value = await chosen(db, learner, 'language');
      // A newer version may have known more of them.
      return languages.find((language) => language === value) ?? null;
    },
    chooseLanguage: async (learner, language, at) =>
      await choose(db, learner, { name: 'language', value: language, at }),
    zone: async (learner) => await chosen(db, learner, 'zone'),
    chooseZone: async (learner, zone, at) => await choose(db, learner, { name: 'zone', value: zone, at }),
  };
}

interface Choice {
  readonly name: 'language' | 'zone';
  readonly value: string | null;
  readonly at: number;
}

/** What the person chose last; null also when they gave the choice back. */
async function chosen(db: Kysely<Tables>, learner: LearnerId, name: Choice['name']): Promise<string | null> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('learner', 'in', await accountsOf(db, learner))
    .where('name', '=', name)
    .orderBy('chosen_at', 'desc')
    .orderBy('learner')
    .executeTakeFirst();
  return row?.value ?? null;
}

/** The newest choice of the person, whatever the clock says. */
async function choose(db: Kysely<Tables>, learner: LearnerId, { name, value, at }: Choice): Promise<void> {
  await inTurn(db, [learnerOf(learner)], async (transaction) => {
    const before = await transaction
      .selectFrom('setting')
      .select(({ fn }) => fn.max('chosen_at').as('at'))
      .where('learner', 'in', await holdPerson(transaction, learner))
      .where('name', '=', name)
      .executeTakeFirst();
    const row = { value, chosen_at: Math.max(at, (before?.at ?? 0) + 1) };
    await transaction
      .insertInto('setting')
      .values({ learner, name, ...row })
      .onConflict((same) => same.columns(['learner', 'name']).doUpdateSet(row))
      .execute();
  });
}
