import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { describeProblems } from '#content/problem.ts';
import { project, studyloop } from '../support/program.ts';

const loaded = loadLibrary(`${project}/content`);

test('the content loads without a problem', () => {
  expect(loaded.kind === 'problems' ? describeProblems(loaded.problems) : '').toBe('');
});

// On the Pythons of the search path: what pyenv keeps beside them is for authors, who run `studyloop check` themselves.
test('all that a program can settle is settled', { timeout: 400_000 }, async () => {
  const { code, stdout } = await studyloop(['check'], { settings: { PYENV_ROOT: '/nonexistent' } });
  expect(stdout).toContain('Everything holds.');
  expect(code).toBe(0);
});

const [course] = loaded.kind === 'loaded' ? loaded.library.courses : [];

test('the rows of both tables stand in their order, and each row has at least two questions', () => {
  expect(course?.concepts.filter(({ added }) => !added).map(({ id }) => id)).toEqual([
    'coroutine',
    'await',
    'event-loop',
    'task',
    'gather',
    'semaphore',
    'queue',
    'many-network-requests',
    'database-queries',
    'file-io',
    'cpu-heavy-work',
    'real-time-events',
    'simple-scripts',
  ]);
  for (const { id } of course?.concepts ?? []) {
    expect(course?.quizzes.filter(({ concept }) => concept === id).length, id).toBeGreaterThanOrEqual(2);
  }
});

test('each page has at least three questions', () => {
  for (const { id } of course?.chunks ?? []) {
    expect(course?.quizzes.filter(({ chunk }) => chunk === id).length, id).toBeGreaterThanOrEqual(3);
  }
});
