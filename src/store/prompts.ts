import type { Kysely, Selectable, Transaction } from 'kysely';
import { conceptId, courseId, promptId, quizId, scheduleId } from '#core/ids.ts';
import type { PromptStore, StandingPrompt } from '#core/ports/prompt-store.ts';
import type { PromptTable } from './calendar-tables.ts';
import { channelFacts } from './channel-facts.ts';
import { inTurn } from './in-turn.ts';
import type { Tables } from './tables.ts';
import { castVote, closeVotes, closing } from './votes.ts';
import { countedVotes, votesOf } from './votes-of-persons.ts';
import type { CastVote } from './votes-of-persons.ts';

/** Questions that were asked in channels, and what was answered there. */
export function promptsIn(db: Kysely<Tables>): PromptStore {
  return {
    async read(id) {
      const [found] = await standing(db, await db.selectFrom('prompt').selectAll().where('id', '=', id).execute());
      return found ?? null;
    },

    async recent(schedule, most) {
      const rows = await db
        .selectFrom('prompt')
        .selectAll()
        .where('schedule', '=', schedule)
        .orderBy('local_date', 'desc')
        .limit(most)
        .execute();
      return await standing(db, rows);
    },

    vote: (vote) => inTurn(db, [], (transaction) => castVote(transaction, vote)),

    close: (id, at) => inTurn(db, [], (transaction) => closeVotes(transaction, id, at)),

    hasten: (id, at) => inTurn(db, [], (transaction) => hasten(transaction, id, at)),

    channelFacts: async (channel, since) => await channelFacts(db, channel, since),
  };
}

/** In the order given. */
async function standing(
  db: Kysely<Tables>,
  prompts: readonly Selectable<PromptTable>[],
): Promise<readonly StandingPrompt[]> {
  if (prompts.length === 0) return [];
  const ids = prompts.map(({ id }) => id);
  const votes = await votesOf(db, ids);
  const posts = await db
    .selectFrom('post')
    .select(['prompt', 'settled_at', 'posted_at'])
    .where('prompt', 'in', ids)
    .where('kind', '=', 'ask')
    .execute();
  return prompts.map((row) => {
    const post = posts.find(({ prompt }) => prompt === row.id);
    const left = post === undefined || post.settled_at !== null ? 'never' : 'not-yet';
    return {
      ...promptOf(row),
      closedAt: row.closed_at,
      asked: post?.posted_at == null ? left : 'yes',
      tally: tallyOf(votes.filter(({ prompt }) => prompt === row.id)),
    };
  });
}

function promptOf(row: Selectable<PromptTable>) {
  const { platform, community, channel, seed } = row;
  return {
    id: promptId(row.id),
    schedule: scheduleId(row.schedule),
    date: row.local_date,
    platform,
    community,
    channel,
    course: courseId(row.course),
    quiz: quizId(row.quiz),
    concept: conceptId(row.concept),
    seed,
    dueAt: row.due_at,
    revealAt: row.reveal_at,
  };
}

/** By what each person chose last. */
function tallyOf(votes: readonly CastVote[]): ReadonlyMap<string, number> {
  const tally = new Map<string, number>();
  for (const { given } of countedVotes(votes)) tally.set(given, (tally.get(given) ?? 0) + 1);
  return tally;
}

async function hasten(transaction: Transaction<Tables>, id: string, at: number): Promise<'hastened' | 'was-closed'> {
  const prompt = await closing(transaction, id, 'mine');
  if (prompt === undefined || prompt.closed_at !== null) return 'was-closed';
  await transaction
    .updateTable('prompt')
    .set({ reveal_at: at })
    .where('id', '=', id)
    .where('reveal_at', '>', at)
    .execute();
  await transaction
    .updateTable('post')
    .set({ due_at: at, free_at: at })
    .where('prompt', '=', id)
    .where('kind', '=', 'reveal')
    .where('settled_at', 'is', null)
    .where('due_at', '>', at)
    .execute();
  return 'hastened';
}
