import type { Kysely } from 'kysely';
import type { RequestStore } from '#core/ports/store.ts';
import { claimed, keptRequestsIn } from './kept-requests.ts';
import type { Tables } from './tables.ts';

/** Which events have been answered. */
export function requestsIn(db: Kysely<Tables>): RequestStore {
  return {
    ...keptRequestsIn(db),
    claim: async (id, now, leaseMs) =>
      await claimed(db, { id, claimed_at: now, lease_until: now + leaseMs, platform: null, kept: null }),

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
