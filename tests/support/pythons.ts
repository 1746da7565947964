import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findPython, type Python } from '#runner/find-python.ts';

/**
 * One interpreter of each version here that programs can be run with, with `PYTHONS=all` every one; that which a runner
 * chooses by itself comes first.
 */
export async function findPythons(): Promise<readonly [Python, ...Python[]]> {
  const searchPath = process.env['PATH'] ?? '/usr/bin:/bin';
  const chosen = await findPython({ searchPath });
  if (chosen.kind === 'missing') throw new Error(`these tests need Python: ${chosen.reason} ${chosen.cure}`);
  const places = [
    '/usr/bin',
    '/usr/local/bin',
    join(process.env['PYENV_ROOT'] ?? join(homedir(), '.pyenv'), 'versions/*/bin'),
  ];
  const candidates = places.flatMap((place) => globSync(join(place, 'python3.1[1-9]')));
  const found = await Promise.all(candidates.map((explicit) => findPython({ explicit, searchPath })));
  const others = found.flatMap((one) => (one.kind === 'found' ? [one.python] : []));
  const byPath = new Map([chosen.python, ...others].map((python) => [python.path, python]));
  byPath.delete(chosen.python.path);
  if (process.env['PYTHONS'] === 'all') return [chosen.python, ...byPath.values()];
  const byVersion = Map.groupBy(
    [chosen.python, ...byPath.values()],
    ({ version: [major, minor] }) => `${major}.${minor}`,
  );
  byVersion.delete(chosen.python.version.slice(0, 2).join('.'));
  return [chosen.python, ...[...byVersion.values()].flatMap(([first]) => first ?? [])];
}
