import { getuid } from 'node:process';
import { describe } from 'vitest';
import { findPythons } from '../../support/pythons.ts';
import { headings, someOfEach } from './attacks/headings.ts';
import { waysToRun } from './attacks/place.ts';
import { runAttacks } from './attacks/run-attack.ts';
import { testAttacks } from './attacks/test-attacks.ts';

// The interpreter that the runner would choose runs all programs in every way. Of the others one runs all in the pool on its own
// clock, which replaces much of the interpreter's library (with ATTACKS=all each does); a fifth are run where the sandbox is the
// same for every version.
const [first, ...others] = await findPythons();

const places = [
  ...waysToRun.map((way) => ({ ...way, python: first, attacks: headings })),
  ...others.flatMap((python, nth) =>
    waysToRun.map((way) => ({ ...way, python, attacks: way.clock === 'auto' && isWhole(nth) ? headings : someOfEach })),
  ),
];

function isWhole(nth: number): boolean {
  return nth === 0 || process.env['ATTACKS'] === 'all';
}

const user = getuid?.() === 0 ? 'root' : 'an ordinary user';

for (const { tier, clock, python, attacks } of places) {
  const place = { tier, clock, python: python.path };
  const title = `Python ${python.version.join('.')}, tier ${tier}, clock ${clock}, as ${user}`;
  describe(title, () => testAttacks(place, attacks, () => runAttacks(place, attacks)));
}
