import type { Outcome } from '#core/outcome.ts';
import type { Place } from './place.ts';

// Written by one process of the tests and read by another, which trust each other.

/** A place, as JSON says it. */
export function readPlace(text: string): Place {
  return JSON.parse(text);
}

/** How one program ended, as a line of JSON says it. */
export function readEnding(line: string): readonly [name: string, outcome: Outcome] {
  return JSON.parse(line);
}
