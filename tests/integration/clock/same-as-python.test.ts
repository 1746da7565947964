import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { runPlainly, seen, type Seen } from '../../support/plain-python.ts';
import { findPythons } from '../../support/pythons.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const programs = await programsOf('same');
const pythons = await findPythons();
const stdin = 'a line\n';
/** On a busy machine real time is late, and a program that looks at it says so. */
const TRIES = 4;

test('programs are compared on this machine at all', () => {
  expect(pythons.length).toBeGreaterThan(0);
  expect(programs.length).toBeGreaterThan(60);
});

describe.each(pythons.map((python) => [python.version.join('.'), python] as const))(
  'on the virtual clock a program does what Python %s does on the real one',
  (_version, { path }) => {
    let runner: Runner;

    beforeAll(async () => {
      runner = await openTestRunner({}, { python: path });
    });

    afterAll(async () => runner[Symbol.asyncDispose]());

    test.concurrent.each(programs)('%s', async (_name, code) => {
      const virtual = await ran(runner, { code, stdin });

      // Or a real one, as long as it must.
      expect(virtual.clock === 'virtual' || virtual.realMs > 0).toBe(true);
      expect(seen(virtual)).toEqual(await plainlyLike(seen(virtual), path, code));
    });
  },
);

/** What plain Python makes of it: the first time that it is as `wanted`, else the last. */
async function plainlyLike(wanted: Seen, python: string, code: string): Promise<Seen> {
  const plain = await runPlainly(python, code, stdin);
  return untilLike(wanted, plain, TRIES - 1);

  async function untilLike(like: Seen, last: Seen, more: number): Promise<Seen> {
    if (more === 0 || JSON.stringify(last) === JSON.stringify(like)) return last;
    return untilLike(like, await runPlainly(python, code, stdin), more - 1);
  }
}
