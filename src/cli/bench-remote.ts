import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createLine } from '#runner/remote/line.ts';
import type { Log } from '#core/ports/log.ts';
import { learnerId } from '#core/ids.ts';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { figure, type Figure } from './figure.ts';
import { openConfig } from './open.ts';
import { openRunner } from './open-runner.ts';
import { openRuns, remoteAt } from './open-runs.ts';
import type { Terminal } from './terminal.ts';

/** Runs of one place: alone one after another, and all at once. */
export interface RemoteFigure {
  readonly place: string;
  readonly program: string;
  /** From the request to the outcome, one at a time. */
  readonly alone: Figure;
  /** Of all at once. */
  readonly perSecond: number;
  /** Of all at once: waiting for a worker, and in the sandbox. */
  readonly queued: Figure;
  readonly inside: Figure;
  /** CPU time of Redis for each of all at once, milliseconds; null without it. */
  readonly redisMs: number | null;
}

const alone = 40;
const atOnce = 120;
const learners = 60;
const mostWorkers = 3;

const programs = {
  'print("hi")': 'print("hi")',
  'waits 0.2 s': 'import time\ntime.sleep(0.2)\nprint("hi")',
} as const;

/** This process alone, and then one, two and three workers over the Redis of the settings. */
export async function benchRemote(terminal: Terminal, log: Log): Promise<readonly RemoteFigure[]> {
  const config = openConfig(terminal);
  const around = { ...terminal, log, askers: 'one-program' } as const;
  const figures: RemoteFigure[] = [];
  remoteAt(config);
  {
    await using runner = openRunner(config, around);
    figures.push(...(await measureAll(runner, 'here', null)));
  }
  const { url } = remoteAt(config);
  await using redis = openProbe(url);
  await using workers = new AsyncDisposableStack();
  for (let count = 1; count <= mostWorkers; count += 1) {
    workers.use(startWorker(terminal));
    await redis.untilReady(count);
    const cpuMs = async () => await redis.cpuMs();
    await using runner = await openRuns(config, around);
    figures.push(...(await measureAll(runner, `${count} ${count === 1 ? 'worker' : 'workers'}`, cpuMs)));
  }
  return figures;
}

/** A line of the table. */
export function describeRemoteFigure({ place, program, alone: one, ...rest }: RemoteFigure): string {
  const { perSecond, queued, inside, redisMs } = rest;
  return [
    place.padEnd(10),
    program.padEnd(12),
    `alone p50 ${one.p50.toFixed(1)} p95 ${one.p95.toFixed(1)} ms;`,
    `together ${perSecond.toFixed(1)} runs/s, queued p50 ${queued.p50.toFixed(0)} ms, inside p50 ${inside.p50.toFixed(1)} ms`,
    redisMs === null ? '' : `Redis ${redisMs.toFixed(2)} ms CPU a run`,
  ].join(' ');
}

type CpuMs = (() => Promise<number>) | null;

async function measureAll(runner: CodeRunner, place: string, cpuMs: CpuMs): Promise<readonly RemoteFigure[]> {
  const figures: RemoteFigure[] = [];
  for (const [program, code] of Object.entries(programs)) {
    await runOnce(runner, code, 'first');
    const one: number[] = [];
    for (let round = 0; round < alone; round += 1) one.push((await runOnce(runner, code, `alone ${round}`)).tookMs);
    const cpuBefore = (await cpuMs?.()) ?? 0;
    const beganAt = performance.now();
    const all = await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => runOnce(runner, code, `crowd ${index % learners}`)),
    );
    const tookS = (performance.now() - beganAt) / 1000;
    const redisMs = cpuMs === null ? null : ((await cpuMs()) - cpuBefore) / atOnce;
    const queued = figure(
      'queued',
      all.map(({ startedMs }) => startedMs),
    );
    const inside = figure(
      'inside',
      all.map(({ insideMs }) => insideMs),
    );
    figures.push({ place, program, alone: figure('alone', one), perSecond: atOnce / tookS, queued, inside, redisMs });
  }
  return figures;
}

async function runOnce(runner: CodeRunner, code: string, learner: string) {
  const beganAt = performance.now();
  let startedMs = 0;
  const job = { code, stdin: '', learner: learnerId(`bench:${learner}`), clock: 'real' } as const;
  for await (const event of runner.run(job, new AbortController().signal)) {
    if (event.kind === 'started') startedMs = performance.now() - beganAt;
    if (event.kind !== 'done') continue;
    if (event.outcome.kind !== 'finished')
      throw new Error(`expected it to finish, got ${JSON.stringify(event.outcome)}`);
    return { tookMs: performance.now() - beganAt, startedMs, insideMs: event.outcome.wallMs };
  }
  throw new Error('expected an outcome, the events ended without one');
}

function startWorker({ project, environment }: Terminal): AsyncDisposable {
  const child = spawn(process.execPath, [join(project, 'src/main.ts'), 'worker'], {
    env: environment,
    stdio: 'ignore',
  });
  return {
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

const readyWithinMs = 60_000;
const lookMs = 100;

function openProbe(url: string) {
  const redis = new Redis(url);
  const line = createLine(redis);
  return {
    /** CPU time that Redis has used, milliseconds. */
    async cpuMs() {
      const used = [...(await redis.info('cpu')).matchAll(/^used_cpu_(?:user|sys):([\d.]+)/gmu)];
      return used.reduce((sum, [, seconds]) => sum + Number(seconds) * 1000, 0);
    },
    /** Settles when so many workers take programs. */
    async untilReady(count: number) {
      const until = performance.now() + readyWithinMs;
      while (performance.now() < until) {
        const { workers } = await line.look('bench');
        if ([...workers.values()].filter(({ slots }) => slots > 0).length >= count) return;
        await delay(lookMs);
      }
      throw new Error(`expected ${count} workers to be ready within ${readyWithinMs / 1000} s`);
    },
    async [Symbol.asyncDispose]() {
      await redis.quit();
    },
  };
}
