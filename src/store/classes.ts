import type { Kysely, Transaction } from 'kysely';
import { conceptId, learnerId, misconceptionId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Class, ClassFigures, ClassStore } from '#core/ports/class-store.ts';
import { rosterOf } from './class-roster.ts';
import { classOf, inTurn, learnerOf } from './in-turn.ts';
import { bringStandings, takeStandings } from './standings.ts';
import type { Tables } from './tables.ts';

/** Who belongs to which class, and what its members know together. */
export function classesIn(db: Kysely<Tables>): ClassStore {
  return {
    seen: async (learner, where, at) => await seen(db, { learner, where, at }),
    figures: async (of, course, activeSince) => await figuresOf(db, of, { course, activeSince }),
    roster: async (of, course) => await rosterOf(db, of, course),
    forget: (learner) => inTurn(db, [learnerOf(learner)], (transaction) => forget(transaction, learner)),

    async teachers({ platform, community }) {
      const rows = await db
        .selectFrom('teacher')
        .select('learner')
        .where('platform', '=', platform)
        .where('community', '=', community)
        .orderBy('appointed_at')
        .orderBy('learner')
        .execute();
      return rows.map(({ learner }) => learnerId(learner));
    },

    async appoint({ platform, community, learner, by, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('teacher')
        .values({ platform, community, learner, appointed_by: by, appointed_at: at })
        .onConflict((same) => same.columns(['platform', 'community', 'learner']).doNothing())
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n ? 'appointed' : 'again';
    },

    async dismiss({ platform, community }, learner) {
      const { numDeletedRows } = await db
        .deleteFrom('teacher')
        .where('platform', '=', platform)
        .where('community', '=', community)
        .where('learner', '=', learner)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 0n ? 'was-none' : 'dismissed';
    },
  };
}

/** To have been seen more lately than this is not worth a write. */
const freshMs = 600_000;

interface Sight {
  readonly learner: LearnerId;
  readonly where: Class | null;
  readonly at: number;
}

/** Most of the time there is nothing to write. */
async function seen(db: Kysely<Tables>, { learner, where, at }: Sight): Promise<void> {
  const known = await db
    .selectFrom('member')
    .select(['platform', 'community', 'last_seen'])
    .where('learner', '=', learner)
    .execute();
  if (where !== null && !known.some((one) => isSame(one, where))) {
    await inTurn(db, [classOf(where), learnerOf(learner)], (transaction) => join(transaction, where, { learner, at }));
  }
  if (known.every(({ last_seen: last }) => last > at - freshMs)) return;
  await db
    .updateTable('member')
    .set({ last_seen: at })
    .where('learner', '=', learner)
    .where('last_seen', '<', at)
    .execute();
}

const isSame = (one: Class, other: Class): boolean =>
  one.platform === other.platform && one.community === other.community;

async function join(
  transaction: Transaction<Tables>,
  { platform, community }: Class,
  { learner, at }: Omit<Sight, 'where'>,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('member')
    .values({ platform, community, learner, first_seen: at, last_seen: at, competes_as: null })
    .onConflict((same) => same.columns(['platform', 'community', 'learner']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) await bringStandings(transaction, learner, { platform, community });
}

interface Asked {
  readonly course: string;
  readonly activeSince: number;
}

async function figuresOf(
  db: Kysely<Tables>,
  { platform, community }: Class,
  { course, activeSince }: Asked,
): Promise<ClassFigures> {
  const counted = await db
    .selectFrom('member')
    .select((eb) => [
      eb.fn.countAll<number | string>().as('members'),
      eb.fn
        .sum<number | string | null>(
          eb.case().when('last_seen', '>=', activeSince).then(eb.lit(1)).else(eb.lit(0)).end(),
        )
        .as('active'),
    ])
    .where('platform', '=', platform)
    .where('community', '=', community)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('class_standing')
    .select(['kind', 'subject', 'asked', 'good'])
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('course', '=', course)
    .where('asked', '>', 0)
    .orderBy('subject')
    .execute();
  return {
    members: Number(counted.members),
    active: Number(counted.active ?? 0),
    beliefs: rows.flatMap(({ kind, subject, asked, good }) =>
      kind === 'belief' ? [{ misconception: misconceptionId(subject), asked, held: asked - good }] : [],
    ),
    concepts: rows.flatMap(({ kind, subject, asked, good }) =>
      kind === 'concept' ? [{ concept: conceptId(subject), asked, right: good }] : [],
    ),
  };
}

async function forget(transaction: Transaction<Tables>, learner: LearnerId): Promise<void> {
  await takeStandings(transaction, learner);
  for (const table of ['member', 'standing', 'extension', 'question_report', 'teacher'] as const)
    await transaction.deleteFrom(table).where('learner', '=', learner).execute();
}
