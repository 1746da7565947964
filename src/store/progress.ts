import type { Kysely, Transaction } from 'kysely';
import { chunkId, courseId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Move, Position, ProgressStore } from '#core/ports/store.ts';
import { accountsOf } from './accounts-of.ts';
import { putDay } from './days.ts';
import { holdPerson, inTurn, learnerOf } from './in-turn.ts';
import { inOrderOfTime } from './in-order-of-time.ts';
import type { Tables } from './tables.ts';

/** Where learners are, and what they have read. */
export function progressIn(db: Kysely<Tables>): ProgressStore {
  return {
    positions: async (learner) => await positionsOf(db, learner),

    savePosition: (move) => inTurn(db, [learnerOf(move.learner)], (transaction) => save(transaction, move)),

    async chunksRead(learner, course) {
      const rows = await db
        .selectFrom('chunk_read')
        .select(['learner', 'chunk', 'read_at'])
        .where('learner', 'in', await accountsOf(db, learner))
        .where('course', '=', course)
        .orderBy('nth')
        .execute();
      return [...new Set(inOrderOfTime(rows, (row) => row.read_at).map(({ chunk }) => chunkId(chunk)))];
    },
  };
}

async function positionsOf(db: Kysely<Tables>, learner: LearnerId): Promise<readonly Position[]> {
  const rows = await db
    .selectFrom('position')
    .select(['course', 'chunk', 'since'])
    .where('learner', 'in', await accountsOf(db, learner))
    .orderBy('ordered_at', 'desc')
    .orderBy('learner')
    .execute();
  const latest = rows.filter(({ course }, at) => rows.findIndex((row) => row.course === course) === at);
  return latest
    .map(({ course, chunk, since }) => ({ course: courseId(course), chunk: chunkId(chunk), since }))
    .toSorted((one, other) => other.since - one.since || (one.course < other.course ? -1 : 1));
}

async function save(transaction: Transaction<Tables>, move: Move): Promise<'moved' | 'stale'> {
  const { learner, course, from, to, at } = move;
  const accounts = await holdPerson(transaction, learner);
  if (move.read) await addRead(transaction, move);
  const stands = await transaction
    .selectFrom('position')
    .select(['chunk', 'ordered_at'])
    .where('learner', 'in', accounts)
    .where('course', '=', course)
    .orderBy('ordered_at', 'desc')
    .orderBy('learner')
    .executeTakeFirst();
  if ((stands?.chunk ?? null) !== from) return 'stale';
  // The last move counts, whatever the clock says.
  const row = { chunk: to, since: at, ordered_at: Math.max(at, (stands?.ordered_at ?? -1) + 1) };
  await transaction
    .insertInto('position')
    .values({ learner, course, ...row })
    .onConflict((same) => same.columns(['learner', 'course']).doUpdateSet(row))
    .execute();
  return 'moved';
}

async function addRead(transaction: Transaction<Tables>, move: Move): Promise<void> {
  const { learner, course, from, at } = move;
  if (from === null) return;
  await transaction
    .insertInto('chunk_read')
    .values((eb) => ({
      learner,
      course,
      chunk: from,
      read_at: at,
      nth: eb
        .selectFrom('chunk_read')
        .where('learner', '=', learner)
        .where('course', '=', course)
        .select((all) => all(all.fn.coalesce(all.fn.max('nth'), all.lit(0)), '+', 1).as('nth')),
    }))
    .onConflict((same) => same.columns(['learner', 'course', 'chunk']).doNothing())
    .execute();
  await putDay(transaction, move);
}
