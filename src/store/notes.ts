import type { Kysely } from 'kysely';
import type { NoteStore } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** What bots write down for themselves. */
export function notesIn(db: Kysely<Tables>): NoteStore {
  return {
    async keep(notes, now) {
      if (notes.length === 0) return;
      const rows = notes.map(({ key, text }) => ({ key, text, kept_at: now }));
      await db.transaction().execute(async (transaction) => {
        for (const row of rows) {
          const { text, kept_at } = row;
          await transaction
            .insertInto('note')
            .values(row)
            .onConflict((same) => same.column('key').doUpdateSet({ text, kept_at }))
            .execute();
        }
      });
    },

    async read(key) {
      const row = await db.selectFrom('note').select('text').where('key', '=', key).executeTakeFirst();
      return row?.text ?? null;
    },

    async forgetBefore(time, beginning = '') {
      const old = db.deleteFrom('note').where('kept_at', '<', time);
      await (beginning === '' ? old : old.where('key', 'like', `${beginning}%`)).execute();
    },
  };
}
