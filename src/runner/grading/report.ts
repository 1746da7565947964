import type { TestResult } from '#core/ports/code-grader.ts';

/** What the judge says at its end; the words are in `python/grading/court.py`. */
export type Report =
  | { readonly kind: 'tests'; readonly tests: readonly TestResult[] }
  | { readonly kind: 'error'; readonly line: number | null; readonly message: string }
  /** The learner's process ended while it loaded the code. */
  | { readonly kind: 'gone' }
  /** The tests themselves do not work. */
  | { readonly kind: 'faulty'; readonly message: string };

/** Throws for anything that the judge does not say. */
export function parseReport(text: string): Report {
  const raw: unknown = JSON.parse(text);
  const fields = fieldsOf(raw);
  const message = String(fields.get('message'));
  const line = fields.get('line');
  switch (fields.get('kind')) {
    case 'tests':
      return { kind: 'tests', tests: listOf(fields.get('tests')).map(parseTest) };
    case 'error':
      return { kind: 'error', line: typeof line === 'number' ? line : null, message };
    case 'gone':
      return { kind: 'gone' };
    case 'faulty':
      return { kind: 'faulty', message };
    default:
      throw new Error(`expected a report of the judge, got ${text.slice(0, 200)}`);
  }
}

function parseTest(raw: unknown): TestResult {
  const fields = fieldsOf(raw);
  return {
    name: String(fields.get('name')),
    passed: fields.get('passed') === true,
    message: String(fields.get('message')),
  };
}

function fieldsOf(raw: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof raw === 'object' && raw !== null ? Object.entries(raw) : []);
}

function listOf(raw: unknown): readonly unknown[] {
  return Array.isArray(raw) ? raw : [];
}
