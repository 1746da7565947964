import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { exerciseId } from '#core/ids.ts';
import type { Attempt, ExerciseHistory, ExerciseStore, ExerciseTurn } from '#core/ports/store.ts';
import type { Tables } from './tables.ts';

/** What learners tried of the exercises. */
export function exercisesIn(db: Kysely<Tables>): ExerciseStore {
  return {
    async begin(turn) {
      await take(db, { ...turn, nth: 0 });
    },

    showHint: async (turn) => await take(db, turn),

    record: (attempt) => db.transaction().execute((transaction) => record(transaction, attempt)),

    async history(learner, course) {
      const begun = await db
        .selectFrom('exercise_begun')
        .select(['exercise', 'hints', 'last_at'])
        .where('learner', '=', learner)
        .where('course', '=', course)
        .orderBy('exercise')
        .execute();
      const attempts = await db
        .selectFrom('attempt')
        .select(['exercise', 'code_hash', 'verdict'])
        .where('learner', '=', learner)
        .where('course', '=', course)
        .execute();
      return begun.map((row) => lineOf(row, attempts));
    },
  };
}

interface Turn extends ExerciseTurn {
  /** Of the hints, the one that is shown; 0 for none. */
  readonly nth: number;
}

/** Begins the exercise, or goes on with it; tells how many hints are shown by now. */
async function take(db: Kysely<Tables>, { learner, course, exercise, nth, at }: Turn): Promise<number> {
  const { hints } = await db
    .insertInto('exercise_begun')
    .values({ learner, course, exercise, hints: nth, last_at: at })
    .onConflict((same) =>
      same.columns(['learner', 'course', 'exercise']).doUpdateSet((eb) => ({
        last_at: at,
        hints: eb.case().when('exercise_begun.hints', '<', nth).then(nth).else(eb.ref('exercise_begun.hints')).end(),
      })),
    )
    .returning('hints')
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
  return 'recorded';
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

type BegunRow = Pick<Tables['exercise_begun'], 'exercise' | 'hints' | 'last_at'>;
type AttemptRow = Pick<Tables['attempt'], 'exercise' | 'code_hash' | 'verdict'>;

function lineOf({ exercise, hints, last_at: lastAt }: BegunRow, attempts: readonly AttemptRow[]): ExerciseHistory {
  const mine = attempts.filter((attempt) => attempt.exercise === exercise);
  return {
    exercise: exerciseId(exercise),
    tries: new Set(mine.map((attempt) => attempt.code_hash)).size,
    passed: mine.some(({ verdict }) => verdict === 'passed'),
    hints,
    lastAt,
  };
}
