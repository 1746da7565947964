import type { Kysely } from 'kysely';
import { conceptId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { CourseId, LearnerId } from '#core/ids.ts';
import type { AnswerFact, AttemptFact, EvidenceStore, LapseFact, Lapses } from '#core/ports/evidence-store.ts';
import { accountsOf } from './accounts-of.ts';
import { parseGiven } from './answers.ts';
import type { Tables } from './tables.ts';

/** Everything that tells what a learner knows. */
export function evidenceIn(db: Kysely<Tables>): EvidenceStore {
  return {
    // No transaction: one would wait for whoever writes.
    async facts(learner, course) {
      const of: Owned = { accounts: await accountsOf(db, learner), course };
      return [...(await answersOf(db, of)), ...(await attemptsOf(db, of)), ...(await lapsesOf(db, of))];
    },

    recordLapses: async (lapses) => (lapses.concepts.length === 0 ? 0 : await record(db, lapses)),
  };
}

interface Owned {
  readonly accounts: readonly LearnerId[];
  readonly course: CourseId;
}

/** One account after another: its name in thousands of rows would be read as often. */
async function answersOf(db: Kysely<Tables>, { accounts, course }: Owned): Promise<readonly AnswerFact[]> {
  const facts: AnswerFact[] = [];
  const givenIn = givenReader();
  for (const by of accounts) {
    const rows = await db
      .selectFrom('answer')
      .select(['quiz', 'seed', 'concept', 'given', 'correct', 'answered_at'])
      .where('learner', '=', by)
      .where('course', '=', course)
      .execute();
    let last = { quiz: quizId(''), concept: conceptId('') };
    for (const { answered_at: at, quiz, seed, concept, given, correct } of rows) {
      // Rows of a quiz mostly follow each other: one text for all of them is compared and looked up faster.
      if (last.quiz !== quiz || last.concept !== concept) last = { quiz: quizId(quiz), concept: conceptId(concept) };
      facts.push({ kind: 'answer', by, at, ...last, seed, given: givenIn(given), correct: correct === 1 });
    }
  }
  return facts;
}

/** Most answers are like another one: each text is parsed once. */
function givenReader(): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    const given = known.get(text) ?? parseGiven(text);
    known.set(text, given);
    return given;
  };
}

async function attemptsOf(db: Kysely<Tables>, { accounts, course }: Owned): Promise<readonly AttemptFact[]> {
  const rows = await db
    .selectFrom('attempt')
    .select(['learner', 'request', 'exercise', 'code_hash', 'verdict', 'hints', 'graded_at'])
    .where('learner', 'in', accounts)
    .where('course', '=', course)
    .execute();
  return rows.map((row) => ({
    kind: 'attempt',
    by: learnerId(row.learner),
    at: row.graded_at,
    request: requestId(row.request),
    exercise: exerciseId(row.exercise),
    codeHash: row.code_hash,
    verdict: verdictIn(row.verdict),
    hints: row.hints,
  }));
}

/** A newer version may have known more of them; such a one says nothing here. */
const verdictIn = (text: string): AttemptFact['verdict'] => verdicts.find((verdict) => verdict === text) ?? 'stopped';

const verdicts = ['passed', 'failed', 'error', 'stopped'] as const;

async function lapsesOf(db: Kysely<Tables>, { accounts, course }: Owned): Promise<readonly LapseFact[]> {
  const rows = await db
    .selectFrom('lapse')
    .select(['learner', 'request', 'concept', 'lapsed_at'])
    .where('learner', 'in', accounts)
    .where('course', '=', course)
    .execute();
  return rows.map((row) => ({
    kind: 'lapse',
    by: learnerId(row.learner),
    at: row.lapsed_at,
    request: requestId(row.request),
    concept: conceptId(row.concept),
  }));
}

async function record(db: Kysely<Tables>, { learner, course, request, concepts, at }: Lapses): Promise<number> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('lapse')
    .values(Array.from(new Set(concepts), (concept) => ({ learner, course, request, concept, lapsed_at: at })))
    .onConflict((same) => same.columns(['learner', 'course', 'request', 'concept']).doNothing())
    .executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows ?? 0n);
}
