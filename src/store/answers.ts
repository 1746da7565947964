import type { Kysely, Transaction } from 'kysely';
import { conceptId, quizId } from '#core/ids.ts';
import type { LearnerId } from '#core/ids.ts';
import type { Answer, AnswerStore, QuizHistory } from '#core/ports/store.ts';
import { accountsOf } from './accounts-of.ts';
import { putDay } from './days.ts';
import { holdPerson, inTurn, learnerOf } from './in-turn.ts';
import { inOrderOfTime } from './in-order-of-time.ts';
import { type ClassCount, countFor, recordStandings } from './standings.ts';
import type { Tables } from './tables.ts';

/** What learners answered. */
export function answersIn(db: Kysely<Tables>): AnswerStore {
  return {
    record: (answer) =>
      inTurn(db, [learnerOf(answer.learner)], async (transaction) => {
        const recorded = await recordAnswer(transaction, answer);
        if (recorded !== null) await countFor(transaction, recorded);
        return recorded === null ? 'again' : 'recorded';
      }),

    async history(learner, course) {
      const rows = await db
        .selectFrom('answer')
        .select(['learner', 'quiz', 'concept', 'seed', 'given', 'correct', 'answered_at'])
        .where('learner', 'in', await accountsOf(db, learner))
        .where('course', '=', course)
        .orderBy('quiz')
        .orderBy('nth')
        .execute();
      return [...Map.groupBy(rows, ({ quiz }) => quiz).values()].flatMap(lineOf);
    },
  };
}

/**
 * Keeps an answer and what it says of its learner, in the transaction of its caller, who holds the learner and counts for
 * their classes what is returned; null: the person has answered the question as it was asked before.
 */
export async function recordAnswer(
  transaction: Transaction<Tables>,
  answer: Answer,
): Promise<readonly ClassCount[] | null> {
  const accounts = await holdPerson(transaction, answer.learner);
  if (await isAnswered(transaction, accounts, answer)) return null;
  const { learner, course, quiz, concept, seed, given, correct, at } = answer;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('answer')
    .values((eb) => ({
      learner,
      course,
      quiz,
      concept,
      seed,
      given: JSON.stringify(given),
      correct: correct ? 1 : 0,
      answered_at: at,
      nth: eb
        .selectFrom('answer')
        .where('learner', '=', learner)
        .where('course', '=', course)
        .where('quiz', '=', quiz)
        .select((all) => all(all.fn.coalesce(all.fn.max('nth'), all.lit(0)), '+', 1).as('nth')),
    }))
    .onConflict((same) => same.columns(['learner', 'course', 'quiz', 'seed']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return null;
  const counts = await recordStandings(transaction, answer);
  await putDay(transaction, answer);
  return counts;
}

/** By any account of the person. */
async function isAnswered(
  transaction: Transaction<Tables>,
  accounts: readonly LearnerId[],
  { course, quiz, seed }: Answer,
): Promise<boolean> {
  const row = await transaction
    .selectFrom('answer')
    .select('nth')
    .where('learner', 'in', accounts)
    .where('course', '=', course)
    .where('quiz', '=', quiz)
    .where('seed', '=', seed)
    .executeTakeFirst();
  return row !== undefined;
}

type AnswerRow = Omit<Tables['answer'], 'course' | 'nth'>;

/** The line of one quiz: each question as it was asked counts once, by the first answer to it. */
function lineOf(rows: readonly AnswerRow[]): readonly QuizHistory[] {
  const seeds = new Set<number>();
  let line: QuizHistory | undefined;
  for (const row of inOrderOfTime(rows, ({ answered_at: at }) => at)) {
    if (!seeds.has(row.seed)) line = withAnswer(row, line);
    seeds.add(row.seed);
  }
  return line === undefined ? [] : [line];
}

function withAnswer(row: AnswerRow, before: QuizHistory | undefined): QuizHistory {
  const right = row.correct === 1;
  return {
    quiz: quizId(row.quiz),
    concept: conceptId(row.concept),
    times: (before?.times ?? 0) + 1,
    timesRight: (before?.timesRight ?? 0) + (right ? 1 : 0),
    lastAt: row.answered_at,
    lastRight: right,
    lastSeed: row.seed,
    lastGiven: parseGiven(row.given),
  };
}

/** The ids of options, as they stand in a row. */
export function parseGiven(text: string): readonly string[] {
  const given: unknown = JSON.parse(text);
  return Array.isArray(given) ? given.map(String) : [];
}
