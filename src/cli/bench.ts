import { cpus, loadavg } from 'node:os';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { UsageProblem } from './usage-problem.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { benchApp } from './bench-app.ts';
import { benchFairness } from './bench-fairness.ts';
import { benchReview, describeReviewFigure } from './bench-review.ts';
import { benchSoak } from './bench-soak.ts';
import { benchStore } from './bench-store.ts';
import { describeStoreFigure, storeHeading } from './bench-store/store-figure.ts';
import { benchRunner } from './bench-runner.ts';
import { describeRunnerFigure, runnerHeading } from './bench-runner/runner-figure.ts';
import { createLog } from './logger.ts';
import { openConfig } from './open.ts';
import { openRunner } from './open-runner.ts';
import type { Figure } from './figure.ts';

export interface BenchFlags {
  readonly json?: true;
  /** How many a soak runs. */
  readonly runs: number;
  /** How many a store is filled with. */
  readonly learners: number;
  readonly answers: number;
  readonly file?: string;
  readonly url?: string;
}

/** Measures and prints; figures depend on the machine, so they are for reading, not for passing or failing. */
export async function bench(what: string, options: BenchFlags, terminal: Terminal): Promise<number> {
  if (what === 'soak') return await withRunner(terminal, async (runner) => benchSoak(runner, options.runs, terminal));
  const measure = measurements.get(what);
  if (measure === undefined) {
    throw new UsageProblem(`expected one of ${[...measurements.keys(), 'soak'].join(', ')}, found ${what}.`);
  }
  const { figures, lines } = await measure(terminal, options);
  if (options.json === true) say(terminal, JSON.stringify({ machine: machine(), figures }));
  else for (const line of [machine(), ...lines]) say(terminal, line);
  return 0;
}

interface Measured {
  readonly figures: readonly object[];
  readonly lines: readonly string[];
}

type Measure = (terminal: Terminal, options: BenchFlags) => Promise<Measured>;

const measurements: ReadonlyMap<string, Measure> = new Map([
  ['app', measureApp],
  ['runner', measureRunner],
  ['fairness', measureFairness],
  ['review', measureReview],
  ['remote', measureRemote],
  ['store', measureStore],
]);

async function measureApp(terminal: Terminal): Promise<Measured> {
  const figures = await benchApp(terminal);
  return { figures, lines: figures.map(describe) };
}

async function measureRunner(terminal: Terminal): Promise<Measured> {
  const figures = await benchRunner(terminal);
  return { figures, lines: [runnerHeading, ...figures.map(describeRunnerFigure)] };
}

async function measureFairness(terminal: Terminal): Promise<Measured> {
  const figures = await withRunner(terminal, benchFairness);
  return { figures, lines: figures.map(describe) };
}

async function measureReview(terminal: Terminal): Promise<Measured> {
  const figures = await benchReview(terminal);
  return { figures, lines: figures.flatMap(describeReviewFigure) };
}

/** Loaded for this alone: it talks to Redis. */
async function measureRemote(terminal: Terminal): Promise<Measured> {
  const { benchRemote, describeRemoteFigure } = await import('./bench-remote.ts');
  const figures = await benchRemote(terminal, createLog('warn', { kind: 'stderr' }));
  return { figures, lines: figures.map(describeRemoteFigure) };
}

async function measureStore(terminal: Terminal, options: BenchFlags): Promise<Measured> {
  const figures = await benchStore(options, terminal);
  return { figures, lines: [storeHeading, ...figures.map(describeStoreFigure)] };
}

async function withRunner<Result>(terminal: Terminal, use: (runner: CodeRunner) => Promise<Result>): Promise<Result> {
  const log = createLog('warn', { kind: 'stderr' });
  await using runner = openRunner(openConfig(terminal), { ...terminal, log, askers: 'one-program' });
  return await use(runner);
}

const describe = ({ name, unit, p50, p95, samples }: Figure): string =>
  `${name.padEnd(44)} p50 ${p50.toFixed(1)} ${unit}, p95 ${p95.toFixed(1)} ${unit} (${samples} times)`;

const machine = (): string =>
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${loadavg()[0]?.toFixed(1)}`;
