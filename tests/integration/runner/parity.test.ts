import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';

const programs = join(import.meta.dirname, '../../fixtures/programs');
const endless = ['loops-for-ever.py', 'eats-memory.py', 'floods-stdout.py'];
const names = (await readdir(programs)).filter((name) => name.endsWith('.py') && !endless.includes(name));
const stdin = 'ada\nbob\ncleo';

describe.each(tiers)('in a sandbox of the tier `%s`, a program ends as `python3 main.py` would end', (tier) => {
  let runner: Runner;
  let python: string;
  let folder: string;

  beforeAll(async () => {
    runner = await openTestRunner({}, { tier });
    const readiness = await runner.readiness();
    if (readiness.kind === 'ready') python = readiness.sandbox.python.path;
    folder = await mkdtemp(join(tmpdir(), 'parity-'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
    await runner[Symbol.asyncDispose]();
  });

  test.each(names)('%s', async (name) => {
    const code = await readFile(join(programs, name), 'utf8');
    const outcome = await runOnce(runner, { code, stdin });
    if (!('stdout' in outcome)) throw new Error(`expected it to run, got ${JSON.stringify(outcome)}`);
    const { stdout, stderr, exitCode, signal } = outcome;

    expect(withoutAddresses({ stdout, stderr, exitCode, signal })).toEqual(await runPlainly(code));
  });

  async function runPlainly(code: string) {
    const file = join(folder, 'main.py');
    await writeFile(file, code);
    // Unbuffered and strict about text, as ours is; otherwise as a learner would type it.
    const env = { LC_CTYPE: 'C.UTF-8', PYTHONUNBUFFERED: '1', PYTHONIOENCODING: 'utf-8:strict' };
    const child = spawn(python, ['main.py'], { cwd: folder, env });
    // A program that reads nothing may be gone before it was given anything.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const named = (said: string) => said.replaceAll(file, 'main.py');
    const { exitCode, signalCode: signal } = child;
    return withoutAddresses({ stdout: named(stdout), stderr: named(stderr), exitCode, signal });
  }
});

interface End {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
}

function withoutAddresses(end: End): End {
  const plain = (said: string) => said.replaceAll(/0x[0-9a-f]+/gu, '0x…');
  return { ...end, stdout: plain(end.stdout), stderr: plain(end.stderr) };
}
