import type { Kysely } from 'kysely';
import { learnerId } from '#core/ids.ts';
import type { AuditStore } from '#core/ports/class-store.ts';
import { classOf, inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What teachers did; only ever added to. */
export function auditIn(db: Kysely<Tables>): AuditStore {
  return {
    async write({ platform, community, at, ...entry }) {
      await inTurn(db, [classOf({ platform, community })], async (transaction) => {
        const last = await transaction
          .selectFrom('audit')
          .select((eb) => eb.fn.max<number | null>('nth').as('nth'))
          .where('platform', '=', platform)
          .where('community', '=', community)
          .executeTakeFirst();
        await transaction
          .insertInto('audit')
          .values({ platform, community, nth: (last?.nth ?? 0) + 1, ...entry, done_at: at })
          .execute();
      });
    },

    async last({ platform, community }, count) {
      const rows = await db
        .selectFrom('audit')
        .select(['platform', 'community', 'who', 'act', 'about', 'channel', 'done_at'])
        .where('platform', '=', platform)
        .where('community', '=', community)
        .orderBy('nth', 'desc')
        .limit(count)
        .execute();
      return rows.map(({ who, done_at: at, ...row }) => ({ ...row, who: learnerId(who), at }));
    },
  };
}
