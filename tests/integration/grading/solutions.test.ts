import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { fixturesOf, gradeOf, someOf, testsOf, verdictOf } from '../../support/graded-fixtures.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const exercises = [
  'retry',
  'resource-pool',
  'first-success',
  'rate-limit',
  'worker-pool',
  'cache-without-stampede',
  'bounded-crawler',
];

let runner: Runner;

beforeAll(async () => {
  runner = await openTestRunner();
});

afterAll(async () => {
  await runner[Symbol.asyncDispose]();
});

describe.each(exercises)('%s', (exercise) => {
  const tests = testsOf(exercise);

  test.each(someOf(fixturesOf(exercise, 'right')))('$name passes', { timeout: 60_000 }, async ({ code }) => {
    const grade = await gradeOf(runner, { code, tests });
    expect(grade).toMatchObject({ kind: 'passed' });
  });

  test.each(someOf(fixturesOf(exercise, 'wrong')))(
    '$name fails: $behaviour',
    { timeout: 60_000 },
    async ({ code, behaviour }) => {
      const grade = await gradeOf(runner, { code, tests });
      if (behaviour === null) expect(grade.kind).not.toBe('passed');
      else expect(verdictOf(grade), JSON.stringify(grade)).toBe(behaviour);
    },
  );
});
