import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { rooms } from './rooms.ts';
import { readSourceFiles } from './source-files.ts';
import { roomOf, violations } from './walls.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const source = join(project, 'src');

describe('the rooms of src', () => {
  const files = readSourceFiles(source);

  test('all have files, and these were read', () => {
    const seen = new Set(files.filter(({ imports }) => imports.length > 0).map(({ path }) => roomOf(path)));
    expect(seen).toEqual(new Set(Object.keys(rooms)));
  });

  test('keep to their walls', () => {
    expect(violations(files).map(({ rule, file, says }) => `${rule}: src/${file} ${says}`)).toEqual([]);
  });

  const platforms = readdirSync(join(source, 'bots')).filter((name) => name !== 'shared');
  test.each(platforms)('bots/%s has the four files of a platform', (platform) => {
    const missing = ['index.ts', 'receive.ts', 'render.ts', 'limits.ts'].filter(
      (name) => !existsSync(join(source, 'bots', platform, name)),
    );
    expect(missing).toEqual([]);
  });

  const commands = readdirSync(join(source, 'core/commands')).filter((name) => name !== 'index.ts');
  test.each(commands)('core/commands/%s has a test of its own', (command) => {
    const path = join('tests/unit/core/commands', command.replace(/\.ts$/, '.test.ts'));
    expect(existsSync(join(project, path)), `expected ${path}`).toBe(true);
  });
});

describe('a wall is seen to stand', () => {
  const closed = Object.entries(rooms).filter(([, room]) => room.rooms !== 'any');

  test.each(closed)('%s may not import a room that is not on its list', (name, room) => {
    const target = Object.keys(rooms).find((other) => other !== name && !room.rooms.includes(other)) ?? '';
    const planted = { [fileIn(name)]: `import '#${fileIn(target)}';`, [fileIn(target)]: '' };
    expect(rulesBroken(planted)).toEqual(['room']);
  });

  test.each(closed.filter(([, room]) => room.node !== 'any'))('%s may not import just any module of Node', (name) => {
    expect(rulesBroken({ [fileIn(name)]: `import { fork } from 'node:child_process';` })).toEqual(['node']);
  });

  test.each(closed)('%s may not import just any package', (name) => {
    expect(rulesBroken({ [fileIn(name)]: `import { pad } from '@scope/left-pad/index.js';` })).toEqual(['package']);
  });

  test.each([
    ['a type', `import type { Id } from '#store/b.ts';`],
    ['a type in the place where it is used', `export const id = (given: import('#store/b.ts').Id) => given;`],
    ['a re-export', `export { b } from '#store/b.ts';`],
    ['a re-export of everything', `export * from '#store/b.ts';`],
    ['an import in a function', `export const load = async () => await import('#store/b.ts');`],
    ['an import behind using', `export async function f() { await using b = (await import('#store/b.ts')).b; }`],
    ['a path up and down again', `import '../store/b.ts';`],
  ])('it stops %s', (_, text) => {
    expect(rulesBroken({ 'core/a.ts': text, 'store/b.ts': '' })).toEqual(['room']);
  });

  test.each([
    ['spelling', 'a relative path into another room', { 'store/a.ts': `import '../core/b.ts';`, 'core/b.ts': '' }],
    ['spelling', 'the long way into another room', { 'store/a.ts': `import '#src/core/b.ts';`, 'core/b.ts': '' }],
    ['spelling', 'a path from the top inside a room', { 'core/a.ts': `import '#core/b.ts';`, 'core/b.ts': '' }],
    ['missing', 'a file that is not there', { 'core/a.ts': `import './b.ts';` }],
    [
      'computed',
      'an import by expression',
      { 'core/a.ts': 'export const load = async (name: string) => import(name);' },
    ],
    ['unmapped', 'a folder without a room', { 'helpers/a.ts': '' }],
  ])('%s: %s', (rule, _, planted) => {
    expect(rulesBroken(planted)).toEqual([rule]);
  });
});

/** A file of the room; rooms that are one file are that file. */
const fileIn = (room: string): string => (room.endsWith('.ts') ? room : `${room}/planted.ts`);

const rulesBroken = (planted: Readonly<Record<string, string>>): readonly string[] =>
  violationsIn(planted).map(({ rule }) => rule);

/** Writes the files into a folder of their own, which takes the place of src, and reads them back. */
function violationsIn(planted: Readonly<Record<string, string>>): ReturnType<typeof violations> {
  const folder = mkdtempSync(join(tmpdir(), 'studyloop-walls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(planted)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return violations(readSourceFiles(folder));
}
