import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ran } from '#core/outcome.ts';
import type { RunJob } from '#core/ports/code-runner.ts';
import type { Runner } from '#runner/create-runner.ts';
import { runOnce } from './test-runner.ts';

/** The folders of tests/fixtures/clock. */
export type Shelf = 'same' | 'endings' | 'findings' | 'clean';

/** Names and texts of the programs in a folder, in order of their names. */
export async function programsOf(shelf: Shelf): Promise<readonly (readonly [name: string, code: string])[]> {
  const folder = join(import.meta.dirname, '../fixtures/clock', shelf);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.py')).toSorted();
  return Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const));
}

/** Runs a program to its end; throws if it was not run at all. */
export async function ran(runner: Runner, job: Partial<RunJob> & Pick<RunJob, 'code'>): Promise<Ran> {
  const outcome = await runOnce(runner, job);
  if ('stdout' in outcome) return outcome;
  throw new Error(`expected it to run, got ${JSON.stringify(outcome)}`);
}
