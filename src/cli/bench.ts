import { cpus } from 'node:os';
import { UsageProblem } from './usage-problem.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { benchApp } from './bench-app.ts';

/** A figure as it was measured: its middle, its 95th percentile, and how often it was measured. */
export interface Figure {
  readonly name: string;
  readonly unit: 'ms';
  readonly p50: number;
  readonly p95: number;
  readonly samples: number;
}

/** Measures and prints; figures depend on the machine, so they are for reading, not for passing or failing. */
export async function bench(what: string, options: { readonly json?: true }, terminal: Terminal): Promise<number> {
  if (what !== 'app') throw new UsageProblem(`expected app, found ${what}; there is nothing else to measure.`);
  const figures = await benchApp(terminal);
  if (options.json === true) say(terminal, JSON.stringify({ machine: machine(), figures }));
  else for (const line of [machine(), ...figures.map(describe)]) say(terminal, line);
  return 0;
}

/** The middle and the 95th percentile of what was measured. */
export function figure(name: string, measuredMs: readonly number[]): Figure {
  const sorted = measuredMs.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { name, unit: 'ms', p50: at(0.5), p95: at(0.95), samples: sorted.length };
}

const describe = ({ name, unit, p50, p95, samples }: Figure): string =>
  `${name.padEnd(44)} p50 ${p50.toFixed(1)} ${unit}, p95 ${p95.toFixed(1)} ${unit} (${samples} times)`;

const machine = (): string => `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
