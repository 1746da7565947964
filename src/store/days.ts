import type { Kysely, Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { DayStore, LocalDay } from '#core/ports/day-store.ts';
import { accountsOf } from './accounts-of.ts';
import { inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** On which days learners studied, and when the bot ran. */
export function daysIn(db: Kysely<Tables>): DayStore {
  return {
    async studied(learner) {
      const rows = await db
        .selectFrom('studied_day')
        .select(['date', 'zone', 'first_at'])
        .where('learner', 'in', await accountsOf(db, learner))
        .execute();
      return rows.map(({ date, zone, first_at: at }) => ({ date, zone, at }));
    },

    beat: (now, graceMs) => inTurn(db, [{ kind: 'running' }], (transaction) => beat(transaction, now, graceMs)),

    async running(since) {
      const rows = await db.selectFrom('running').selectAll().where('seen_at', '>', since).execute();
      return rows.map(({ started_at: from, seen_at: to }) => ({ from, to }));
    },
  };
}

/** Puts a day of study down, in the transaction of the act that makes it one. */
export async function putDay(
  transaction: Transaction<Tables>,
  { learner, day, at }: { readonly learner: LearnerId; readonly day?: LocalDay; readonly at: number },
): Promise<void> {
  if (day === undefined) return;
  await transaction
    .insertInto('studied_day')
    .values({ learner, date: day.date, zone: day.zone, first_at: at })
    .onConflict((same) => same.columns(['learner', 'date', 'zone']).doNothing())
    .execute();
}

/** Goes on with the stretch in which `now` lies or which ended within the grace, or begins one. */
async function beat(transaction: Transaction<Tables>, now: number, graceMs: number): Promise<void> {
  const current = await transaction
    .selectFrom('running')
    .selectAll()
    .where('started_at', '<=', now)
    .where('seen_at', '>=', now - graceMs)
    .orderBy('started_at', 'desc')
    .executeTakeFirst();
  if (current === undefined) {
    const row = { started_at: now, seen_at: now };
    await transaction
      .insertInto('running')
      .values(row)
      .onConflict((same) => same.column('started_at').doNothing())
      .execute();
  } else if (current.seen_at < now) {
    await transaction
      .updateTable('running')
      .set({ seen_at: now })
      .where('started_at', '=', current.started_at)
      .execute();
  }
}
