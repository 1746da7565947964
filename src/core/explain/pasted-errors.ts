import type { Evidence } from './evidence.ts';
import type { PythonError } from './python-error.ts';
import { readErrors, readUnawaited } from './read-errors.ts';

/** What a pasted text says of an error. */
export interface PastedError {
  /** What ended the program; null where only warnings stand. */
  readonly error: PythonError | null;
  readonly evidence: Evidence;
}

/** Reads a traceback, or Python's warning about a forgotten await, out of a message; null where neither stands in it. */
export function readPastedError(message: string): PastedError | null {
  const text = asPrinted(message);
  const printed = readErrors(text);
  const findings = readUnawaited(text).map((name) => unawaited(name));
  if (printed.length === 0 && findings.length === 0) return null;
  const ended = printed.findLast(({ origin }) => origin === 'program') ?? printed.at(-1);
  const error = ended?.error ?? null;
  const errors = error === null ? [] : [error, ...error.leaves];
  return { error, evidence: { errors, findings, ending: { kind: 'other' }, timeline: null } };
}

/** Without what a chat puts around it: fences, quote marks, and the indentation of its first line. */
function asPrinted(message: string): string {
  const lines = message.replace(/\r\n?/gu, '\n').replaceAll('```', '\n').split('\n');
  const margin = /^([\t >|]*?)(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/u;
  const [, indent = ''] = lines.map((line) => margin.exec(line)).find((match) => match !== null) ?? [];
  return lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line).trimEnd()).join('\n');
}

function unawaited(name: string): Evidence['findings'][number] {
  const message = `${name}() was never awaited`;
  return { kind: 'never_awaited', line: null, task: null, ms: null, message, isOutside: false };
}
