import { cpus } from 'node:os';
import type { CodeRunner } from '#core/ports/code-runner.ts';
import { UsageProblem } from './usage-problem.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { benchApp } from './bench-app.ts';
import { benchFairness } from './bench-fairness.ts';
import { benchSoak } from './bench-soak.ts';
import { createLog } from './logger.ts';
import { openConfig } from './open.ts';
import { openRunner } from './open-runner.ts';
import type { Figure } from './figure.ts';

export interface BenchFlags {
  readonly json?: true;
  /** How many a soak runs. */
  readonly runs: number;
}

/** Measures and prints; figures depend on the machine, so they are for reading, not for passing or failing. */
export async function bench(what: string, options: BenchFlags, terminal: Terminal): Promise<number> {
  if (what === 'soak') return await withRunner(terminal, async (runner) => benchSoak(runner, options.runs, terminal));
  const figures = await measured(what, terminal);
  if (options.json === true) say(terminal, JSON.stringify({ machine: machine(), figures }));
  else for (const line of [machine(), ...figures.map(describe)]) say(terminal, line);
  return 0;
}

async function measured(what: string, terminal: Terminal): Promise<readonly Figure[]> {
  if (what === 'app') return await benchApp(terminal);
  if (what === 'fairness') return await withRunner(terminal, benchFairness);
  throw new UsageProblem(`expected app, fairness or soak, found ${what}; there is nothing else to measure.`);
}

async function withRunner<Result>(terminal: Terminal, use: (runner: CodeRunner) => Promise<Result>): Promise<Result> {
  const log = createLog('warn', { kind: 'stderr' });
  await using runner = openRunner(openConfig(terminal), { ...terminal, log, askers: 'one-program' });
  return await use(runner);
}

const describe = ({ name, unit, p50, p95, samples }: Figure): string =>
  `${name.padEnd(44)} p50 ${p50.toFixed(1)} ${unit}, p95 ${p95.toFixed(1)} ${unit} (${samples} times)`;

const machine = (): string => `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
