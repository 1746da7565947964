import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Interpreter } from '#content/across-pythons.ts';
import type { KeptRuns } from '#content/kept-runs.ts';
import type { Settled } from '#content/prove-exercises.ts';
import type { Bench, Memory } from '#content/prove.ts';
import type { Seen } from '#content/seen.ts';
import { HostProblem } from '#core/host-problem.ts';
import type { Runner } from '#runner/create-runner.ts';
import type { Python, PythonSearch } from '#runner/find-python.ts';
import { findPython } from '#runner/find-python.ts';
import { findPythons } from '#runner/find-pythons.ts';
import type { Config } from '#src/config.ts';
import { createLog } from '../logger.ts';
import { openRunner } from '../open-runner.ts';
import type { Terminal } from '../terminal.ts';

/** A Python that programs can be proven on; its runner starts when it is first needed. */
export interface PythonBench extends Bench, AsyncDisposable {
  readonly runner: Runner;
  readonly python: Interpreter;
  /** `3.13.0` */
  readonly named: string;
  readonly grades: Memory<Settled>;
}

/** What is known of earlier checks. */
export interface Kept {
  readonly runs: KeptRuns<Seen>;
  readonly grades: KeptRuns<Settled>;
}

/** One for each version of Python here, the one that learners' programs are run on first. */
export async function openBenches(
  config: Config,
  { runs, grades }: Kept,
  terminal: Terminal,
): Promise<readonly PythonBench[]> {
  const { environment } = terminal;
  const search = { explicit: config.python ?? undefined, searchPath: environment['PATH'] ?? '' };
  const pythons = await findPythons(
    search,
    environment['PYENV_ROOT'] ?? join(environment['HOME'] ?? homedir(), '.pyenv'),
  );
  if (pythons.length === 0 || config.python !== null) await mustBeThere(search);
  const sources = printOfSources();
  return pythons.map((python) => {
    const [major, minor] = python.version;
    const runner = openRunner(
      { ...config, python: python.path },
      { ...terminal, log: createLog('warn', { kind: 'stderr' }), askers: 'one-program' },
    );
    const print = [printOf(python), sources, JSON.stringify(config.run)].join('\n');
    return {
      python: { version: { major, minor }, hasAiohttp: python.hasAiohttp },
      named: python.version.join('.'),
      runner,
      memory: runs.on(print),
      grades: grades.on(print),
      [Symbol.asyncDispose]: async () => await runner[Symbol.asyncDispose](),
    };
  });
}

/** A setting that leads nowhere is told, although other Pythons may be here. */
async function mustBeThere(search: PythonSearch): Promise<void> {
  const found = await findPython(search);
  if (found.kind === 'missing') throw new HostProblem(`${found.reason} ${found.cure}`);
}

/** Changes with the interpreter. */
function printOf(python: Python): string {
  const { size, mtimeMs } = statSync(python.path);
  return JSON.stringify([python, size, mtimeMs]);
}

/** Changes with whatever of ours runs programs or reads what they showed. */
function printOfSources(): string {
  const hash = createHash('sha256');
  for (const folder of ['runner', 'core/timeline', 'core/explain', 'content']) {
    const root = join(import.meta.dirname, '../..', folder);
    for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted()) {
      const file = join(root, name);
      if (/\.(?:ts|py)$/u.test(name)) hash.update(`${name}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}
