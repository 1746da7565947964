import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const [mistaken, clean] = await Promise.all([programsOf('findings'), programsOf('clean')]);

describe('what a run shows that its learner should know', () => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner();
  });

  afterAll(async () => runner[Symbol.asyncDispose]());

  // The first line of each program says what is to be found, and at which line.
  test.each(mistaken)('is found once, at its line: %s', async (_name, code) => {
    const { findings } = await ran(runner, { code });

    expect(findings.map(({ kind, line }) => `${kind} ${line}`).join(' ')).toBe(code.split('\n')[0]?.slice(2));
  });

  test.each(clean)('is nothing when nothing is wrong: %s', async (_name, code) => {
    expect(await ran(runner, { code })).toMatchObject({ kind: 'finished', findings: [], stderr: '' });
  });
});
