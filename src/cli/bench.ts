import { cpus } from 'node:os';
import { UsageProblem } from './usage-problem.ts';
import type { Terminal } from './terminal.ts';
import { say } from './terminal.ts';
import { benchApp } from './bench-app.ts';
import type { Figure } from './figure.ts';

/** Measures and prints; figures depend on the machine, so they are for reading, not for passing or failing. */
export async function bench(what: string, options: { readonly json?: true }, terminal: Terminal): Promise<number> {
  if (what !== 'app') throw new UsageProblem(`expected app, found ${what}; there is nothing else to measure.`);
  const figures = await benchApp(terminal);
  if (options.json === true) say(terminal, JSON.stringify({ machine: machine(), figures }));
  else for (const line of [machine(), ...figures.map(describe)]) say(terminal, line);
  return 0;
}

const describe = ({ name, unit, p50, p95, samples }: Figure): string =>
  `${name.padEnd(44)} p50 ${p50.toFixed(1)} ${unit}, p95 ${p95.toFixed(1)} ${unit} (${samples} times)`;

const machine = (): string => `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`;
