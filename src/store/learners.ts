import type { Kysely } from 'kysely';
import type { LearnerStore } from '#core/ports/store.ts';
import { languages } from '#core/words.ts';
import type { Tables } from './tables.ts';

/** What learners want of the bot. */
export function learnersIn(db: Kysely<Tables>): LearnerStore {
  return {
    async language(learner) {
      const row = await db.selectFrom('learner').select('language').where('learner', '=', learner).executeTakeFirst();
      // A newer version may have known more of them.
      return languages.find((language) => language === row?.language) ?? null;
    },

    async chooseLanguage(learner, language) {
      await db
        .insertInto('learner')
        .values({ learner, language })
        .onConflict((same) => same.column('learner').doUpdateSet({ language }))
        .execute();
    },
  };
}
