import { gradingsOf, proveExercises } from '#content/prove-exercises.ts';
import type { Problem } from '#content/problem.ts';
import type { Trials } from './prove-content.ts';

export interface Graded {
  /** Wrong solutions that failed as they must on every Python. */
  readonly killed: number;
  readonly problems: readonly Problem[];
}

/** Grades what stands in the exercises' folders on every Python: starters, solutions and wrong solutions. */
export async function gradeOnAll({ folders, benches, width, signal, onProven }: Trials): Promise<Graded> {
  const gradings = gradingsOf(folders);
  const count = gradings.length * benches.length;
  const found = new Map<string, { readonly problem: Problem; readonly pythons: string[] }>();
  for (const { named, runner: grader, grades: memory } of benches) {
    const problems = await proveExercises(
      gradings,
      { grader, memory },
      { width, signal, onProven: () => onProven(count) },
    );
    for (const problem of problems) {
      const key = `${problem.file}\n${problem.message}`;
      found.set(key, { problem, pythons: [...(found.get(key)?.pythons ?? []), named] });
    }
  }
  const failed = [...found.values()];
  const survivors = new Set(failed.map(({ problem }) => problem.file));
  return {
    killed: gradings.filter(({ what, file }) => what === 'mutant' && !survivors.has(file)).length,
    problems: failed.map(({ problem, pythons }) =>
      pythons.length === benches.length
        ? problem
        : { ...problem, message: `on Python ${pythons.join(', ')}: ${problem.message}` },
    ),
  };
}
