import type { NotRun } from '#core/outcome.ts';
import type { Grade, TestResult } from '#core/ports/code-grader.ts';

/** A grade as `grade --json` prints it: every field is always there, also for code that was never tried. */
export function gradeJson(id: string, grade: Grade): Readonly<Record<string, unknown>> {
  const all = { id, outcome: outcomeOf(grade), passed: grade.kind === 'passed', tests: testsOf(grade) };
  switch (grade.kind) {
    case 'passed':
    case 'failed':
      return all;
    case 'error':
      return { ...all, line: grade.line, message: grade.message };
    case 'stopped':
      return typeof grade.by === 'string' ? all : { ...all, ...reasonOf(grade.by) };
  }
}

function outcomeOf(grade: Grade): string {
  if (grade.kind !== 'stopped') return grade.kind;
  return typeof grade.by === 'string' ? grade.by : grade.by.kind;
}

function testsOf(grade: Grade): readonly TestResult[] {
  return grade.kind === 'passed' || grade.kind === 'failed' ? grade.tests : [];
}

/** Of what was never tried: why, and what to do. */
function reasonOf(reason: NotRun): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(reason).filter(([field]) => field !== 'kind'));
}
