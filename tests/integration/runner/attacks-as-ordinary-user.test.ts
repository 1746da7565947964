import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect } from 'vitest';
import { findPythons } from '../../support/pythons.ts';
import { ofOrdinaryUser } from './attacks/headings.ts';
import { waysToRun, type Place } from './attacks/place.ts';
import type { Endings } from './attacks/run-attack.ts';
import { testAttacks } from './attacks/test-attacks.ts';
import { readEnding } from './attacks/written.ts';
import { mayOrdinaryUserRun, startAsOrdinaryUser, whyNotOrdinaryUser } from './ordinary-user.ts';

const file = join(import.meta.dirname, 'attacks-process.ts');
const pythons = await findPythons();
// One of those that an ordinary user may run runs them all: what this user may do, and root not, is the same for each.
const first = pythons.find(({ path }) => mayOrdinaryUserRun(path));

const places = pythons.flatMap((python) =>
  waysToRun.map((way) => ({ ...way, python, obstacle: obstacleTo(python.path) })),
);

for (const { tier, clock, python, obstacle } of places) {
  const place = { tier, clock, python: python.path };
  const title = `Python ${python.version.join('.')}, tier ${tier}, clock ${clock}, as an ordinary user${obstacle ?? ''}`;
  describe.skipIf(obstacle !== null)(title, () =>
    testAttacks(place, ofOrdinaryUser(place), () => runAsOrdinaryUser(place)),
  );
}

/** Why there is nothing to be tested with it, to follow the title; null when there is. */
function obstacleTo(python: string): string | null {
  const why = whyNotOrdinaryUser();
  if (why !== null) return ` (${why})`;
  if (!mayOrdinaryUserRun(python)) return ' (only root may read it)';
  return python === first?.path ? null : ` (tested with ${first?.path})`;
}

async function runAsOrdinaryUser(place: Place): Promise<Endings> {
  const child = startAsOrdinaryUser(file, JSON.stringify(place));
  const [said, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(exitCode).toBe(0);
  return new Map(said.trim().split('\n').map(readEnding));
}
