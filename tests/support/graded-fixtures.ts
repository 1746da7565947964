import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnerId } from '#core/ids.ts';
import type { CodeGrader, Grade, GradeJob } from '#core/ports/code-grader.ts';
import { project } from './program.ts';

/** A solution that somebody might hand in. */
export interface Fixture {
  readonly name: string;
  readonly code: string;
  /** The behaviour that must catch it first; null for a right one, or where it does not matter. */
  readonly behaviour: string | null;
}

/** `tests/fixtures/grades/<exercise>/<kind>`. */
export function fixturesOf(exercise: string, kind: 'right' | 'wrong' | 'forged'): readonly Fixture[] {
  const folder = join(project, 'tests/fixtures/grades', exercise, kind);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.py'))
    .map((name) => {
      const code = readFileSync(join(folder, name), 'utf8');
      return { name, code, behaviour: /^# caught by: (.+)/u.exec(code)?.[1] ?? null };
    });
}

/** Every twelfth of them; all of them with `GRADES=all`, as after a change of the grader. */
export function someOf(fixtures: readonly Fixture[]): readonly Fixture[] {
  return process.env['GRADES'] === 'all' ? fixtures : fixtures.filter((_, place) => place % 12 === 0);
}

/** The text of an exercise's `tests.py`. */
export function testsOf(exercise: string): string {
  return readFileSync(join(project, 'content/async/08-async-await/exercises', exercise, 'tests.py'), 'utf8');
}

/** How it comes out; each is somebody else's. */
export async function gradeOf(grader: CodeGrader, job: Pick<GradeJob, 'code' | 'tests'>): Promise<Grade> {
  const learner = learnerId(`learner ${(learners += 1)}`);
  for await (const event of grader.grade({ ...job, learner }, new AbortController().signal))
    if (event.kind === 'done') return event.grade;
  throw new Error('a grade ended without a verdict');
}

let learners = 0;

/** `passed`, `error`, `stopped`, or the name of the first behaviour that failed. */
export function verdictOf(grade: Grade): string {
  return grade.kind === 'failed' ? (grade.tests.find(({ passed }) => !passed)?.name ?? '') : grade.kind;
}
