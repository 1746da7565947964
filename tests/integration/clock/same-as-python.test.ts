import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { runPlainly, seen } from '../../support/plain-python.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const programs = await programsOf('same');
const stdin = 'a line\n';

describe('on the virtual clock a program does what it does on the real one', () => {
  let runner: Runner;
  let python: string;

  beforeAll(async () => {
    runner = await openTestRunner();
    const readiness = await runner.readiness();
    if (readiness.kind === 'ready') python = readiness.sandbox.python.path;
  });

  afterAll(async () => runner[Symbol.asyncDispose]());

  // On a busy machine real time is late, and a program that looks at it says so.
  test.concurrent.each(programs)('%s', { retry: 3 }, async (_name, code) => {
    const [virtual, real] = await Promise.all([ran(runner, { code, stdin }), runPlainly(python, code, stdin)]);

    expect(virtual.clock).toBe('virtual');
    expect(seen(virtual)).toEqual(real);
  });
});
