import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findPython, type Python } from '#runner/find-python.ts';

/** Every interpreter that programs may be run with here, oldest first: those on the path, and those that pyenv keeps. */
export async function findAllPythons(): Promise<readonly Python[]> {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', ...(await foldersOfPyenv())];
  const files = folders.flatMap((folder) => [11, 12, 13, 14].map((minor) => join(folder, `python3.${minor}`)));
  const found = await Promise.all(
    [...new Set(files)].map(async (explicit) => findPython({ explicit, searchPath: folders.join(':') })),
  );
  const pythons = found.flatMap((one) => (one.kind === 'found' ? [one.python] : []));
  return [...new Map(pythons.map((python) => [python.path, python])).values()].toSorted(
    (one, other) => one.version[1] - other.version[1] || one.version[2] - other.version[2],
  );
}

async function foldersOfPyenv(): Promise<readonly string[]> {
  const versions = join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions');
  const names = await readdir(versions).catch(() => []);
  return names.map((name) => join(versions, name, 'bin'));
}
