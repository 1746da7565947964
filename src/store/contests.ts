import type { Kysely } from 'kysely';
import { learnerId } from '#core/ids.ts';
import type { Class, ClassSettings, ContestStore, Rights, Spans } from '#core/ports/class-store.ts';
import { classOf, inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** Goals of classes, and who stands in the list of who improves most. */
export function contestsIn(db: Kysely<Tables>): ContestStore {
  return {
    async settings({ platform, community }) {
      const rows = await db
        .selectFrom('class_setting')
        .select(['name', 'text'])
        .where('platform', '=', platform)
        .where('community', '=', community)
        .execute();
      return readSettings(new Map(rows.map(({ name, text }) => [name, text])));
    },

    async change(of, { leaderboard, goal }) {
      const written = [
        ...(leaderboard === undefined ? [] : [{ name: 'leaderboard', text: leaderboard }]),
        ...(goal === undefined
          ? []
          : [{ name: 'goal', text: goal === null ? '' : `${goal.concepts} ${goal.percent}` }]),
      ];
      await inTurn(db, [classOf(of)], async (transaction) => {
        for (const one of written) await write(transaction, of, one);
      });
    },

    async compete(learner, { platform, community }, name) {
      await db
        .updateTable('member')
        .set({ competes_as: name })
        .where('platform', '=', platform)
        .where('community', '=', community)
        .where('learner', '=', learner)
        .execute();
    },

    rights: async (of, spans) => await rightsOf(db, of, spans),
  };
}

/** An answer belongs to the span in which it was given; who gave none is there all the same. */
async function rightsOf(
  db: Kysely<Tables>,
  { platform, community }: Class,
  { before, since, until }: Spans,
): Promise<readonly Rights[]> {
  const rows = await db
    .selectFrom('member')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.learner', '=', 'member.learner')
        .on('answer.correct', '=', 1)
        .on('answer.answered_at', '>=', before)
        .on('answer.answered_at', '<', until),
    )
    .select((eb) => [
      'member.learner',
      'member.competes_as as name',
      eb.fn
        .sum<number | string>(eb.case().when('answer.answered_at', '<', since).then(eb.lit(1)).else(eb.lit(0)).end())
        .as('before'),
      eb.fn
        .sum<number | string>(eb.case().when('answer.answered_at', '>=', since).then(eb.lit(1)).else(eb.lit(0)).end())
        .as('since'),
    ])
    .where('platform', '=', platform)
    .where('community', '=', community)
    .where('member.competes_as', 'is not', null)
    .groupBy(['member.learner', 'member.competes_as'])
    .orderBy('member.learner')
    .execute();
  return rows.map((row) => ({
    learner: learnerId(row.learner),
    name: row.name ?? '',
    before: Number(row.before),
    since: Number(row.since),
  }));
}

async function write(
  db: Kysely<Tables>,
  { platform, community }: Class,
  { name, text }: { readonly name: string; readonly text: string },
): Promise<void> {
  await db
    .insertInto('class_setting')
    .values({ platform, community, name, text })
    .onConflict((same) => same.columns(['platform', 'community', 'name']).doUpdateSet({ text }))
    .execute();
}

/** What `change` wrote. */
function readSettings(texts: ReadonlyMap<string, string>): ClassSettings {
  const [, concepts, percent] = /^(\d+) (\d+)$/u.exec(texts.get('goal') ?? '') ?? [];
  return {
    leaderboard: texts.get('leaderboard') === 'on' ? 'on' : 'off',
    goal: concepts === undefined ? null : { concepts: Number(concepts), percent: Number(percent) },
  };
}
