import type { Kysely } from 'kysely';
import type { RequestStore } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** Which events have been answered. */
export function requestsIn(db: Kysely<Tables>): RequestStore {
  return {
    async claim(id, now, leaseMs) {
      const lease = { claimed_at: now, lease_until: now + leaseMs };
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('request')
        .values({ id, ...lease })
        .onConflict((same) =>
          same
            .column('id')
            .doUpdateSet(lease)
            .where('request.settled_at', 'is', null)
            .where('request.lease_until', '<=', now),
        )
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? 'new' : 'taken';
    },

    async settle(id, now) {
      await db
        .insertInto('request')
        .values({ id, claimed_at: now, lease_until: now, settled_at: now })
        .onConflict((same) =>
          same.column('id').doUpdateSet({ settled_at: now }).where('request.settled_at', 'is', null),
        )
        .execute();
    },

    async forgetBefore(time) {
      await db.deleteFrom('request').where('claimed_at', '<', time).execute();
    },
  };
}
