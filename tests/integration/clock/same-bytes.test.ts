import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ran } from '#core/outcome.ts';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { openTestRunner, tiers } from '../../support/test-runner.ts';

const shelves = ['same', 'clean', 'findings', 'endings'] as const;
const programs = new Map((await Promise.all(shelves.map(programsOf))).flat());
const codeOf = (name: string) => programs.get(`${name}.py`) ?? `raise SystemExit("there is no ${name}.py")`;

/** Each has a zygote, and so a memory layout, of its own. */
const ZYGOTES = 4;
const RUNS_OF_EACH = 25;

describe('through whichever zygote, a program leaves the same bytes a hundred times', () => {
  let runners: readonly Runner[];

  beforeAll(async () => {
    runners = await Promise.all(Array.from({ length: ZYGOTES }, async () => openTestRunner()));
  });

  afterAll(async () => {
    await Promise.all(runners.map(async (runner) => runner[Symbol.asyncDispose]()));
  });

  test.each([
    'sets-and-chance',
    'sets-of-tasks',
    'random-order',
    'equal-sleeps',
    'queue-workers',
    'many-cancelled',
    'threads-queue',
    'futures-pool',
    'server-with-clients',
    'game-tick',
    'exception-group-nested',
    'never-retrieved',
    'ab-ba',
  ])('%s', async (name) => {
    const code = codeOf(name);
    const runs = await Promise.all(
      runners.flatMap((runner) => Array.from({ length: RUNS_OF_EACH }, async () => ran(runner, { code }))),
    );

    expect(runs).toHaveLength(ZYGOTES * RUNS_OF_EACH);
    expect(runs[0]).toMatchObject({ timeline: { version: 1 }, clock: 'virtual' });
    expect([...new Set(runs.map(bytesOf))]).toEqual([bytesOf(runs[0])]);
  });
});

/** All that a program and its clock say of a run; what is left out is how long the machine took. */
function bytesOf(run: Ran | undefined): string {
  const { wallMs: _wall, cpuMs: _cpu, peakBytes: _peak, ...said } = run ?? { wallMs: 0, cpuMs: 0, peakBytes: 0 };
  return JSON.stringify(said);
}

describe.each(tiers)('in the tier `%s` a program', (tier) => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner({}, { tier });
  });

  afterAll(async () => runner[Symbol.asyncDispose]());

  test('has the hashes of every other, and cannot see why', async () => {
    const code = `
import os, subprocess, sys
print(hash("study"), {"one", "two", "three", "four"})
print(dict(os.environ), sys.flags, subprocess._args_from_interpreter_flags())
print([line for line in open("/proc/self/environ").read().split("\\0") if line])`;
    const [one, other] = await Promise.all([ran(runner, { code }), ran(runner, { code })]);

    expect(one.stdout).toBe(other.stdout);
    expect(one.stdout).toContain("{'LC_CTYPE': 'C.UTF-8'}");
    expect(one.stdout).not.toContain('PYTHONHASHSEED');
    expect(one.stdout).toMatch(/no_site=0.*hash_randomization=1, isolated=0.*safe_path=False.*\) \[\]/u);
  });

  test('starts others with a seed of their own, as anywhere', async () => {
    const code = `
import subprocess, sys
look = [sys.executable, "-c", "import os; print(os.environ.get('PYTHONHASHSEED'), hash('study'))"]
print(len({subprocess.run(look, capture_output=True).stdout for _ in range(4)}) > 1)`;

    expect(await ran(runner, { code })).toMatchObject({ stdout: 'True\n', stderr: '' });
  });
});
