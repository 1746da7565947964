import { beforeAll, describe, expect, test } from 'vitest';
import type { headings } from './headings.ts';
import { complaints, type Place } from './place.ts';
import type { Endings } from './run-attack.ts';

/** How long all programs together may take; far more than they do. */
const ALL_MS = 300_000;

/** Declares one test for each program. They are run before the first, and together. */
export function testAttacks(place: Place, attacks: typeof headings, run: () => Promise<Endings>): void {
  let endings: Endings = new Map();
  beforeAll(async () => {
    endings = await run();
  }, ALL_MS);

  describe.each(Object.entries(attacks))('%s: a program that', (_, programs) => {
    test.each(programs)('$name', (attack) => {
      expect(complaints(attack, place, endings.get(attack.name) ?? { kind: 'cancelled' })).toEqual([]);
    });
  });
}
