import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultLimits } from '#runner/limits.ts';
import { openSandbox } from '#runner/open-sandbox.ts';
import type { Sandbox } from '#runner/sandbox.ts';
import { createSuccession, type Lifetime, type Succession } from '#runner/succession.ts';
import { startZygote, type Zygote } from '#runner/zygote.ts';

const patiently = { interval: 20, timeout: 20_000 };

describe('the process that makes sandboxes', () => {
  const folders: string[] = [];
  let closing: AbortController;
  let sandbox: Sandbox;
  let zygotes: Zygote[];
  let succession: Succession | null;

  beforeEach(async () => {
    closing = new AbortController();
    zygotes = [];
    succession = null;
    const opened = await openSandbox({ searchPath: process.env['PATH'] ?? '/usr/bin:/bin' });
    if (opened.kind === 'closed') throw new Error(`these tests need the sandbox: ${opened.reason}`);
    ({ sandbox } = opened);
  });

  afterEach(async () => {
    vi.useRealTimers();
    closing.abort();
    await succession?.dispose();
    await Promise.all(folders.splice(0).map(async (folder) => rm(folder, { recursive: true })));
  });

  async function open(lifetime: Partial<Lifetime>): Promise<Succession> {
    const start = async () => {
      const started = await startZygote(sandbox, defaultLimits, closing.signal);
      if (started.kind === 'started') zygotes.push(started.zygote);
      return started;
    };
    const first = await start();
    if (first.kind === 'unable') throw new Error(`these tests need the pool: ${first.reason}`);
    const whole = { runs: 1000, ms: 3_600_000, python: sandbox.python.path, ...lifetime };
    succession = createSuccession(first.zygote, whole, { start, signal: closing.signal });
    return succession;
  }

  const replaced = async () => vi.waitFor(() => expect(zygotes).toHaveLength(2), patiently);

  test('is replaced when it has made enough of them, and ends with the last of its own', async () => {
    const line = await open({ runs: 3 });
    const own = await Promise.all([1, 2, 3].map(async () => line.spawn('warm')));
    await replaced();
    const ended = vi.fn<() => void>();
    const gone = zygotes[0]?.gone.then(ended);
    const next = await line.spawn('warm');
    own.slice(1).forEach((tenant) => tenant.kill());
    await Promise.all(own.slice(1).map(async (tenant) => tenant.ended));
    expect(ended).not.toHaveBeenCalled();

    own[0]?.kill();
    await gone;
    expect(ended).toHaveBeenCalledOnce();
    next.kill();
    expect(await next.ended).toMatchObject({ kind: 'ended', status: 9 });
  });

  test('is replaced when it is old', async () => {
    const line = await open({ ms: 0 });
    await line.spawn('warm');
    await replaced();
  });

  test('is replaced when another Python has been installed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'succession-'));
    folders.push(folder);
    const python = join(folder, 'python3');
    await writeFile(python, 'old');
    vi.useFakeTimers({ toFake: ['performance'] });
    const line = await open({ python });
    await line.spawn('warm');
    expect(zygotes).toHaveLength(1);

    await writeFile(python, 'a newer one');
    await vi.waitFor(async () => {
      vi.advanceTimersByTime(61_000);
      (await line.spawn('warm')).kill();
      expect(zygotes).toHaveLength(2);
    }, patiently);
  });
});
