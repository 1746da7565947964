import type { Outcome } from '#core/outcome.ts';

/** Whether that outcome means that a limit of ours ended the program. */
export function isLimit(kind: Outcome['kind']): boolean {
  return kind === 'timed-out' || kind === 'out-of-memory' || kind === 'too-much-output';
}
