import type { Kysely } from 'kysely';
import { requestId } from '#core/ids.ts';
import type { RequestStore } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** Events that are kept until they are answered. */
export function keptRequestsIn(db: Kysely<Tables>): Pick<RequestStore, 'keep' | 'renew' | 'takeOver'> {
  return {
    keep: async ({ id, platform, text }, now, leaseMs) =>
      await claimed(db, { id, claimed_at: now, lease_until: now + leaseMs, platform, kept: text }),

    async renew(ids, until) {
      if (ids.length === 0) return;
      const mine = db.updateTable('request').where('id', 'in', ids);
      await mine.set({ lease_until: until }).where('settled_at', 'is', null).execute();
    },

    async takeOver({ platform, now, leaseMs, most }) {
      const orphaned = db
        .selectFrom('request')
        .select('id')
        .where('platform', '=', platform)
        .where('lease_until', '<=', now)
        .orderBy('claimed_at')
        .limit(most);
      const rows = await db
        .updateTable('request')
        .set((row) => ({ lease_until: now + leaseMs, taken_over: row('taken_over', '+', 1) }))
        .where('id', 'in', orphaned)
        // Of two who saw the same one, the second finds it taken.
        .where('lease_until', '<=', now)
        .returning(['id', 'kept', 'claimed_at', 'taken_over'])
        .execute();
      return rows.flatMap(({ id, kept: text, claimed_at: claimedAt, taken_over: times }) =>
        text === null ? [] : [{ id: requestId(id), text, claimedAt, times }],
      );
    },
  };
}

type Claim = Pick<Tables['request'], 'id' | 'claimed_at' | 'lease_until' | 'platform' | 'kept'>;

/** Makes it the caller's, unless it is answered or somebody's lease on it holds. */
export async function claimed(db: Kysely<Tables>, { id, ...claim }: Claim): Promise<'new' | 'taken'> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('request')
    .values({ id, ...claim, taken_over: 0 })
    .onConflict((same) =>
      same
        .column('id')
        .doUpdateSet(claim)
        .where('request.settled_at', 'is', null)
        .where('request.lease_until', '<=', claim.claimed_at),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? 'new' : 'taken';
}
