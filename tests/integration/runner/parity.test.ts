import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { runPlainly, seen } from '../../support/plain-python.ts';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';

const programs = join(import.meta.dirname, '../../fixtures/programs');
const endless = ['loops-for-ever.py', 'eats-memory.py', 'floods-stdout.py'];
const names = (await readdir(programs)).filter((name) => name.endsWith('.py') && !endless.includes(name));
const stdin = 'ada\nbob\ncleo';

describe.each(tiers)('in a sandbox of the tier `%s`, a program ends as `python3 main.py` would end', (tier) => {
  let runner: Runner;
  let python: string;

  beforeAll(async () => {
    runner = await openTestRunner({}, { tier });
    const readiness = await runner.readiness();
    if (readiness.kind === 'ready') python = readiness.sandbox.python.path;
  });

  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
  });

  test.each(names)('%s', async (name) => {
    const code = await readFile(join(programs, name), 'utf8');
    const outcome = await runOnce(runner, { code, stdin });
    if (!('stdout' in outcome)) throw new Error(`expected it to run, got ${JSON.stringify(outcome)}`);

    expect(seen(outcome)).toEqual(await runPlainly(python, code, stdin));
  });
});
