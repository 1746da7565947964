import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import type { View } from '#core/view.ts';
import type { TestApp } from '../../support/app.ts';
import { testApp, wordsOf } from '../../support/app.ts';
import { solutions } from '../../support/exercises.ts';
import { openTestRunner } from '../../support/test-runner.ts';

let runner: Runner;
let learner: TestApp;

beforeAll(async () => {
  runner = await openTestRunner({ wallMs: 4_000 });
  learner = testApp({ runner, grader: runner });
});

afterAll(async () => await runner[Symbol.asyncDispose]());

const sends = async (code: string): Promise<View> => await learner.last('exercise', { exercise: 'double', code });

test('the starter does not pass, and what is wrong with it is said', async () => {
  const [first] = learner.app.suggest({ command: 'exercise', option: 'exercise', typed: '', args: {}, locale: 'en' });
  expect(first?.value).toBe('double');
  const view = await sends('async def double(number):\n    return 0\n');
  expect(wordsOf(view)).toContain('double(3) gave 0, where 6 was expected.');
});

test('a right solution passes, and one that is too early does not', async () => {
  const early = await sends(solutions.early);
  expect(wordsOf(early)).toContain('takes one second');
  expect(wordsOf(early)).toContain('exercise.hold {\\"right\\":2,\\"all\\":3}');
  const passed = await sends(solutions.right);
  expect(passed.tone).toBe('praise');
  expect(wordsOf(passed)).toContain('takes any number');
});

test('what cannot be tried says where', async () => {
  expect(wordsOf(await sends(solutions.misspelt))).toContain('exercise.error-line {\\"line\\":1}');
  expect(wordsOf(await sends('import asyncio\n'))).toContain('exercise.error');
});

test('what never ends is ended', { timeout: 30_000 }, async () => {
  const view = await sends(solutions.endless);
  expect(view.tone).toBe('warning');
  expect(wordsOf(await sends(solutions.right))).toContain('exercise.passed-title');
});
