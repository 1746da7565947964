import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createTestRunner, openTestRunner, runOnce } from '../../support/test-runner.ts';
import { startAsOrdinaryUser, whyNotOrdinaryUser } from './ordinary-user.ts';
import { descendantsOf, isAlive, processesNamed, type ProcessId } from './process-tree.ts';

const file = join(import.meta.dirname, 'stopping-process.ts');
const obstacle = whyNotOrdinaryUser();
const sleeps = 'import time\nprint("before")\ntime.sleep(3600)\n';

/** bubblewrap, process 1, the program and its child, twice. */
const processesOfTwo = 8;

const patiently = { interval: 20, timeout: 20_000 };

async function allGone(processes: readonly ProcessId[]): Promise<void> {
  await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), { interval: 20, timeout: 5000 });
}

describe('when the bot is killed, all its programs end', () => {
  const watch = async (bot: { readonly pid?: number | undefined; kill(signal: NodeJS.Signals): boolean }) => {
    const pid = bot.pid ?? 0;
    await vi.waitFor(() => expect(descendantsOf(pid)).toHaveLength(processesOfTwo), patiently);
    const processes = descendantsOf(pid);
    bot.kill('SIGKILL');
    await allGone(processes);
  };

  test('whoever runs the tests', async () => {
    await watch(spawn(process.execPath, [file], { stdio: ['ignore', 'ignore', 'inherit'] }));
  });

  test.skipIf(obstacle !== null)(`an ordinary user ${obstacle ?? ''}`, async () => {
    await watch(startAsOrdinaryUser(file));
  });
});

/** A program of two processes that sleep and are called `name`. */
const called = (name: string) => `import os, time
open("/proc/self/comm", "w").write("${name}")
if os.fork() == 0:
    os.setsid()
time.sleep(3600)
`;

describe('a running program', () => {
  test('ends when its run is stopped, and nothing of it is left', async () => {
    await using runner = await openTestRunner();
    const stop = new AbortController();
    const outcome = runOnce(runner, { code: called('stop-when-asked') }, stop.signal);
    await vi.waitFor(() => expect(processesNamed('stop-when-asked')).toHaveLength(2), patiently);
    const processes = processesNamed('stop-when-asked');
    stop.abort();

    expect(await outcome).toEqual({ kind: 'cancelled' });
    await allGone(processes);
  });

  test('whose time is up ends, and nothing of it is left', async () => {
    await using runner = await openTestRunner();
    const outcome = await runOnce(runner, { code: called('stop-in-time'), limits: { wallMs: 500 } });

    expect(outcome).toMatchObject({ kind: 'timed-out' });
    expect(processesNamed('stop-in-time').filter(isAlive)).toEqual([]);
  });

  test('that ends leaves nothing behind', async () => {
    await using runner = await openTestRunner();
    const code = called('stop-by-itself')
      .replace('    os.setsid()', '    time.sleep(3600)')
      .replace(/time.sleep.*\n$/u, '');

    expect(await runOnce(runner, { code })).toMatchObject({ kind: 'finished' });
    expect(processesNamed('stop-by-itself').filter(isAlive)).toEqual([]);
  });
});

describe('a runner that is disposed', () => {
  test('ends what runs, answers what waits, and runs nothing more', async () => {
    const runner = await openTestRunner({}, { concurrency: 1 });
    const outcomes = [1, 2, 3].map(async () => runOnce(runner, { code: sleeps }));
    const beganAt = performance.now();
    await runner[Symbol.asyncDispose]();

    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'cancelled' })));
    expect(performance.now() - beganAt).toBeLessThan(5000);
    expect(await runOnce(runner, { code: sleeps })).toEqual({ kind: 'cancelled' });
  });

  test('before it was ever asked has nothing to do', async () => {
    await createTestRunner()[Symbol.asyncDispose]();
  });

  test('while it tries its walls ends that, too', async () => {
    const runner = createTestRunner();
    const outcome = runOnce(runner, { code: sleeps });
    await runner[Symbol.asyncDispose]();

    expect(await outcome).toEqual({ kind: 'cancelled' });
  });
});

describe('the event loop', () => {
  test('goes on while programs flood', async () => {
    await using runner = await openTestRunner();
    const runs = [1, 2, 3, 4].map(async () => runOnce(runner, { code: 'while True:\n    print("x" * 1000)\n' }));
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 1);
    await Promise.all(runs);
    clearInterval(turn);

    expect(turns).toBeGreaterThan(10);
  });
});
