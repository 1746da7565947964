import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTestRunner, runOnce, type tiers } from '../../support/test-runner.ts';
import { byDesign } from './walls-by-design.ts';

const program = join(import.meta.dirname, '../../fixtures/walls/look-around.py');

/** What a program finds in there: one line for each fact, its place first. */
async function lookAround(tier: (typeof tiers)[number]): Promise<ReadonlyMap<string, string>> {
  // It tries some hundreds of system calls, each from a process of its own.
  await using runner = await openTestRunner({ wallMs: 50_000, cpuS: 40 }, { tier });
  const outcome = await runOnce(runner, { code: await readFile(program, 'utf8'), clock: 'real' });
  if (outcome.kind !== 'finished' || outcome.exitCode !== 0)
    throw new Error(`expected it to look around, got ${JSON.stringify(outcome)}`);
  return new Map(linesOf('', JSON.parse(outcome.stdout)));
}

function linesOf(where: string, found: unknown): readonly (readonly [string, string])[] {
  if (Array.isArray(found) && found.every((one) => typeof one === 'string')) {
    // A set: each of it is a fact of its own. Users differ from run to run.
    return found.map((one) => [`${where}/${one.replace(/=\d{5,}$/u, '=N')}`, 'is there']);
  }
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return [[where, JSON.stringify(found)]];
  return Object.entries(found).flatMap(([name, one]) => linesOf(where === '' ? name : `${where}/${name}`, one));
}

describe('a program finds the same walls in a sandbox of the pool and in one of bubblewrap:', () => {
  let pool: ReadonlyMap<string, string>;
  let single: ReadonlyMap<string, string>;
  const differences = (about: (where: string) => boolean) =>
    [...new Set([...pool.keys(), ...single.keys()])]
      .filter((where) => about(where) && pool.get(where) !== single.get(where))
      .filter((where) => !byDesign.some((known) => known.where.test(where)))
      .map((where) => `${where}: ${pool.get(where) ?? '-'} in the pool, ${single.get(where) ?? '-'} in the other`);

  beforeAll(async () => {
    [pool, single] = await Promise.all([lookAround('pool'), lookAround('single')]);
  });

  test('namespaces are its own, but for time', async () => {
    const names = [...pool.keys()].filter((where) => where.startsWith('namespaces/'));
    const shared = await Promise.all(
      names.map(async (where) => [where, JSON.stringify(await readlink(`/proc/self/ns/${where.slice(11)}`))] as const),
    );

    expect(shared.filter(([where, own]) => pool.get(where) === own).map(([where]) => where)).toEqual([
      'namespaces/time',
      'namespaces/time_for_children',
    ]);
  });

  test.each([
    'mounts',
    'descriptors',
    'status',
    'limits',
    'users',
    'maps',
    'environment',
    'process 1',
    'kernel files',
    'new namespaces',
    'sockets',
    'controls',
    'system calls',
  ])('%s', (what) => {
    expect([...pool.keys()].filter((where) => where.startsWith(what)).length).toBeGreaterThan(0);
    expect(differences((where) => where.startsWith(what))).toEqual([]);
  });

  test('and all the rest', () => {
    expect(differences((where) => !where.startsWith('namespaces/'))).toEqual([]);
  });

  test('most system calls are open, and those that lead out are closed', () => {
    const answers = [...pool].filter(([where]) => where.startsWith('system calls/')).map(([, answer]) => answer);

    expect(answers.filter((answer) => answer === '"open"').length).toBeGreaterThan(200);
    expect(answers.filter((answer) => answer === '"EPERM"').length).toBeGreaterThan(60);
  });

  test('nothing of the machine can be read or written beside processes', () => {
    const files = [...pool.keys()].filter((where) => where.startsWith('kernel files/'));

    expect(files.filter((where) => !/\/proc\/(self|thread-self)\//u.test(where))).toEqual([]);
  });
});
