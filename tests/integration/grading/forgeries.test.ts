import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { fixturesOf, gradeOf, someOf, testsOf } from '../../support/graded-fixtures.ts';
import { openTestRunner } from '../../support/test-runner.ts';

let runner: Runner;

beforeAll(async () => {
  runner = await openTestRunner();
});

afterAll(async () => {
  await runner[Symbol.asyncDispose]();
});

test.each(someOf(fixturesOf('retry', 'forged')))(
  '$name does not pass, and does not hang',
  { timeout: 60_000 },
  async ({ code }) => {
    const grade = await gradeOf(runner, { code, tests: testsOf('retry') });
    expect(grade.kind).toMatch(/^(?:failed|error|stopped)$/u);
  },
);

test('after all that, a right solution passes', { timeout: 60_000 }, async () => {
  for (const { code } of fixturesOf('retry', 'right').slice(0, 3))
    expect(await gradeOf(runner, { code, tests: testsOf('retry') })).toMatchObject({ kind: 'passed' });
});
