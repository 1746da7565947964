import type { Insertable, Kysely, Selectable, Transaction } from 'kysely';
import { promptId, scheduleId } from '#core/ids.ts';
import type { CalendarStore, ClaimedPost, Post, PostEnd, ScheduleChange } from '#core/ports/calendar-store.ts';
import type { Prompt } from '#core/ports/prompt-store.ts';
import { classOf, inTurn, kept } from './in-turn.ts';
import { rowOf, scheduleOf } from './schedule-rows.ts';
import type { PostTable } from './calendar-tables.ts';
import type { Tables } from './tables.ts';

/** When questions are asked in channels, and what is to be posted there. */
export function calendarIn(db: Kysely<Tables>): CalendarStore {
  return {
    async schedules({ platform, community }) {
      const rows = await db
        .selectFrom('schedule')
        .selectAll()
        .where('platform', '=', platform)
        .where('community', '=', community)
        .where('ended_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(scheduleOf);
    },

    async read(id) {
      const row = await db.selectFrom('schedule').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : scheduleOf(row);
    },

    save: (change) => inTurn(db, [classOf(change.schedule)], (transaction) => save(transaction, change)),

    async due(platforms, now) {
      const live = db
        .selectFrom('schedule')
        .selectAll()
        .where('platform', 'in', platforms)
        .where('ended_at', 'is', null);
      // Two questions, so that each has an index of its own.
      const come = await live.where('next_at', '<=', now).execute();
      const ahead = await live.where('planned_at', '>', now).execute();
      const others = ahead.filter(({ id }) => !come.some((row) => row.id === id));
      return [...come, ...others].map(scheduleOf);
    },

    claim: (wanted) => inTurn(db, [], (transaction) => claim(transaction, wanted)),

    settle: async (id, end) => await settle(db, id, end),
  };
}

async function save(transaction: Transaction<Tables>, change: ScheduleChange): Promise<'saved' | 'stale'> {
  const { schedule, before, prompt, posts } = change;
  const row = rowOf(schedule);
  const changed =
    before === null
      ? (
          await transaction
            .insertInto('schedule')
            .values(row)
            .onConflict((same) => same.column('id').doNothing())
            .executeTakeFirstOrThrow()
        ).numInsertedOrUpdatedRows
      : (
          await transaction
            .updateTable('schedule')
            .set(row)
            .where('id', '=', row.id)
            .where('revision', '=', before)
            .executeTakeFirstOrThrow()
        ).numUpdatedRows;
  if (changed !== 1n) return 'stale';
  if (prompt !== null && (await isFirstOfDate(transaction, prompt.prompt))) await addPosts(transaction, prompt.posts);
  await addPosts(transaction, posts);
  return 'saved';
}

async function isFirstOfDate(transaction: Transaction<Tables>, prompt: Prompt): Promise<boolean> {
  const { date, dueAt, revealAt, ...same } = prompt;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('prompt')
    .values({ ...same, local_date: date, due_at: dueAt, reveal_at: revealAt, closed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

async function addPosts(transaction: Transaction<Tables>, posts: readonly Post[]): Promise<void> {
  if (posts.length === 0) return;
  await transaction
    .insertInto('post')
    .values(posts.map(freshRow))
    .onConflict((same) => same.column('id').doNothing())
    .execute();
}

const freshRow = ({ dueAt, ...post }: Post): Insertable<PostTable> => ({
  ...post,
  due_at: dueAt,
  free_at: dueAt,
  claimed_at: null,
  tried_at: null,
  failures: 0,
  settled_at: null,
  posted_at: null,
  reference: null,
});

async function claim(
  transaction: Transaction<Tables>,
  { platforms, now, leaseMs, most }: Parameters<CalendarStore['claim']>[0],
): Promise<readonly ClaimedPost[]> {
  const rows = await transaction
    .selectFrom('post')
    .selectAll()
    .where('platform', 'in', platforms)
    .where('settled_at', 'is', null)
    .where('due_at', '<=', now)
    .where((eb) => eb.or([eb('free_at', '<=', now), eb('claimed_at', '>', now)]))
    .orderBy('due_at')
    .orderBy('id')
    .limit(most)
    .modifyEnd(kept(transaction, 'free'))
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const lease = { claimed_at: now, free_at: now + leaseMs };
  await transaction.updateTable('post').set(lease).where('id', 'in', ids).execute();
  await transaction
    .updateTable('post')
    .set({ tried_at: now })
    .where('id', 'in', ids)
    .where('tried_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    ...postOf(row),
    triedAt: row.tried_at,
    failures: row.failures,
    leaseUntil: now + leaseMs,
  }));
}

function postOf(row: Selectable<PostTable>): Post {
  const { id, platform, schedule, prompt } = row;
  const kind = postKinds.find((one) => one === row.kind);
  if (kind === undefined) throw new Error(`expected a post of a known kind, got ${row.kind}`);
  const about = { schedule: scheduleId(schedule), prompt: prompt === null ? null : promptId(prompt) };
  return { id, kind, platform, ...about, dueAt: row.due_at };
}

const postKinds = ['ask', 'reveal', 'gone'] as const satisfies readonly Post['kind'][];

async function settle(db: Kysely<Tables>, id: string, end: PostEnd): Promise<void> {
  const open = db.updateTable('post').where('id', '=', id).where('settled_at', 'is', null);
  switch (end.kind) {
    case 'posted':
      await open.set({ settled_at: end.at, posted_at: end.at, reference: end.reference }).execute();
      return;
    case 'dropped':
      await open.set({ settled_at: end.at }).execute();
      return;
    case 'failed': {
      const trace = end.sent === 'no' ? { tried_at: null } : {};
      await open.set((eb) => ({ ...trace, free_at: end.again, failures: eb('failures', '+', 1) })).execute();
      return;
    }
  }
}
