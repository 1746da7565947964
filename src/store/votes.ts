import type { Transaction } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import { conceptId, courseId, learnerId, misconceptionId, quizId } from '#core/ids.ts';
import type { Vote, Voted } from '#core/ports/prompt-store.ts';
import { mostChoices } from '#core/ports/prompt-store.ts';
import type { Bearing } from '#core/quiz/bearing.ts';
import { recordAnswer } from './answers.ts';
import { putDay } from './days.ts';
import { hold, holdPerson, kept, learnerOf } from './in-turn.ts';
import { type ClassCount, countFor } from './standings.ts';
import type { Tables } from './tables.ts';
import { choicesThatCount, countedVotes, votesOf } from './votes-of-persons.ts';

/** Takes a choice at a prompt, if its person has one left. */
export async function castVote(transaction: Transaction<Tables>, vote: Vote): Promise<Voted> {
  const { prompt, learner, request, given } = vote;
  const open = await closing(transaction, prompt, 'shared');
  await hold(transaction, [learnerOf(learner)]);
  const all = await choicesAt(transaction, prompt, await holdPerson(transaction, learner));
  const choices = choicesThatCount(all);
  const counted = choices.at(-1)?.given ?? null;
  if (open === undefined || open.closed_at !== null) return { kind: 'closed', counted };
  const isKnown = all.some((choice) => choice.request === request) || counted === given;
  if (isKnown && counted !== null) return { kind: 'counted', counted, left: mostChoices - choices.length };
  if (counted !== null && choices.length >= mostChoices) return { kind: 'spent', counted };
  await insert(transaction, vote, all);
  await putDay(transaction, vote);
  return { kind: 'counted', counted: given, left: mostChoices - choices.length - 1 };
}

/** When it was closed. It is not meanwhile: whoever wants to close it waits for those who vote. */
export async function closing(transaction: Transaction<Tables>, id: string, how: 'mine' | 'shared') {
  return await transaction
    .selectFrom('prompt')
    .select('closed_at')
    .where('id', '=', id)
    .modifyEnd(kept(transaction, how))
    .executeTakeFirst();
}

type Choice = Tables['vote'];

/** Of the person, with all their accounts; those of one account in the order in which it made them. */
async function choicesAt(
  transaction: Transaction<Tables>,
  prompt: string,
  accounts: readonly LearnerId[],
): Promise<readonly Choice[]> {
  return await transaction
    .selectFrom('vote')
    .selectAll()
    .where('prompt', '=', prompt)
    .where('learner', 'in', accounts)
    .orderBy('nth')
    .execute();
}

async function insert(transaction: Transaction<Tables>, vote: Vote, before: readonly Choice[]): Promise<void> {
  const { prompt, learner, request, given, correct, bearing, at } = vote;
  const mine = before.filter((choice) => choice.learner === learner);
  const others = before.filter((choice) => choice.learner !== learner);
  await transaction
    .insertInto('vote')
    .values({
      prompt,
      learner,
      nth: mine.length + 1,
      request,
      given,
      correct: correct ? 1 : 0,
      bearing: bearing === undefined ? null : JSON.stringify(bearing),
      // Behind what the person chose before with another account, though the clock may have been set back since.
      voted_at: Math.max(at, ...others.map((choice) => choice.voted_at + 1)),
    })
    .execute();
}

/** Closes a prompt, and makes an answer of what each person chose last. */
export async function closeVotes(
  transaction: Transaction<Tables>,
  id: string,
  at: number,
): Promise<'closed' | 'was-closed'> {
  const prompt = await transaction
    .updateTable('prompt')
    .set({ closed_at: at })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (prompt === undefined) return 'was-closed';
  const asked = {
    course: courseId(prompt.course),
    quiz: quizId(prompt.quiz),
    concept: conceptId(prompt.concept),
    seed: prompt.seed,
  };
  const votes = countedVotes(await votesOf(transaction, [id]));
  await hold(
    transaction,
    votes.map(({ learner }) => learnerOf(learnerId(learner))),
  );
  const counts: ClassCount[] = [];
  for (const { learner, given, correct, bearing, voted_at: votedAt } of votes) {
    const answer = { ...asked, learner: learnerId(learner), given: [given], correct: correct === 1, at: votedAt };
    const whole = bearing === null ? answer : { ...answer, bearing: parseBearing(bearing) };
    counts.push(...((await recordAnswer(transaction, whole)) ?? []));
  }
  await countFor(transaction, counts);
  return 'closed';
}

/** What `insert` wrote. */
function parseBearing(text: string): Bearing {
  const written: Record<string, unknown> = JSON.parse(text);
  const ids = (given: unknown) => (Array.isArray(given) ? given.map(String).map(misconceptionId) : []);
  return { held: ids(written['held']), refuted: ids(written['refuted']) };
}
