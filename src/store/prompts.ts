import type { Kysely, Selectable, Transaction } from 'kysely';
import { conceptId, courseId, learnerId, misconceptionId, promptId, quizId, scheduleId } from '#core/ids.ts';
import type { PromptStore, StandingPrompt, Vote, Voted } from '#core/ports/prompt-store.ts';
import type { Bearing } from '#core/quiz/bearing.ts';
import { recordAnswer } from './answers.ts';
import type { PromptTable, VoteTable } from './calendar-tables.ts';
import { channelFacts } from './channel-facts.ts';
import { putDay } from './days.ts';
import { hold, inTurn, kept, learnerOf } from './in-turn.ts';
import { type ClassCount, countFor } from './standings.ts';
import type { Tables } from './tables.ts';

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

    vote: (vote) => inTurn(db, [], (transaction) => cast(transaction, vote)),

    close: (id, at) => inTurn(db, [], (transaction) => close(transaction, id, at)),

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
  const votes = await db.selectFrom('vote').selectAll().where('prompt', 'in', ids).orderBy('nth').execute();
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

/** `votes` are in the order of choices, so that the last one of each learner counts. */
function tallyOf(votes: readonly Selectable<VoteTable>[]): ReadonlyMap<string, number> {
  const chosen = new Map(votes.map(({ learner, given }) => [learner, given]));
  const tally = new Map<string, number>();
  for (const given of chosen.values()) tally.set(given, (tally.get(given) ?? 0) + 1);
  return tally;
}

async function cast(transaction: Transaction<Tables>, vote: Vote): Promise<Voted> {
  const { prompt, learner, request, given, correct, bearing, at, most } = vote;
  const open = await closing(transaction, prompt, 'shared');
  await hold(transaction, [learnerOf(learner)]);
  const choices = await transaction
    .selectFrom('vote')
    .select(['given', 'request'])
    .where('prompt', '=', prompt)
    .where('learner', '=', learner)
    .orderBy('nth')
    .execute();
  const counted = choices.at(-1)?.given ?? null;
  if (open === undefined || open.closed_at !== null) return { kind: 'closed', counted };
  const isKnown = choices.some((choice) => choice.request === request) || counted === given;
  if (isKnown && counted !== null) return { kind: 'counted', counted, left: most - choices.length };
  if (counted !== null && choices.length >= most) return { kind: 'spent', counted };
  const nth = choices.length + 1;
  await transaction
    .insertInto('vote')
    .values({
      prompt,
      learner,
      nth,
      request,
      given,
      correct: correct ? 1 : 0,
      bearing: bearing === undefined ? null : JSON.stringify(bearing),
      voted_at: at,
    })
    .execute();
  await putDay(transaction, vote);
  return { kind: 'counted', counted: given, left: most - nth };
}

/** When it was closed. It is not meanwhile: whoever wants to close it waits for those who vote. */
async function closing(transaction: Transaction<Tables>, id: string, how: 'mine' | 'shared') {
  return await transaction
    .selectFrom('prompt')
    .select('closed_at')
    .where('id', '=', id)
    .modifyEnd(kept(transaction, how))
    .executeTakeFirst();
}

async function close(transaction: Transaction<Tables>, id: string, at: number): Promise<'closed' | 'was-closed'> {
  const prompt = await transaction
    .updateTable('prompt')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (prompt === undefined) return 'was-closed';
  const votes = await transaction.selectFrom('vote').selectAll().where('prompt', '=', id).orderBy('nth').execute();
  const last = new Map(votes.map((vote) => [vote.learner, vote]));
  const { course, quiz, concept, seed } = promptOf(prompt);
  await hold(
    transaction,
    [...last.keys()].map((learner) => learnerOf(learnerId(learner))),
  );
  const counts: ClassCount[] = [];
  for (const { learner, given, correct, bearing, voted_at: votedAt } of last.values()) {
    const who = { learner: learnerId(learner), course, quiz, concept, seed };
    const answer = { ...who, given: [given], correct: correct === 1, at: votedAt };
    const whole = bearing === null ? answer : { ...answer, bearing: parseBearing(bearing) };
    counts.push(...((await recordAnswer(transaction, whole)) ?? []));
  }
  await countFor(transaction, counts);
  return 'closed';
}

/** What `cast` wrote. */
function parseBearing(text: string): Bearing {
  const written: Record<string, unknown> = JSON.parse(text);
  const ids = (given: unknown) => (Array.isArray(given) ? given.map(String).map(misconceptionId) : []);
  return { held: ids(written['held']), refuted: ids(written['refuted']) };
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
