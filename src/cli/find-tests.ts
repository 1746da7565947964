import type { Loaded } from '#content/load-library.ts';
import { UsageProblem } from './usage-problem.ts';

/** The tests of each exercise, by its name. */
export type TestsByExercise = ReadonlyMap<string, string>;

/** Of every exercise in the content. */
export function testsByExercise({ folders }: Extract<Loaded, { readonly kind: 'loaded' }>): TestsByExercise {
  const exercises = folders.flatMap(({ lessons }) => lessons).flatMap((lesson) => lesson.exercises);
  return new Map(exercises.flatMap(({ id, tests }) => (tests === null ? [] : [[id, tests] as const])));
}

/** Of the exercise of that name; the problem lists the names that there are. */
export function findTests(all: TestsByExercise, name: string): string {
  const tests = all.get(name);
  if (tests !== undefined) return tests;
  throw new UsageProblem(`expected an exercise, one of ${[...all.keys()].join(', ')}; there is no ${name}.`);
}
