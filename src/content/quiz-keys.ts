import { errorIn, secondsIn } from '#core/quiz/shows.ts';
import type { ProofKey } from './quiz-schemas.ts';
import type { Seen } from './seen.ts';

/** Where a run says what the right option of a question is. */
export type QuizKey = ProofKey | { readonly seconds: true };

/** What a run says there, without the blank space around it, which nobody sees on a button; null where it says nothing. */
export function keyIn(key: QuizKey, seen: Seen): string | null {
  const printed = seen.stdout.trimEnd();
  const lines = printed === '' ? [] : printed.split('\n');
  if ('stdout-line' in key) return lineAt(lines, key['stdout-line'] - 1);
  if ('stdout' in key) return lines.map((line) => line.trim()).join(' · ');
  if ('line-count' in key) return String(lines.length);
  if ('last-stderr-line' in key) return lineAt(seen.stderr.trimEnd().split('\n'), -1);
  if ('error' in key) return errorIn(seen.stderr);
  if ('printed-by' in key) return seen.writers[key['printed-by'] - 1] || null;
  return seen.isExact ? secondsIn(seen.clockMs / 1000) : null;
}

/** A place below 0 counts from the end. */
const lineAt = (lines: readonly string[], place: number): string | null => lines.at(place)?.trim() ?? null;

/** The place of a key, for authors. */
export function placeOfKey(key: QuizKey): string {
  if ('stdout-line' in key) return `line ${key['stdout-line']} of its output`;
  if ('stdout' in key) return 'its output, lines joined by ` · `,';
  if ('line-count' in key) return 'the number of lines that it prints';
  if ('last-stderr-line' in key) return 'the last line of its errors';
  if ('error' in key) return 'the name of the error that it ends with';
  if ('printed-by' in key) return `the task that printed line ${key['printed-by']}`;
  return 'the seconds that it takes (exactly, which work for the processor or real waiting are not)';
}
