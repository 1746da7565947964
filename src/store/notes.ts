import type { Kysely } from 'kysely';
import type { NoteStore } from '#core/ports/store.ts';
import { inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What bots write down for themselves. */
export function notesIn(db: Kysely<Tables>): NoteStore {
  return {
    async keep(notes, now) {
      if (notes.length === 0) return;
      // In one order: two who keep the same notes never wait for each other.
      const sorted = notes.toSorted((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0));
      const rows = sorted.map(({ key, text }) => ({ key, text, kept_at: now }));
      await inTurn(db, [], async (transaction) => {
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
