import { learnerId } from '#core/ids.ts';
import type { CodeGrader, Grade, GradeJob, TestResult } from '#core/ports/code-grader.ts';
import { gradeJson } from './grade-json.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';

export interface GradeOptions {
  /** The text of the exercise's `tests.py`. */
  readonly tests: string;
  readonly format: 'text' | 'json';
}

/** What a grade is given and told with. */
export interface Desk {
  readonly grader: CodeGrader;
  readonly terminal: Terminal;
}

/** `grade EXERCISE [FILE]`: exit code 0 when the solution passed. */
export async function gradeFile(
  file: string | undefined,
  { tests, format }: GradeOptions,
  { grader, terminal }: Desk,
): Promise<number> {
  const code = await readInput(file, terminal);
  const grade = await gradeOf({ code, tests, learner: learnerId('command-line') }, grader, terminal.stopping);
  if (format === 'json') say(terminal, JSON.stringify(gradeJson(file ?? '-', grade)));
  else for (const line of describeGrade(grade)) say(terminal, line);
  return grade.kind === 'passed' ? 0 : 1;
}

/** How it was graded. */
export async function gradeOf(job: GradeJob, grader: CodeGrader, signal: AbortSignal): Promise<Grade> {
  for await (const event of grader.grade(job, signal)) if (event.kind === 'done') return event.grade;
  throw new Error('a grade ended without a verdict: the grader promises exactly one');
}

function describeGrade(grade: Grade): readonly string[] {
  switch (grade.kind) {
    case 'passed':
      return [`Passed: all ${grade.tests.length} behaviours hold.`];
    case 'failed':
      return describeFailed(grade.tests);
    case 'error':
      return [grade.line === null ? grade.message : `Line ${grade.line}: ${grade.message}`];
    case 'stopped':
      return [describeStopped(grade.by)];
  }
}

/** The first that fails is the one to look at; of the others there is only the name. */
function describeFailed(tests: readonly TestResult[]): readonly string[] {
  const [first, ...others] = tests.filter(({ passed }) => !passed);
  const held = tests.length - others.length - 1;
  return [
    `✗ ${first?.name ?? ''}`,
    `  ${first?.message ?? ''}`,
    ...others.map(({ name }) => `✗ ${name}`),
    `${held} of ${tests.length} behaviours hold.`,
  ];
}

function describeStopped(by: Extract<Grade, { readonly kind: 'stopped' }>['by']): string {
  if (typeof by === 'string') return `It was stopped while the file was loaded: ${by}.`;
  switch (by.kind) {
    case 'busy':
      return `Too many programs are waiting; try again in ${Math.ceil(by.retryAfterMs / 1000)} s.`;
    case 'cancelled':
      return 'Stopped on request.';
    case 'unavailable':
      return `${by.reason} ${by.cure}`;
  }
}
