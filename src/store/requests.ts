import type { Kysely } from 'kysely';
import { requestId } from '#core/ids.ts';
import type { RequestStore } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** Which events have been answered. */
export function requestsIn(db: Kysely<Tables>): RequestStore {
  return {
    async claim(id, now, leaseMs, kept) {
      const lease = { claimed_at: now, lease_until: now + leaseMs };
      const event = { platform: kept?.platform ?? null, kept: kept?.text ?? null };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('request')
        .values({ id, ...lease, ...event, taken_over: 0 })
        .onConflict((same) =>
          same
            .column('id')
            .doUpdateSet({ ...lease, ...event })
            .where('request.settled_at', 'is', null)
            .where('request.lease_until', '<=', now),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? 'new' : 'taken';
    },

    async renew(ids, until) {
      if (ids.length === 0) return;
      await db
        .updateTable('request')
        .set({ lease_until: until })
        .where('id', 'in', ids)
        .where('settled_at', 'is', null)
        .execute();
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

    async settle(id, now) {
      await db
        .insertInto('request')
        .values({ id, claimed_at: now, lease_until: now, settled_at: now, taken_over: 0 })
        .onConflict((same) =>
          same
            .column('id')
            .doUpdateSet({ settled_at: now, platform: null, kept: null })
            .where('request.settled_at', 'is', null),
        )
        .execute();
    },

    async forgetBefore(time) {
      await db.deleteFrom('request').where('claimed_at', '<', time).execute();
    },
  };
}
