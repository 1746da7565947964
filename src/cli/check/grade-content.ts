import { runsOn } from '#content/across-pythons.ts';
import type { Grading } from '#content/prove-exercises.ts';
import { gradingsOf, proveExercises } from '#content/prove-exercises.ts';
import type { Problem } from '#content/problem.ts';
import type { PythonBench } from './open-benches.ts';
import type { Trials } from './prove-content.ts';

export interface Graded {
  /** Wrong solutions that failed as they must. */
  readonly killed: number;
  readonly problems: readonly Problem[];
}

/**
 * Grades what stands in the exercises' folders: starters and solutions on every Python that has what they import, wrong
 * solutions on the first of those, since there are many, and all are told apart by the same tests.
 */
export async function gradeOnAll({ folders, benches, width, signal, onProven }: Trials): Promise<Graded> {
  const gradings = gradingsOf(folders);
  const fits = ({ code }: Grading, { python }: PythonBench) => runsOn({ since: null, code }, python);
  const parts = benches.map((bench, place) => ({
    ...bench,
    own: gradings.filter(
      (grading) =>
        fits(grading, bench) &&
        (grading.what !== 'mutant' || !benches.slice(0, place).some((earlier) => fits(grading, earlier))),
    ),
  }));
  const count = parts.reduce((sum, { own }) => sum + own.length, 0);
  const pace = { width, signal, onProven: () => onProven(count) };
  const found = new Map<string, { readonly problem: Problem; readonly pythons: string[] }>();
  for (const { named, runner, grades, own } of parts) {
    const problems = await proveExercises(own, { grader: runner, memory: grades }, pace);
    for (const problem of problems) {
      const key = `${problem.file}\n${problem.message}`;
      found.set(key, { problem, pythons: [...(found.get(key)?.pythons ?? []), named] });
    }
  }
  const failed = [...found.values()];
  const survivors = new Set(failed.map(({ problem }) => problem.file));
  return {
    killed: parts.flatMap(({ own }) => own).filter(({ what, file }) => what === 'mutant' && !survivors.has(file))
      .length,
    problems: failed.map(({ problem, pythons }) =>
      pythons.length === benches.length
        ? problem
        : { ...problem, message: `on Python ${pythons.join(', ')}: ${problem.message}` },
    ),
  };
}
