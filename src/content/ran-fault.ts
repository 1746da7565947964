import type { Seen } from './seen.ts';

/** Null when a program ended by itself; an uncaught error is such an end. */
export function ranFault({ kind }: Seen): string | null {
  return kind === 'finished' ? null : `expected the program to end by itself, it came out ${kind}; mend the program.`;
}

/** Null when a program that ended did so without an error. */
export function exitFault({ exitCode, stderr }: Seen): string | null {
  if (exitCode === 0) return null;
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return `expected the program to end without an error, it ended with exit code ${exitCode} (${last}); mend it.`;
}
