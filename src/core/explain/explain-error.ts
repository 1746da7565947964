import { explain } from './explain.ts';
import { readErrors } from './read-errors.ts';
import type { Explanation } from './recogniser.ts';

/** An error of which only its last line is known, as Python prints it, and where in the code it came up. */
interface ToldError {
  readonly line: number | null;
  readonly message: string;
  readonly code: string;
}

/** What a learner should know of an error while their code was loaded; none where nothing is certain. */
export function explainError({ line, message, code }: ToldError): readonly Explanation[] {
  if (line === null) return [];
  const source = code.split('\n')[line - 1]?.trim() ?? '';
  const place = [`  File "main.py", line ${line}, in <module>`, ...(source === '' ? [] : [`    ${source}`])];
  const printed = ['Traceback (most recent call last):', ...place, message, ''].join('\n');
  const errors = readErrors(printed).map(({ error }) => error);
  return explain({ errors, findings: [], ending: { kind: 'other' }, timeline: null });
}
