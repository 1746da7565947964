import type { Outcome } from '#core/outcome.ts';
import type { Runner } from '#runner/create-runner.ts';
import { openTestRunner, runOnce } from '../../../support/test-runner.ts';
import type { Attack } from './attack.ts';
import type { headings } from './headings.ts';
import type { Place } from './place.ts';

/** Where nothing but the time-out is awaited, a program gives its own; the others are not to meet one on a busy machine. */
const mostMs = 30_000;

/** How each program ended, by its name. */
export type Endings = ReadonlyMap<string, Outcome>;

/** Runs them all there, several at a time; rejects where programs cannot be isolated so. */
export async function runAttacks(place: Place, attacks: typeof headings): Promise<Endings> {
  const { tier, python } = place;
  await using runner = await openTestRunner({ wallMs: mostMs }, { tier, python, concurrency: 4, queueSize: 1000 });
  const all = Object.values(attacks).flat();
  const outcomes = await Promise.all(all.map(async (attack) => runAttack(runner, attack, place)));
  return new Map(all.map(({ name }, index) => [name, outcomes[index] ?? { kind: 'cancelled' }]));
}

async function runAttack(runner: Runner, attack: Attack, { clock }: Place): Promise<Outcome> {
  const { code, stdin = '', wallMs, after = [] } = attack;
  const limits = wallMs === undefined ? {} : { limits: { wallMs } };
  for (const before of after) await runOnce(runner, { code: before, clock, ...limits });
  return runOnce(runner, { code, stdin, clock, ...limits });
}
