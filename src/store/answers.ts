import type { Kysely, Transaction } from 'kysely';
import { conceptId, quizId } from '#core/ids.ts';
import type { Answer, AnswerStore, QuizHistory } from '#core/ports/store.ts';
import { recordStandings } from './standings.ts';
import type { Tables } from './tables.ts';

/** What learners answered. */
export function answersIn(db: Kysely<Tables>): AnswerStore {
  return {
    record: (answer) => db.transaction().execute((transaction) => recordAnswer(transaction, answer)),

    async history(learner, course) {
      const rows = await db
        .selectFrom('answer')
        .select(['quiz', 'concept', 'seed', 'given', 'correct', 'answered_at'])
        .where('learner', '=', learner)
        .where('course', '=', course)
        .orderBy('quiz')
        .orderBy('nth')
        .execute();
      return linePerQuiz(rows);
    },
  };
}

/** Keeps an answer, unless that learner has answered the question as it was asked before, and what it says of them. */
export async function recordAnswer(transaction: Transaction<Tables>, answer: Answer): Promise<'recorded' | 'again'> {
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
  if (numInsertedOrUpdatedRows !== 1n) return 'again';
  await recordStandings(transaction, answer);
  return 'recorded';
}

type AnswerRow = Pick<Tables['answer'], 'quiz' | 'concept' | 'seed' | 'given' | 'correct' | 'answered_at'>;

/** `rows` are in the order recorded, so that the last one seen of a quiz is its last answer. */
function linePerQuiz(rows: readonly AnswerRow[]): readonly QuizHistory[] {
  const lines = new Map<string, QuizHistory>();
  for (const row of rows) lines.set(row.quiz, withAnswer(row, lines.get(row.quiz)));
  return [...lines.values()];
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
