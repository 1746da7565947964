import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { descendantsOf, isAlive, type ProcessId } from './process-tree.ts';

/** CHAOS_SEED repeats what a failed test names, as far as a scheduler lets it. */
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
/** Two of six seconds; three of twenty with CHAOS=all, as after a change of the pool. */
const spells = process.env['CHAOS'] === 'all' ? [20_000, 20_000, 20_000] : [6000, 6000];
const patiently = { interval: 20, timeout: 20_000 };
const file = join(import.meta.dirname, 'chaos-process.ts');
const bots = new Set<Bot>();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaos-'));
});

afterEach(() => {
  for (const bot of bots) bot.kill('SIGKILL');
  bots.clear();
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Bot = ChildProcessByStdio<Writable, Readable, null>;

async function startBot() {
  const bot: Bot = spawn(process.execPath, [file], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  bots.add(bot);
  const lines = createInterface({ input: bot.stdout });
  const [said] = await once(lines, 'line');
  expect(said).toBe('ready');
  return { bot, lines };
}

/** Kills one process of the bot's after the other, of all that there are at the moment the same chance. */
async function killForAWhile(pid: number, ms: number): Promise<number> {
  let killed = 0;
  for (const endsAt = performance.now() + ms; performance.now() < endsAt; killed += 1) {
    await delay(20 + random() * 600);
    const all = descendantsOf(pid);
    const one = all[Math.floor(random() * all.length)];
    if (one !== undefined) kill(one);
  }
  return killed;
}

function kill(one: ProcessId): void {
  try {
    if (isAlive(one)) process.kill(one.pid, 'SIGKILL');
  } catch (error) {
    // It may have ended just now.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

const mounts = async () => (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').length;

test(`whichever of its processes are killed, every request is answered and nothing is left (seed ${seed})`, async () => {
  const mountsBefore = await mounts();
  for (const ms of spells) {
    const { bot, lines } = await startBot();
    await killForAWhile(bot.pid ?? 0, ms);
    const processes = descendantsOf(bot.pid ?? 0);
    bot.stdin.end('\n');
    const [said] = await once(lines, 'line');
    await once(bot, 'exit');

    expect(JSON.parse(String(said)), `seed ${seed}`).toMatchObject({ wrong: [], sockets: 0 });
    await vi.waitFor(() => expect(processes.filter(isAlive)).toEqual([]), patiently);
    expect(await readdir(folder)).toEqual([]);
  }
  expect(await mounts()).toBe(mountsBefore);
}, 150_000);

test(`when the bot itself is killed amid all that, nothing of it lives on (seed ${seed})`, async () => {
  for (const _ of [1, 2, 3]) {
    const { bot } = await startBot();
    await killForAWhile(bot.pid ?? 0, 500 + random() * 2000);
    const processes = descendantsOf(bot.pid ?? 0);
    bot.kill('SIGKILL');
    await once(bot, 'exit');

    await vi.waitFor(() => expect(processes.filter(isAlive), `seed ${seed}`).toEqual([]), {
      interval: 5,
      timeout: 5000,
    });
  }
}, 60_000);
