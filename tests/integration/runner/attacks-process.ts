import { ofOrdinaryUser } from './attacks/headings.ts';
import { runAttacks } from './attacks/run-attack.ts';
import { readPlace } from './attacks/written.ts';

/** Runs the attacks in the place it is told, as whoever it is started as; writes [name, outcome] in JSON, one a line. */
const place = readPlace(process.argv[2] ?? '');
const endings = await runAttacks(place, ofOrdinaryUser(place));
for (const [name, outcome] of endings) {
  const short = 'timeline' in outcome ? { ...outcome, timeline: undefined } : outcome;
  process.stdout.write(`${JSON.stringify([name, short])}\n`);
}
