import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createTestRunner, openTestRunner, runOnce, tiers } from '../../support/test-runner.ts';
import { startAsOrdinaryUser, whyNotOrdinaryUser } from './ordinary-user.ts';
import { descendantsOf, isAlive, processesNamed, pythonNamed, type ProcessId } from './process-tree.ts';

const file = join(import.meta.dirname, 'stopping-process.ts');
const obstacle = whyNotOrdinaryUser();
const sleeps = 'import time\nprint("before")\ntime.sleep(3600)\n';

const patiently = { interval: 20, timeout: 20_000 };

/** The pool answers first, and clears away what a program left running right after that. */
async function allGone(processes: readonly ProcessId[]): Promise<void> {
  await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), { interval: 20, timeout: 5000 });
}

describe.each(tiers)('when the bot is killed, all its programs in sandboxes of the tier `%s` end', (tier) => {
  const watch = async (bot: { readonly pid?: number | undefined; kill(signal: NodeJS.Signals): boolean }) => {
    const all = () => descendantsOf(bot.pid ?? 0);
    const programs = () => all().filter(({ name }) => name === 'stop-with-bot');
    await vi.waitFor(() => expect(programs()).toHaveLength(4), patiently);
    const processes = all();
    bot.kill('SIGKILL');
    await allGone(processes);
  };

  test('whoever runs the tests', async () => {
    await watch(spawn(process.execPath, [file, tier], { stdio: ['ignore', 'ignore', 'inherit'] }));
  });

  test.skipIf(obstacle !== null)(`an ordinary user ${obstacle ?? ''}`, async () => {
    await watch(startAsOrdinaryUser(file, tier));
  });
});

/** A program of two processes that sleep and are called `name`. */
const called = (name: string) => `${pythonNamed(name)}import os, time
if os.fork() == 0:
    os.setsid()
time.sleep(3600)
`;

describe.each(tiers)('in a sandbox of the tier `%s`, a running program', (tier) => {
  test('ends when its run is stopped, and nothing of it is left', async () => {
    await using runner = await openTestRunner({}, { tier });
    const stop = new AbortController();
    const outcome = runOnce(runner, { clock: 'real', code: called('stop-when-asked') }, stop.signal);
    await vi.waitFor(() => expect(processesNamed('stop-when-asked')).toHaveLength(2), patiently);
    const processes = processesNamed('stop-when-asked');
    stop.abort();

    expect(await outcome).toEqual({ kind: 'cancelled' });
    await allGone(processes);
  });

  test('whose time is up ends, and nothing of it is left', async () => {
    await using runner = await openTestRunner({}, { tier });
    const outcome = await runOnce(runner, { clock: 'real', code: called('stop-in-time'), limits: { wallMs: 500 } });

    expect(outcome).toMatchObject({ kind: 'timed-out' });
    await allGone(processesNamed('stop-in-time'));
  });

  test('that ends leaves nothing behind', async () => {
    await using runner = await openTestRunner({}, { tier });
    const code = called('stop-by-itself')
      .replace('    os.setsid()', '    time.sleep(3600)')
      .replace(/time.sleep.*\n$/u, '');

    expect(await runOnce(runner, { clock: 'real', code })).toMatchObject({ kind: 'finished' });
    await allGone(processesNamed('stop-by-itself'));
  });
});

describe.each(tiers)('a runner with sandboxes of the tier `%s` that is disposed', (tier) => {
  test('ends what runs, answers what waits, and runs nothing more', async () => {
    const runner = await openTestRunner({}, { tier, concurrency: 1 });
    const outcomes = [1, 2, 3].map(async () => runOnce(runner, { clock: 'real', code: sleeps }));
    const beganAt = performance.now();
    await runner[Symbol.asyncDispose]();

    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 3 }, () => ({ kind: 'cancelled' })));
    expect(performance.now() - beganAt).toBeLessThan(5000);
    expect(await runOnce(runner, { clock: 'real', code: sleeps })).toEqual({ kind: 'cancelled' });
  });

  test('before it was ever asked has nothing to do', async () => {
    await createTestRunner({}, { tier })[Symbol.asyncDispose]();
  });

  test('while it tries its walls ends that, too', async () => {
    const runner = createTestRunner({}, { tier });
    const outcome = runOnce(runner, { clock: 'real', code: sleeps });
    await runner[Symbol.asyncDispose]();

    expect(await outcome).toEqual({ kind: 'cancelled' });
  });
});

describe.each(tiers)('the event loop beside sandboxes of the tier `%s`', (tier) => {
  test('goes on while programs flood', async () => {
    await using runner = await openTestRunner({}, { tier });
    const runs = [1, 2, 3, 4].map(async () =>
      runOnce(runner, { clock: 'real', code: 'while True:\n    print("x" * 1000)\n' }),
    );
    let turns = 0;
    const turn = setInterval(() => (turns += 1), 1);
    await Promise.all(runs);
    clearInterval(turn);

    expect(turns).toBeGreaterThan(10);
  });
});
