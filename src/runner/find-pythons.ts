import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Python, PythonSearch } from './find-python.ts';
import { findUsablePythons } from './find-python.ts';

/**
 * One interpreter of each version from 3.11 on: the explicit one first, then the newest. Looks where programs are found and
 * among what pyenv has installed in `pyenvRoot`.
 */
export async function findPythons(search: PythonSearch, pyenvRoot: string): Promise<readonly Python[]> {
  const { explicit, searchPath } = search;
  const everywhere = [searchPath, ...(await installedBy(pyenvRoot))].join(delimiter);
  const chosen = explicit === undefined ? [] : await findUsablePythons(search);
  const found = await findUsablePythons({ searchPath: everywhere });
  const byVersion = Map.groupBy([...chosen, ...found], ({ version: [major, minor] }) => `${major}.${minor}`);
  return [...byVersion.values()].flatMap(([best]) => best ?? []);
}

/** Empty where there is no pyenv. */
async function installedBy(pyenvRoot: string): Promise<readonly string[]> {
  const versions = join(pyenvRoot, 'versions');
  const names = await readdir(versions).catch(() => []);
  return names.map((name) => join(versions, name, 'bin'));
}
