import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '#core/app.ts';
import { createApp } from '#core/app.ts';
import { learnerId, requestId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import { openStore } from '#store/open-store.ts';
import type { Figure } from './figure.ts';
import { figure } from './figure.ts';
import { createLog } from './logger.ts';
import { openContent } from './open.ts';
import { openReviewer } from './open-reviewer.ts';
import { systemClock, systemRandom } from './system.ts';
import type { Terminal } from './terminal.ts';
import { noGrader, noRunner } from './no-runs.ts';

const rounds = 100;
const starts = 15;

/** Replies that run no code, on a database file of their own; and the start of the whole program to its first words. */
export async function benchApp(terminal: Terminal): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'studyloop-bench-'));
  try {
    return [...(await benchReplies(folder, terminal)), ...(await benchStarts(folder, terminal))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function benchReplies(folder: string, terminal: Terminal): Promise<readonly Figure[]> {
  await using store = await openStore(`sqlite:${join(folder, 'replies.db')}`);
  const library = await openContent(terminal);
  const log = createLog('silent', { kind: 'stderr' });
  const app = createApp({
    library,
    store,
    runner: noRunner,
    grader: noGrader,
    reviewer: openReviewer(),
    clock: systemClock,
    random: systemRandom,
    log,
  });
  const measured = new Map<string, number[]>(replies.map(([command]) => [command, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, [command, args]] of replies.entries()) {
      const ms = await timed(async () => await exhaust(app, { command, args, round, place }));
      measured.get(command)?.push(ms);
    }
  }
  const all = figure('a reply that runs no code', [...measured.values()].flat());
  return [all, ...[...measured].map(([command, ms]) => figure(`  /${command}`, ms))];
}

const replies: readonly (readonly [string, Request['args']])[] = [
  ['lesson', { course: 'async' }],
  ['next', {}],
  ['quiz', {}],
  ['back', {}],
  ['progress', {}],
  ['help', {}],
];

interface Asked {
  readonly command: string;
  readonly args: Request['args'];
  readonly round: number;
  readonly place: number;
}

async function exhaust(app: App, { command, args, round, place }: Asked): Promise<void> {
  const request: Request = {
    id: requestId(`bench-${round}-${place}`),
    command,
    args,
    learner: learnerId(`bench:${round % 10}`),
    place: { platform: 'bench', visibility: 'private' },
    locale: 'en',
    receivedAt: systemClock.now(),
  };
  await Array.fromAsync(app.handle(request, AbortSignal.timeout(10_000)));
}

async function benchStarts(folder: string, { project, environment }: Terminal): Promise<readonly Figure[]> {
  const settings = { ...environment, DATABASE_URL: `sqlite:${join(folder, 'starts.db')}`, LOG_LEVEL: 'silent' };
  const commands = {
    'npm start': ['npm', 'start', '-s'],
    'bin/studyloop start': [join(project, 'bin/studyloop'), 'start'],
  };
  const figures: Figure[] = [];
  for (const [name, command] of Object.entries(commands)) {
    const measured: number[] = [];
    for (let round = 0; round < starts; round += 1) {
      measured.push(await timed(async () => await firstWords(command, { project, settings })));
    }
    figures.push(figure(`${name}, to the first words`, measured));
  }
  return figures;
}

/** Starts the program, asks for help, and settles at the first byte of the answer; then lets it end. */
async function firstWords(
  [program = '', ...args]: readonly string[],
  { project, settings }: { readonly project: string; readonly settings: Terminal['environment'] },
): Promise<void> {
  const child = spawn(program, args, { cwd: project, env: settings, stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write('/help\n');
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${program} ended with ${code ?? 'a signal'} before it said a word`)),
    );
  });
  child.stdout.resume();
  child.stdin.end();
}

async function timed(task: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}
