import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '#core/outcome.ts';
import type { Runner } from '#runner/create-runner.ts';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';
import { runAttack } from './attack.ts';
import { attackList } from './attack-list.ts';
import { expectHarmless } from './expect-harmless.ts';

describe.each(tiers)('in a sandbox of the tier `%s`, a program that', (tier) => {
  let runner: Runner;
  const outcomes = new Map<string, Outcome>();

  beforeAll(async () => {
    runner = await openTestRunner({}, { tier, concurrency: 3 });
    await Promise.all(attackList.map(async (attack) => outcomes.set(attack.name, await runAttack(runner, attack))));
  });

  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
  });

  test.each(attackList)('$name', (attack) => {
    expectHarmless(tier, attack, outcomes.get(attack.name));
  });

  test('follows one that did all this finds everything as it was', async () => {
    expect(await runOnce(runner, { code: 'import os\nprint(os.listdir("."))' })).toMatchObject({
      stdout: "['main.py']\n",
    });
  });
});
