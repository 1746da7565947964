import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { Grade } from '#core/ports/code-grader.ts';
import type { Runner } from '#runner/create-runner.ts';
import { openTestRunner } from '../../support/test-runner.ts';

const content = 'content/async/08-async-await/exercises';
const fixtures = 'tests/fixtures/grades';
let runner: Runner;

beforeAll(async () => {
  runner = await openTestRunner();
});

afterAll(async () => await runner[Symbol.asyncDispose]());

describe.each(['first-success', 'rate-limit'])('%s', (exercise) => {
  test.each(solutions(`${exercise}/right`))('%s is right', { timeout: 30_000 }, async (path) => {
    expect(await gradeOf(exercise, path)).toMatchObject({ kind: 'passed' });
  });

  test.each(solutions(`${exercise}/wrong`))('%s is wrong', { timeout: 30_000 }, async (path) => {
    expect(await gradeOf(exercise, path)).toMatchObject({ kind: 'failed' });
  });
});

function solutions(folder: string): readonly string[] {
  return readdirSync(`${fixtures}/${folder}`).map((file) => `${folder}/${file}`);
}

async function gradeOf(exercise: string, path: string): Promise<Grade> {
  const code = readFileSync(`${fixtures}/${path}`, 'utf8');
  const tests = readFileSync(`${content}/${exercise}/tests.py`, 'utf8');
  for await (const event of runner.grade({ code, tests, learner: learnerId(path) }, new AbortController().signal)) {
    if (event.kind === 'done') return event.grade;
  }
  throw new Error('the events ended without a grade');
}
