import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import type { ExerciseHistory } from '../ports/store.ts';

/** How a learner stands with an exercise. */
export type Standing =
  | { readonly kind: 'new' }
  | { readonly kind: 'begun' }
  | { readonly kind: 'tried'; readonly tries: number }
  | { readonly kind: 'passed' };

export function standingOf(exercise: Exercise, history: readonly ExerciseHistory[]): Standing {
  const line = lineOf(exercise, history);
  if (line === undefined) return { kind: 'new' };
  if (line.passed) return { kind: 'passed' };
  return line.tries > 0 ? { kind: 'tried', tries: line.tries } : { kind: 'begun' };
}

/** How many hints a learner has seen; at most as many as there are now. */
export function hintsSeen(exercise: Exercise, history: readonly ExerciseHistory[]): number {
  return Math.min(lineOf(exercise, history)?.hints ?? 0, exercise.hints.en.length);
}

/** How many exercises are passed, of those that are still in the course. */
export function countPassed(course: Course, history: readonly ExerciseHistory[]): number {
  return course.exercises.filter((one) => standingOf(one, history).kind === 'passed').length;
}

/** What is not passed yet: the first behind `after`, else the first of all; undefined when all are passed. */
export function nextExercise(
  course: Course,
  history: readonly ExerciseHistory[],
  after: Exercise | null,
): Exercise | undefined {
  const place = after === null ? 0 : course.exercises.indexOf(after) + 1;
  const inTurn = [...course.exercises.slice(place), ...course.exercises.slice(0, place)];
  return inTurn.find((one) => standingOf(one, history).kind !== 'passed');
}

/** The one that the learner was at last; undefined when they have begun none that is still there. */
export function lastExercise(course: Course, history: readonly ExerciseHistory[]): Exercise | undefined {
  const lastFirst = history.toSorted((one, other) => other.lastAt - one.lastAt);
  return lastFirst.flatMap((line) => course.exercises.filter(({ id }) => id === line.exercise))[0];
}

const lineOf = ({ id }: Exercise, history: readonly ExerciseHistory[]) => history.find((line) => line.exercise === id);
