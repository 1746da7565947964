import type { Kysely, Transaction } from 'kysely';
import { exerciseId } from '#core/ids.ts';
import type { Attempt, ExerciseHistory, ExerciseStore, ExerciseTurn } from '#core/ports/store.ts';
import { accountsOf } from './accounts-of.ts';
import { putDay } from './days.ts';
import { hashOf } from './hash-of.ts';
import { inTurn, learnerOf } from './in-turn.ts';
import type { Tables } from './tables.ts';

/** What learners tried of the exercises. */
export function exercisesIn(db: Kysely<Tables>): ExerciseStore {
  return {
    async begin(turn) {
      await take(db, { ...turn, nth: 0 });
    },

    showHint: (turn) =>
      inTurn(db, [], async (transaction) => {
        await take(transaction, turn);
        return await hintsShown(transaction, turn);
      }),

    record: (attempt) => inTurn(db, [learnerOf(attempt.learner)], (transaction) => record(transaction, attempt)),

    async history(learner, course) {
      const accounts = await accountsOf(db, learner);
      const begun = await db
        .selectFrom('exercise_begun')
        .select(['exercise', 'hints', 'last_at'])
        .where('learner', 'in', accounts)
        .where('course', '=', course)
        .orderBy('exercise')
        .execute();
      const attempts = await db
        .selectFrom('attempt')
        .select(['exercise', 'code_hash', 'verdict'])
        .where('learner', 'in', accounts)
        .where('course', '=', course)
        .execute();
      const tried = Map.groupBy(attempts, ({ exercise }) => exercise);
      const lines = Map.groupBy(begun, ({ exercise }) => exercise);
      return [...lines].map(([exercise, rows]) => lineOf(exercise, rows, tried.get(exercise) ?? []));
    },
  };
}

interface Turn extends ExerciseTurn {
  /** Of the hints, the one that is shown; 0 for none. */
  readonly nth: number;
}

/** Begins the exercise, or goes on with it. */
async function take(db: Kysely<Tables>, { learner, course, exercise, nth, at }: Turn): Promise<void> {
  await db
    .insertInto('exercise_begun')
    .values({ learner, course, exercise, hints: nth, last_at: at })
    .onConflict((same) =>
      same.columns(['learner', 'course', 'exercise']).doUpdateSet((eb) => ({
        last_at: at,
        hints: eb.case().when('exercise_begun.hints', '<', nth).then(nth).else(eb.ref('exercise_begun.hints')).end(),
      })),
    )
    .execute();
}

/** By any account of the person. */
async function hintsShown(db: Kysely<Tables>, { learner, course, exercise }: Turn): Promise<number> {
  const { hints } = await db
    .selectFrom('exercise_begun')
    .select(({ fn }) => fn.max('hints').as('hints'))
    .where('learner', 'in', await accountsOf(db, learner))
    .where('course', '=', course)
    .where('exercise', '=', exercise)
    .executeTakeFirstOrThrow();
  return hints;
}

async function record(transaction: Transaction<Tables>, attempt: Attempt): Promise<'recorded' | 'again'> {
  const { learner, request, course, exercise, code, verdict, failing, hints, at } = attempt;
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('attempt')
    .values({ learner, request, course, exercise, code_hash: hashOf(code), verdict, failing, hints, graded_at: at })
    .onConflict((same) => same.columns(['learner', 'request']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return 'again';
  await take(transaction, { ...attempt, nth: 0 });
  await putDay(transaction, attempt);
  return 'recorded';
}

type BegunRow = Pick<Tables['exercise_begun'], 'exercise' | 'hints' | 'last_at'>;
type AttemptRow = Pick<Tables['attempt'], 'exercise' | 'code_hash' | 'verdict'>;

/** The best of all accounts. */
function lineOf(exercise: string, begun: readonly BegunRow[], attempts: readonly AttemptRow[]): ExerciseHistory {
  return {
    exercise: exerciseId(exercise),
    tries: new Set(attempts.map((attempt) => attempt.code_hash)).size,
    passed: attempts.some(({ verdict }) => verdict === 'passed'),
    hints: Math.max(...begun.map(({ hints }) => hints)),
    lastAt: Math.max(...begun.map(({ last_at: at }) => at)),
  };
}
