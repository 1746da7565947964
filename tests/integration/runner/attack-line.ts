import type { Outcome } from '#core/outcome.ts';

/** What is said of one attack on a line between two processes of the tests, which trust each other. */
export function readAttackLine(line: string): readonly [name: string, outcome: Outcome] {
  return JSON.parse(line);
}
