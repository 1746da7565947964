import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPythons } from '#runner/find-pythons.ts';
import { temporaryFolder } from '../../support/program.ts';

/** A program that answers as an interpreter of that version would. */
function place(folder: string, name: string, version: readonly number[]): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  const answer = JSON.stringify({ path: file, prefix: '/usr', folders: ['/usr'], version, hasAiohttp: false });
  writeFileSync(file, `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(file, 0o755);
  return file;
}

test('one of each version is found on the path and among what pyenv has installed, the chosen one first', async () => {
  await using folder = await temporaryFolder();
  const [path, pyenv] = [join(folder.path, 'bin'), join(folder.path, 'pyenv')];
  const old = place(path, 'python3.11', [3, 11, 2]);
  const newer = place(join(pyenv, 'versions/3.98.0/bin'), 'python3.14', [3, 98, 0]);
  place(join(pyenv, 'versions/3.9.18/bin'), 'python3', [3, 9, 18]);
  const found = await findPythons({ searchPath: path }, pyenv);
  const paths = found.map((python) => python.path);
  expect(paths[0]).toBe(newer);
  expect(paths).not.toContain(join(pyenv, 'versions/3.9.18/bin/python3'));
  const versions = found.map(({ version: [major, minor] }) => `${major}.${minor}`);
  expect(new Set(versions).size).toBe(versions.length);
  expect(versions).toContain('3.11');
  const chosen = await findPythons({ explicit: old, searchPath: path }, pyenv);
  expect(chosen[0]?.path).toBe(old);
  expect(chosen.map((python) => python.path)).toContain(newer);
});

test('no pyenv is no fault', async () => {
  await using folder = await temporaryFolder();
  place(folder.path, 'python3.12', [3, 97, 0]);
  const [first] = await findPythons({ searchPath: folder.path }, join(folder.path, 'nowhere'));
  expect(first?.version).toEqual([3, 97, 0]);
});
