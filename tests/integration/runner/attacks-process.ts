import { openTestRunner, tiers } from '../../support/test-runner.ts';
import { runAttack } from './attack.ts';
import { attackList } from './attack-list.ts';

/** Runs the attacks in the tier it is told, as whoever it is started as; writes [name, outcome] in JSON, one a line. */
const tier = tiers.find((name) => name === process.argv[2]) ?? 'pool';
await using runner = await openTestRunner({}, { tier, concurrency: 3 });
await Promise.all(
  attackList.map(async (attack) => {
    const outcome = await runAttack(runner, attack);
    process.stdout.write(`${JSON.stringify([attack.name, outcome])}\n`);
  }),
);
