import type { Asked, Ending } from './ledger.ts';
import { endingOf } from './ledger.ts';

/** How many of what was asked came to which end. */
export function countEndings(ledger: readonly Asked[]): Readonly<Record<Ending, number>> {
  const counts = { answered: 0, refused: 0, 'refused by the platform': 0, waiting: 0 };
  for (const asked of ledger) counts[endingOf(asked)] += 1;
  return counts;
}

/** A line for people. */
export function report(ledger: readonly Asked[]): string {
  return (['run', 'question', 'answer'] as const)
    .map((kind) => {
      const counts = Object.entries(countEndings(ledger.filter((asked) => asked.kind === kind)));
      return `${kind}s: ${counts.map(([ending, count]) => `${count} ${ending}`).join(', ')}`;
    })
    .join('; ');
}
