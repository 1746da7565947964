import { openTestRunner } from '../../support/test-runner.ts';
import { runAttack } from './attack.ts';
import { attackList } from './attack-list.ts';

/** Runs the attacks as whoever it is started as; writes [name, outcome] in JSON, one a line. */
await using runner = await openTestRunner({}, { concurrency: 3 });
await Promise.all(
  attackList.map(async (attack) => {
    const outcome = await runAttack(runner, attack);
    process.stdout.write(`${JSON.stringify([attack.name, outcome])}\n`);
  }),
);
