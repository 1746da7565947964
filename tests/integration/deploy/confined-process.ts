import { argv } from 'node:process';
import { findPython } from '#runner/find-python.ts';
import { createTestRunner, runOnce, tiers } from '../../support/test-runner.ts';
import { headings } from '../runner/attacks/headings.ts';
import { complaints } from '../runner/attacks/place.ts';
import { runAttacks } from '../runner/attacks/run-attack.ts';

/** Every third of those that try to leave the sandbox by what the profile opens; on demand, all programs there are. */
const { privileges = [], 'system calls': systemCalls = [] } = headings;
const some = [...privileges, ...systemCalls].filter((_, place) => place % 3 === 0);
const escapes = argv.includes('all') ? headings : { some };

/** Writes, as JSON, for each way to run programs: what became of it, of a program, of the walls, and, if asked, of escapes. */
const chosen = await findPython({ searchPath: '/usr/bin:/bin' });
if (chosen.kind === 'missing') throw new Error(`expected Python: ${chosen.reason}`);
const { path } = chosen.python;
const found = [];
for (const tier of tiers) {
  await using runner = createTestRunner({}, { tier });
  const outcome = await runOnce(runner, { code: 'print("hello")' });
  const { walls } = await runner.readiness();
  found.push({
    tier: (await runner.tier())?.kind ?? null,
    said: 'stdout' in outcome ? outcome.stdout : null,
    fallen: walls.filter(({ ok }) => !ok).map(({ wall, detail }) => `${wall}: ${detail}`),
    escaped: argv.length > 2 ? await tryEscapes(tier) : [],
  });
}
console.log(JSON.stringify(found));

async function tryEscapes(tier: (typeof tiers)[number]): Promise<readonly string[]> {
  const place = { tier, clock: 'real', python: path } as const;
  const endings = await runAttacks(place, escapes);
  return Object.values(escapes)
    .flat()
    .flatMap((attack) =>
      complaints(attack, place, endings.get(attack.name) ?? { kind: 'cancelled' }).map(
        (what) => `${attack.name}: ${what}`,
      ),
    );
}
