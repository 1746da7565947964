import type { Kysely, Transaction } from 'kysely';
import { type ChunkId, chunkId, courseId } from '#core/ids.ts';
import type { Move, ProgressStore } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** Where learners are, and what they have read. */
export function progressIn(db: Kysely<Tables>): ProgressStore {
  return {
    async positions(learner) {
      const rows = await db
        .selectFrom('position')
        .select(['course', 'chunk', 'since'])
        .where('learner', '=', learner)
        .orderBy('since', 'desc')
        .orderBy('course')
        .execute();
      return rows.map(({ course, chunk, since }) => ({ course: courseId(course), chunk: chunkId(chunk), since }));
    },

    savePosition: (move) => db.transaction().execute((transaction) => save(transaction, move)),

    async chunksRead(learner, course) {
      const rows = await db
        .selectFrom('chunk_read')
        .select('chunk')
        .where('learner', '=', learner)
        .where('course', '=', course)
        .orderBy('nth')
        .execute();
      return rows.map(({ chunk }) => chunkId(chunk));
    },
  };
}

async function save(transaction: Transaction<Tables>, move: Move): Promise<'moved' | 'stale'> {
  if (move.from === null) return begin(transaction, move);
  if (move.read) await addRead(transaction, move, move.from);
  return step(transaction, move, move.from);
}

async function begin(transaction: Transaction<Tables>, move: Move): Promise<'moved' | 'stale'> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('position')
    .values({ learner: move.learner, course: move.course, chunk: move.to, since: move.at })
    .onConflict((same) => same.columns(['learner', 'course']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'moved' : 'stale';
}

async function addRead(transaction: Transaction<Tables>, move: Move, chunk: ChunkId): Promise<void> {
  const { learner, course, at } = move;
  await transaction
    .insertInto('chunk_read')
    .values((eb) => ({
      learner,
      course,
      chunk,
      read_at: at,
      nth: eb
        .selectFrom('chunk_read')
        .where('learner', '=', learner)
        .where('course', '=', course)
        .select((all) => all(all.fn.coalesce(all.fn.max('nth'), all.lit(0)), '+', 1).as('nth')),
    }))
    .onConflict((same) => same.columns(['learner', 'course', 'chunk']).doNothing())
    .execute();
}

async function step(transaction: Transaction<Tables>, move: Move, from: ChunkId): Promise<'moved' | 'stale'> {
  const { numUpdatedRows } = await transaction
    .updateTable('position')
    .set({ chunk: move.to, since: move.at })
    .where('learner', '=', move.learner)
    .where('course', '=', move.course)
    .where('chunk', '=', from)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? 'moved' : 'stale';
}
