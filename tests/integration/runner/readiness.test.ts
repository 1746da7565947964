import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RunnerOptions } from '#runner/create-runner.ts';
import { findPrograms } from '#runner/find-program.ts';
import { createTestRunner, openTestRunner, runOnce } from '../../support/test-runner.ts';

const path = process.env['PATH'] ?? '/usr/bin:/bin';
const hello = { code: 'print("hello")' };

describe('on a machine that has what is needed', () => {
  test('every wall stands', async () => {
    await using runner = await openTestRunner();
    const { walls } = await runner.readiness();

    expect(walls.map(({ wall, ok }) => [wall, ok])).toEqual(
      ['processes', 'network', 'files', 'environment', 'descriptors', 'user', 'system calls', 'scratch', 'limits'].map(
        (wall) => [wall, true],
      ),
    );
  });

  test('nothing is started before it is asked for', async () => {
    const warn = vi.fn<() => void>();
    const info = vi.fn<() => void>();
    await using runner = createTestRunner({}, { log: { info, warn, error: warn } });
    await Promise.resolve();
    expect(info).not.toHaveBeenCalled();

    await Promise.all([runOnce(runner, hello), runOnce(runner, hello)]);
    expect(info).toHaveBeenCalledExactlyOnceWith('runner ready', expect.anything());
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('on a machine that lacks something, no program is run, and what to do is told:', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-'));
  });

  afterEach(async () => {
    vi.useRealTimers();
    await rm(folder, { recursive: true });
  });

  const outcomeWith = async (options: Partial<RunnerOptions>) => {
    await using runner = createTestRunner({}, options);
    return await runOnce(runner, hello);
  };

  /** A bubblewrap that does as this shell script says; `$real` is the true one. */
  const bubblewrap = async (script: string) => {
    const [real] = await findPrograms('bwrap', path);
    await writeFile(join(folder, 'bwrap'), `#!/bin/sh\nreal='${real}'\n${script}\n`);
    await chmod(join(folder, 'bwrap'), 0o755);
    return `${folder}:${path}`;
  };

  test('bubblewrap', async () => {
    expect(await outcomeWith({ searchPath: folder })).toEqual({
      kind: 'unavailable',
      reason: 'bubblewrap, which isolates programs, is not installed.',
      cure: 'apt-get install bubblewrap',
    });
  });

  test('the interpreter that was chosen', async () => {
    expect(await outcomeWith({ python: '/nowhere/python3' })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('/nowhere/python3'),
      cure: expect.stringContaining('PYTHON'),
    });
  });

  test('the right to make namespaces', async () => {
    const searchPath = await bubblewrap('echo "bwrap: No permissions to create new namespace" >&2; exit 1');

    expect(await outcomeWith({ searchPath })).toEqual({
      kind: 'unavailable',
      reason: 'The sandbox did not start: bwrap: No permissions to create new namespace',
      cure: expect.stringContaining('sysctl -w user.max_user_namespaces'),
    });
  });

  test('an environment that is empty', async () => {
    // What follows --clearenv on the true command line.
    const searchPath = await bubblewrap(`for one in "$@"; do shift; set -- "$@" "$one"
      [ "$one" = --clearenv ] && set -- "$@" --setenv SECRET token; done; exec "$real" "$@"`);

    expect(await outcomeWith({ searchPath })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringMatching(/^The wall "environment" does not hold: environment \[.*"SECRET".*\]\.$/u),
    });
  });

  test('files that are out of reach', async () => {
    const searchPath = await bubblewrap(`exec "$real" --ro-bind "${tmpdir()}" /host "$@"`);

    expect(await outcomeWith({ searchPath })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringMatching(/^The wall "files" does not hold: .*"host"/u),
    });
  });

  test('a process number of its own: then process 1 touches nothing', async () => {
    const searchPath = await bubblewrap('while [ "$1" != -- ]; do shift; done; shift; exec "$@"');

    expect(await outcomeWith({ searchPath })).toMatchObject({
      kind: 'unavailable',
      reason: expect.stringContaining('expected to be process 1 of a sandbox, but is process'),
    });
  });

  test('what was mended is found without a restart', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    await using runner = createTestRunner({}, { searchPath: folder });
    expect(await runOnce(runner, hello)).toMatchObject({ kind: 'unavailable' });

    await bubblewrap('exec "$real" "$@"');
    expect(await runOnce(runner, hello)).toMatchObject({ kind: 'unavailable' });
    vi.advanceTimersByTime(11_000);
    expect(await runOnce(runner, hello)).toMatchObject({ kind: 'finished', stdout: 'hello\n' });
  });
});
