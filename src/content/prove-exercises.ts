import { z } from 'zod';
import { learnerId } from '#core/ids.ts';
import type { CodeGrader, Grade } from '#core/ports/code-grader.ts';
import type { Problem } from './problem.ts';
import type { Memory } from './prove.ts';
import type { CourseFolder } from './read-course.ts';
import type { ExerciseFolder, Mutant } from './read-exercise.ts';

/** A program that is graded, and how that must come out. */
export interface Grading {
  readonly file: string;
  readonly what: 'starter' | 'solution' | 'mutant';
  readonly code: string;
  readonly tests: string;
  /** Null when it came out so; otherwise what was expected, what came, and what to do. */
  readonly verdict: (grade: Grade) => string | null;
}

/** Of every exercise: its starter must not pass, its solution must, and each mutant must fail, by its own behaviour first. */
export function gradingsOf(courses: readonly CourseFolder[]): readonly Grading[] {
  const exercises = courses.flatMap(({ lessons }) => lessons).flatMap((lesson) => lesson.exercises);
  return exercises.flatMap(gradingsOfOne);
}

/** Of what must fail, only the first behaviour that does not hold is looked at. */
const brief = (tests: string): string => `${tests}\n\nimport grading\ngrading.stop_at_first_failure()\n`;

function gradingsOfOne({ tests, programs, mutants }: ExerciseFolder): readonly Grading[] {
  if (tests === null) return [];
  const graded = programs.flatMap(({ name, ...program }): readonly Grading[] => {
    if (name === 'starter') return [{ ...program, tests: brief(tests), what: name, verdict: starterFault }];
    return name === 'solution' ? [{ ...program, tests, what: name, verdict: solutionFault }] : [];
  });
  return [
    ...graded,
    ...mutants.map((mutant): Grading => ({
      ...mutant,
      tests: brief(tests),
      what: 'mutant',
      verdict: (grade) => mutantFault(grade, mutant),
    })),
  ];
}

function starterFault(grade: Grade): string | null {
  if (grade.kind === 'failed' || grade.kind === 'error') return null;
  return `expected the starter to fail, it came out ${describe(grade)}; leave something to do.`;
}

function solutionFault(grade: Grade): string | null {
  return grade.kind === 'passed'
    ? null
    : `expected the solution to pass, it came out ${describe(grade)}; mend it or tests.py.`;
}

function mutantFault(grade: Grade, { behaviour }: Mutant): string | null {
  if (grade.kind === 'failed' && grade.tests.find(({ passed }) => !passed)?.name === behaviour) return null;
  return `expected this to be caught first by “${behaviour}”, it came out ${describe(grade)}; mend tests.py or the first line.`;
}

function describe(grade: Grade): string {
  switch (grade.kind) {
    case 'passed':
      return 'passed';
    case 'failed': {
      const first = grade.tests.find(({ passed }) => !passed);
      return `failed by “${first?.name ?? ''}” (${first?.message ?? ''})`;
    }
    case 'error':
      return `in error (${grade.line === null ? '' : `line ${grade.line}: `}${grade.message})`;
    case 'stopped':
      return `stopped (${typeof grade.by === 'string' ? grade.by : JSON.stringify(grade.by)})`;
  }
}

/** A grade that comes out the same each time. */
export type Settled = z.infer<typeof settledShape>;

/** As it is kept from one check to the next. */
export const settledShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['passed', 'failed']),
    tests: z.array(z.object({ name: z.string(), passed: z.boolean(), message: z.string() })),
  }),
  z.object({ kind: z.literal('error'), line: z.number().nullable(), message: z.string() }),
]);

export interface GradingBench {
  readonly grader: CodeGrader;
  readonly memory: Memory<Settled>;
}

/**
 * Grades them all, `width` at a time, and tells which came out otherwise; a grade that is known is looked at again instead.
 * `onProven` is called as each ends.
 */
export async function proveExercises(
  gradings: readonly Grading[],
  { grader, memory }: GradingBench,
  { width, onProven, signal }: Progress,
): Promise<readonly Problem[]> {
  const left = gradings.values();
  const lanes = Array.from({ length: width }, async (_, lane) => {
    const problems: Problem[] = [];
    for (const { file, code, tests, verdict } of left) {
      const solution = `${code}\0${tests}`;
      const grade =
        memory.recall(solution) ??
        (await gradeOf({ code, tests, learner: learnerId(`check:${lane}`) }, grader, signal));
      const fault = verdict(grade);
      if (fault === null && grade.kind !== 'stopped') memory.keep(solution, settledShape.parse(grade));
      if (fault !== null) problems.push({ file, line: 1, message: fault });
      onProven();
    }
    return problems;
  });
  return (await Promise.all(lanes)).flat();
}

interface Progress {
  readonly width: number;
  readonly onProven: () => void;
  readonly signal: AbortSignal;
}

async function gradeOf(
  job: Parameters<CodeGrader['grade']>[0],
  grader: CodeGrader,
  signal: AbortSignal,
): Promise<Grade> {
  for await (const event of grader.grade(job, signal)) if (event.kind === 'done') return event.grade;
  throw new Error('a grade ended without a verdict: the grader promises exactly one');
}
