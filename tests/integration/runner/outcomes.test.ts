import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome, Ran } from '#core/outcome.ts';
import type { Runner } from '#runner/create-runner.ts';
import { defaultLimits } from '#runner/limits.ts';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';

const programs = join(import.meta.dirname, '../../fixtures/programs');

const programText = async (name: string) => readFile(join(programs, `${name}.py`), 'utf8');

function ran(outcome: Outcome): Ran {
  if (!('stdout' in outcome)) throw new Error(`expected it to run, got ${JSON.stringify(outcome)}`);
  return outcome;
}

describe.each(tiers)('in a sandbox of the tier `%s`, a program', (tier) => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner({ wallMs: 3000 }, { tier });
  });

  afterAll(async () => {
    await runner[Symbol.asyncDispose]();
  });

  const run = async (
    name: string,
    more: { readonly stdin?: string; readonly limits?: { readonly wallMs: number } } = {},
  ) => ran(await runOnce(runner, { code: await programText(name), clock: 'real', ...more }));

  test('that ends is finished', async () => {
    expect(await run('prints-hello')).toMatchObject({
      kind: 'finished',
      exitCode: 0,
      signal: null,
      stdout: 'hello\n',
      stderr: '',
      truncated: false,
      clock: 'real',
      findings: [],
    });
  });

  test('that exits with a number is finished with that number', async () => {
    expect(await run('exits-with-three')).toMatchObject({ kind: 'finished', exitCode: 3, stdout: 'leaving\n' });
  });

  test('that loops for ever has timed out, and what it printed is there', async () => {
    const outcome = await run('loops-for-ever', { limits: { wallMs: 500 } });

    expect(outcome).toMatchObject({ kind: 'timed-out', limitMs: 500, exitCode: null, stdout: 'before\n' });
    expect(outcome.cpuMs).toBeGreaterThan(20);
    expect(outcome.clockMs).toBeGreaterThanOrEqual(490);
  });

  test('that eats memory is out of memory, and what it printed is there', async () => {
    expect(await run('eats-memory')).toMatchObject({
      kind: 'out-of-memory',
      limitBytes: defaultLimits.memoryBytes,
      exitCode: 1,
      stdout: 'before\n',
      stderr: expect.stringMatching(/MemoryError\n$/u),
    });
  });

  test('that floods stdout has printed too much, and the head is there', async () => {
    const outcome = await run('floods-stdout');

    expect(outcome).toMatchObject({ kind: 'too-much-output', limitBytes: defaultLimits.outputBytes, truncated: true });
    expect(outcome.stdout).toHaveLength(defaultLimits.outputBytes);
    expect(outcome.stdout.startsWith('again and again\nagain and again\n')).toBe(true);
  });

  test('that breaks the interpreter has crashed, and what it printed is there', async () => {
    expect(await run('crashes')).toMatchObject({
      kind: 'crashed',
      signal: 'SIGSEGV',
      exitCode: null,
      stdout: 'before\n',
    });
  });

  test('that is longer than may be is not run, and why is told', async () => {
    expect(await runOnce(runner, { code: `#${'x'.repeat(defaultLimits.codeBytes)}` })).toEqual({
      kind: 'unavailable',
      reason: 'The program has 1048577 bytes.',
      cure: 'Send no more than 1048576 bytes.',
    });
  });

  test('as long as may be is run', async () => {
    const code = `print("ran")\n#${'x'.repeat(defaultLimits.codeBytes - 14)}`;

    expect(await runOnce(runner, { code })).toMatchObject({ kind: 'finished', stdout: 'ran\n' });
  });

  test('is given as much standard input as may be', async () => {
    const stdin = 'x'.repeat(defaultLimits.stdinBytes);

    expect(await runOnce(runner, { code: 'import sys\nprint(len(sys.stdin.read()))', stdin })).toMatchObject({
      stdout: `${stdin.length}\n`,
    });
  });

  test('need not read what it is given', async () => {
    const stdin = 'x'.repeat(defaultLimits.stdinBytes);

    expect(await runOnce(runner, { code: 'print("done")', stdin })).toMatchObject({
      kind: 'finished',
      stdout: 'done\n',
    });
  });
});

describe.each(tiers)('in a sandbox of the tier `%s`, memory', (tier) => {
  test('that is used up by frames alone ends a program as any other', async () => {
    await using runner = await openTestRunner({ memoryBytes: 100 * 1024 * 1024, wallMs: 30_000 }, { tier });
    const code = 'import sys\nsys.setrecursionlimit(10**9)\ndef again():\n    again()\nagain()\n';

    expect(await runOnce(runner, { code })).toMatchObject({ kind: 'out-of-memory', exitCode: 1 });
  });
});

describe.each(tiers)('in a sandbox of the tier `%s`, CPU time', (tier) => {
  test.each([
    ['SIGXCPU', 'while True:\n    pass\n'],
    ['SIGKILL', 'import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True:\n    pass\n'],
  ])('that is used up ends a program by %s', async (signal, code) => {
    await using runner = await openTestRunner({ cpuS: 1, wallMs: 30_000 }, { tier });

    expect(await runOnce(runner, { code })).toMatchObject({ kind: 'timed-out', limitMs: 1000, signal });
  });
});

describe.each(tiers)('in a sandbox of the tier `%s`, a program is run', (tier) => {
  test('as nobody, with no rights, and locked in', async () => {
    await using runner = await openTestRunner({}, { tier });
    const code = `
for line in open("/proc/self/status"):
    if line.split(":")[0] in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Groups"):
        print(*line.split())
uid = [line.split()[1:] for line in open("/proc/self/status") if line.startswith("Uid")][0]
print(len(set(uid)), uid[0] != "0")
print(*open("/proc/self/uid_map").read().split())
`;
    const outcome = ran(await runOnce(runner, { code }));

    expect(outcome.stdout).toMatch(
      new RegExp(
        [
          String.raw`^Groups:( 65534)*`,
          ...['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'].map((name) => `${name}: 0{16}`),
          'NoNewPrivs: 1',
          'Seccomp: 2',
          '1 True',
          String.raw`(0 0 4294967295|1000 [1-9]\d* 1)$`,
        ].join('\n'),
        'mu',
      ),
    );
  });
});
