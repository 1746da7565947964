import { readSnippet } from '#core/snippet.ts';

/** The marks of the fence that a line opens and leaves open, by the same rule that finds the program later; or null. */
export function openedFence(line: string): string | null {
  if (readSnippet(line).kind !== 'unclosed') return null;
  return /`{3,}|~{3,}/u.exec(line)?.[0] ?? null;
}

/** Whether a line begins with a fence, open or closed. */
export function beginsWithFence(line: string): boolean {
  return /^\s*(?:`{3}|~{3})/u.test(line);
}

export function closesFence(line: string, marks: string): boolean {
  return line.trimEnd().endsWith(marks);
}
