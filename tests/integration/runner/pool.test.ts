import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { createTestRunner, openTestRunner, runOnce } from '../../support/test-runner.ts';
import { startAsOrdinaryUser, whyNotOrdinaryUser } from './ordinary-user.ts';
import {
  childFromWhichComes,
  descendantsOf,
  isAlive,
  processesNamed,
  pythonNamed,
  type ProcessId,
} from './process-tree.ts';

const hello = { code: 'print("hello")' };
const saysHello = { kind: 'finished', stdout: 'hello\n' };
const patiently = { interval: 10, timeout: 20_000 };

/** Runs a program that sleeps; answers once it has begun. */
async function begin(runner: Runner, name: string, signal?: AbortSignal) {
  const code = `${pythonNamed(name)}import time\nprint("before", flush=True)\ntime.sleep(3600)\n`;
  const outcome = runOnce(runner, { code, clock: 'real', limits: { wallMs: 3000 } }, signal);
  return { outcome, zygote: await findZygoteOf(name) };
}

/** The process that makes sandboxes, once a program of that name runs in one of its, and it is not `before`. */
async function findZygoteOf(name: string, before?: ProcessId): Promise<ProcessId> {
  return vi.waitFor(() => {
    const zygotes = processesNamed(name).map(childFromWhichComes);
    const zygote = zygotes.find(({ pid }) => pid !== before?.pid);
    if (zygote === undefined) throw new Error('expected a process');
    return zygote;
  }, patiently);
}

const kill = ({ pid }: ProcessId) => process.kill(pid, 'SIGKILL');

describe('when the process that makes sandboxes is killed', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('while nothing runs, the next programs run as ever, and nothing of it is left', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pool-'));
    vi.stubEnv('TMPDIR', folder);
    await using runner = await openTestRunner();
    const stop = new AbortController();
    const { outcome, zygote } = await begin(runner, 'pool-idle', stop.signal);
    stop.abort();
    expect(await outcome).toEqual({ kind: 'cancelled' });
    const processes = descendantsOf(zygote.pid);
    kill(zygote);
    await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), patiently);

    expect(await Promise.all([1, 2, 3].map(async () => runOnce(runner, hello)))).toMatchObject([
      saysHello,
      saysHello,
      saysHello,
    ]);
    await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(1), patiently);
    await runner[Symbol.asyncDispose]();
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  test('while programs run, those run again from their start, and those that waited run', async () => {
    await using runner = await openTestRunner();
    const first = await begin(runner, 'pool-busy-1');
    const second = await begin(runner, 'pool-busy-2');
    const waiting = Array.from({ length: 6 }, async () => runOnce(runner, hello));
    kill(first.zygote);

    expect(second.zygote).toEqual(first.zygote);
    for (const { outcome } of [first, second])
      expect(await outcome).toMatchObject({ kind: 'timed-out', stdout: 'before\n' });
    expect(await Promise.all(waiting)).toMatchObject(Array.from({ length: 6 }, () => saysHello));
  });

  test('and the next one, too, a program that ran has crashed, and what it printed is there', async () => {
    await using runner = await openTestRunner();
    const { outcome, zygote } = await begin(runner, 'pool-twice');
    kill(zygote);
    kill(await findZygoteOf('pool-twice', zygote));

    expect(await outcome).toMatchObject({ kind: 'crashed', signal: 'SIGKILL', stdout: 'before\n' });
  });

  test('again and again while programs come, none is lost', async () => {
    await using runner = await openTestRunner({}, { concurrency: 4 });
    for (const round of [1, 2, 3]) {
      const { outcome, zygote } = await begin(runner, `pool-again-${round}`);
      const waiting = Array.from({ length: 12 }, async () => runOnce(runner, hello));
      await Promise.race(waiting);
      kill(zygote);

      expect(await outcome).toMatchObject({ kind: 'timed-out', stdout: 'before\n' });
      expect(await Promise.all(waiting)).toMatchObject(Array.from({ length: 12 }, () => saysHello));
    }
  });
});

describe('while the pool opens', () => {
  test('a run that is stopped is answered at once, and the pool serves the next', async () => {
    await using runner = createTestRunner();
    await runner.readiness();
    const stop = new AbortController();
    const outcome = runOnce(runner, hello, stop.signal);
    const opened = runner.tier();
    setTimeout(() => stop.abort(), 10);

    expect(await Promise.race([outcome, opened])).toEqual({ kind: 'cancelled' });
    expect(await opened).toMatchObject({ kind: 'pool' });
    expect(await runOnce(runner, hello)).toMatchObject(saysHello);
  });

  test('a runner that is disposed ends that, and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pool-'));
    vi.stubEnv('TMPDIR', folder);
    const runner = createTestRunner();
    await runner.readiness();
    const outcome = runOnce(runner, hello);
    await vi.waitFor(async () => expect(await readdir(folder)).toHaveLength(1), patiently);
    await runner[Symbol.asyncDispose]();

    expect(await outcome).toEqual({ kind: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
  });
});

test('what a bot left behind that was killed is removed by the next', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pool-'));
  const start = () =>
    spawn(process.execPath, [join(import.meta.dirname, 'stopping-process.ts'), 'pool'], {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  const sockets = async () => (await readdir(folder)).filter((name) => name.startsWith('studyloop-'));
  const killed = start();
  await vi.waitFor(async () => expect(await sockets()).toHaveLength(1), patiently);
  const [left] = await sockets();
  await vi.waitFor(async () => expect(await readdir(join(folder, `${left}`))).toEqual(['socket']), patiently);
  killed.kill('SIGKILL');
  await once(killed, 'exit');
  const next = start();

  await vi.waitFor(async () => expect(await sockets()).toEqual([expect.not.stringContaining(`${left}`)]), patiently);
  next.kill('SIGKILL');
  await once(next, 'exit');
  await rm(folder, { recursive: true });
});

test('programs draw other random numbers than those before them', async () => {
  await using runner = await openTestRunner();
  const code =
    'import os, random, secrets, uuid\nprint(random.random(), os.urandom(8).hex(), secrets.token_hex(8), uuid.uuid4())\n';
  const outcomes = await Promise.all([1, 2, 3, 4].map(async () => runOnce(runner, { code, clock: 'real' })));
  const drawn = outcomes.flatMap((outcome) => ('stdout' in outcome ? outcome.stdout.trim().split(' ') : []));

  expect(new Set(drawn).size).toBe(16);
});

/** Python that starts what follows it where `unshare` is refused, as some systems do to programs they do not know. */
const withoutUnshare = `import ctypes, os, struct, sys
number = {"x86_64": 272, "aarch64": 97}[os.uname().machine]
steps = [(0x20, 0, 0, 0), (0x15, 0, 1, number), (0x06, 0, 0, 0x00050001), (0x06, 0, 0, 0x7FFF0000)]
code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code)))
libc = ctypes.CDLL(None)
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
os.execv(sys.argv[1], sys.argv[1:])
`;

test('where Python may not make namespaces, programs run in sandboxes of bubblewrap, and why is told', async () => {
  const file = join(import.meta.dirname, 'denied-process.ts');
  const child = spawn('/usr/bin/python3', ['-c', withoutUnshare, process.execPath, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);

  expect(JSON.parse(said)).toEqual({
    tier: {
      kind: 'single',
      grade: null,
      reason: expect.stringMatching(/^Python could not make sandboxes by itself: .*EPERM|not permitted/u),
    },
    outcome: expect.objectContaining(saysHello),
  });
});

const obstacle = whyNotOrdinaryUser();

describe('after 300 runs by four clients all answers were right, and nothing is left:', () => {
  const file = join(import.meta.dirname, 'pool-process.ts');
  const check = async (said: string) => {
    const { wrong, before, after } = JSON.parse(said);
    expect(wrong).toEqual([]);
    expect(after).toEqual(before);
    expect(after.dead).toBe(0);
  };

  test('whoever runs the tests', async () => {
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await check(await text(child.stdout));
  });

  test.skipIf(obstacle !== null)(`an ordinary user ${obstacle ?? ''}`, async () => {
    await check(await text(startAsOrdinaryUser(file, 'pool').stdout));
  });
});
