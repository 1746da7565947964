import type { Rights, Spans } from '../ports/class-store.ts';

/** One line of the list. */
export interface Improved {
  /** 1 for the most improved; equals share a place. */
  readonly place: number;
  readonly name: string;
  /** Right answers more than in the week before; at least 1. */
  readonly points: number;
}

/**
 * Who improved most: points are the right answers of the last seven days less those of the seven days before, so that
 * whoever begins to learn can be first, and nobody stays first by what they know already. Only who improved is listed, and
 * ten lines at most: nobody is shown to be last.
 */
export function mostImproved(all: readonly Rights[]): readonly Improved[] {
  const scored = all
    .map(({ name, before, since }) => ({ name, points: since - before }))
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points || (one.name < other.name ? -1 : 1));
  const lines = scored.map((line) => ({
    ...line,
    place: scored.findIndex(({ points }) => points === line.points) + 1,
  }));
  return lines.slice(0, mostLines);
}

const mostLines = 10;

/** The seven days until now, and the seven before. */
export function weeksUntil(now: number): Spans {
  return { before: now - 2 * weekMs, since: now - weekMs, until: now };
}

export const weekMs = 7 * 24 * 3_600_000;
