import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { completeLock, lockProblems, parseLock } from '../../tools/lock-file.ts';

/** Packages whose install script was looked at: they work without it, and none runs here (.npmrc). */
const scriptsKnown: readonly string[] = ['tree-sitter-python', 'msgpackr-extract'];

test('the lock file serves every npm and every machine, and no install script is new', () => {
  const lock = parseLock(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  expect(lockProblems(lock, scriptsKnown)).toEqual([]);
});

describe('a lock file that npm wrote against a registry with gaps', () => {
  const optionalDependencies = {
    '@x/bind-linux-arm64-musl': '2.0.0',
    '@x/bind-darwin-x64': '2.0.0',
    '@x/extra': '1.0.0',
  };
  const gappy = lockOf({
    'node_modules/@x/bind-linux-arm64-musl': { version: '2.0.0', optional: true },
    'node_modules/x': { version: '2.0.0', dev: true, optionalDependencies },
  });

  test('is told apart from one that is whole, and only builds for one platform count', () => {
    expect(lockProblems(gappy, [])).toEqual([
      '@x/bind-darwin-x64@2.0.0 (for node_modules/x) is missing: run npm run lock',
    ]);
  });

  test('is completed by the entry that npm would have written, in its place', () => {
    const { packages } = completeLock(gappy);
    expect(Object.keys(packages)).toEqual([
      '',
      'node_modules/@x/bind-darwin-x64',
      'node_modules/@x/bind-linux-arm64-musl',
      'node_modules/x',
    ]);
    expect(packages['node_modules/@x/bind-darwin-x64']).toEqual({
      version: '2.0.0',
      cpu: ['x64'],
      dev: true,
      optional: true,
      os: ['darwin'],
    });
  });

  test('needs completing once', () => {
    const whole = completeLock(gappy);
    expect(lockProblems(whole, [])).toEqual([]);
    expect(completeLock(whole)).toEqual(whole);
  });

  test('gets the build beside its parent where another version has the place at the top', () => {
    const { packages } = completeLock(
      lockOf({
        'node_modules/@x/bind-win32-x64': { version: '1.0.0', optional: true },
        'node_modules/a/node_modules/x': { version: '2.0.0', optionalDependencies: { '@x/bind-win32-x64': '2.0.0' } },
      }),
    );
    expect(packages['node_modules/a/node_modules/x/node_modules/@x/bind-win32-x64']?.version).toBe('2.0.0');
    expect(packages['node_modules/@x/bind-win32-x64']?.version).toBe('1.0.0');
  });
});

test.each([
  ['names the registry', { version: '1.0.0', resolved: 'https://registry.example/a.tgz' }, 'node_modules/a'],
  ['has an install script', { version: '1.0.0', hasInstallScript: true }, 'node_modules/b/node_modules/@s/a'],
])('an entry that %s is told of', (fault, entry, path) => {
  expect(lockProblems(lockOf({ [path]: entry }), [])).toEqual([expect.stringContaining(`${path} ${fault}`)]);
});

test('a link to a folder of this project may say where it leads, and a known install script is no news', () => {
  const lock = lockOf({
    'node_modules/linked': { resolved: 'tools/linked', link: true },
    'node_modules/b/node_modules/@s/a': { version: '1.0.0', hasInstallScript: true },
  });
  expect(lockProblems(lock, ['@s/a'])).toEqual([]);
});

test('what is no lock file of version 3 is refused', () => {
  expect(() => parseLock('{"lockfileVersion":1,"dependencies":{}}')).toThrow('package-lock.json of version 3');
});

function lockOf(packages: object): ReturnType<typeof parseLock> {
  return parseLock(JSON.stringify({ lockfileVersion: 3, packages: { '': { name: 'sample' }, ...packages } }));
}
