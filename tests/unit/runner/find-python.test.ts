import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comparePythons, findPython, type Python } from '#runner/find-python.ts';

const python = (version: Python['version'], hasAiohttp = false): Python => ({
  path: `/opt/${version.join('.')}/bin/python3`,
  prefix: `/opt/${version.join('.')}`,
  folders: [],
  version,
  hasAiohttp,
});

test('the newest comes first, among equals the one with aiohttp, and only then does the patch count', () => {
  const found = [
    python([3, 11, 9]),
    python([3, 12, 1]),
    python([3, 9, 20], true),
    python([3, 11, 2], true),
    python([3, 12, 7]),
  ];

  expect(found.toSorted(comparePythons).map(({ version }) => version.join('.'))).toEqual([
    '3.12.7',
    '3.12.1',
    '3.11.2',
    '3.11.9',
    '3.9.20',
  ]);
});

describe('on this machine', () => {
  let folder: string;
  let real: Python;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'find-python-'));
    const found = await findPython({ searchPath: process.env['PATH'] ?? '' });
    if (found.kind === 'missing') throw new Error(`these tests need Python: ${found.reason} ${found.cure}`);
    real = found.python;
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const program = async (name: string, text: string) => {
    const file = join(folder, name);
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  };

  test('an interpreter is found, and it is new enough', () => {
    expect(real.version[0]).toBe(3);
    expect(real.version[1]).toBeGreaterThanOrEqual(11);
  });

  test('a shim is followed to the interpreter that it starts', async () => {
    const shim = await program('python3.99', `#!/bin/sh\nexec '${real.path}' "$@"\n`);

    expect(await findPython({ explicit: shim, searchPath: '' })).toEqual({ kind: 'found', python: real });
  });

  test('a link is followed, too', async () => {
    const link = join(folder, 'link');
    await symlink(real.path, link);

    expect(await findPython({ explicit: link, searchPath: '' })).toMatchObject({
      kind: 'found',
      python: { path: real.path, folders: real.folders },
    });
  });

  test('what only says that it is Python is passed over', async () => {
    await program('python3.14', '#!/bin/sh\necho "Python 3.14.0"\n');
    await program('python3.13', '#!/bin/sh\nexit 127\n');
    await program('python3', `#!/bin/sh\nexec '${real.path}' "$@"\n`);
    const found = await findPython({ searchPath: folder });

    expect(found).toMatchObject({ kind: 'found', python: { version: [3, expect.any(Number), expect.any(Number)] } });
  });

  test('an interpreter that is too old, or spread over the whole machine, is not used', async () => {
    const answer = (more: object) =>
      `#!/bin/sh\necho '${JSON.stringify({ path: '/opt/bin/python3', prefix: '/opt', folders: ['/opt/python'], version: [3, 12, 0], hasAiohttp: false, ...more })}'\n`;
    const old = await program('old', answer({ version: [3, 10, 13] }));
    const wide = await program('wide', answer({ folders: ['/home'] }));
    const good = await program('good', answer({}));

    expect(await findPython({ explicit: old, searchPath: '' })).toMatchObject({ kind: 'missing' });
    expect(await findPython({ explicit: wide, searchPath: '' })).toMatchObject({ kind: 'missing' });
    expect(await findPython({ explicit: good, searchPath: '' })).toMatchObject({ kind: 'found' });
  });

  test('a path that leads to none is named, with what to do', async () => {
    expect(await findPython({ explicit: '/nowhere/python3', searchPath: '/usr/bin' })).toEqual({
      kind: 'missing',
      reason: 'PYTHON is /nowhere/python3, which is not a working Python 3.11 or newer.',
      cure: 'Set PYTHON to the path of Python 3.11 or newer, or leave it empty.',
    });
  });
});
