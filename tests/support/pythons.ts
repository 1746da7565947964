import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { findPrograms } from '#runner/find-program.ts';
import { findPython, type Python } from '#runner/find-python.ts';

const NAMES = ['python3.11', 'python3.12', 'python3.13', 'python3.14'];

/** Every interpreter here that programs may be run with, oldest first: those on the path, and those that pyenv keeps. */
export async function findAllPythons(): Promise<readonly Python[]> {
  // Its shims only lead to what it keeps, slowly.
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.endsWith('shims'));
  const searchPath = [...onPath, '/usr/bin', ...(await foldersOfPyenv())].join(delimiter);
  const files = await Promise.all(NAMES.map(async (name) => findPrograms(name, searchPath)));
  const found = await Promise.all(files.flat().map(async (explicit) => findPython({ explicit, searchPath })));
  const pythons = found.flatMap((one) => (one.kind === 'found' ? [one.python] : []));
  return [...new Map(pythons.map((python) => [python.path, python])).values()];
}

async function foldersOfPyenv(): Promise<readonly string[]> {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const names = await readdir(versions).catch(() => []);
  return names.map((name) => join(versions, name, 'bin'));
}
