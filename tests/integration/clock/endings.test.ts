import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Runner } from '#runner/create-runner.ts';
import { programsOf, ran } from '../../support/clock-programs.ts';
import { openTestRunner } from '../../support/test-runner.ts';

interface Expected {
  readonly line: number | null;
  readonly words: readonly string[];
}

const deadlocks: Readonly<Record<string, Expected>> = {
  'ab-ba': { line: 6, words: ['Task-2 (line 6) waits for lock `second`, held by Task-3', 'Each waits for the next'] },
  'bare-except': { line: 3, words: ['an event to be set'] },
  condition: { line: 5, words: ['condition `c` to be notified'] },
  'dead-worker': { line: 11, words: ['every item of queue `q`'] },
  'event-never': { line: 5, words: ['event `ready` to be set'] },
  'future-nobody': { line: 4, words: ['a future that nobody completes'] },
  'future-result-in-loop': { line: 6, words: ['future `f`', 'blocks the event loop'] },
  'main-joins-daemon': { line: 3, words: ['Thread-1 (w)', 'MainThread (line 4) waits for Thread-1 (w)'] },
  'queue-get': { line: 4, words: ['an item in queue `q`'] },
  'queue-join': { line: 9, words: ['every item of queue `q`', 'an item in queue `q`'] },
  'rlock-other': { line: 4, words: ['lock `r`, held by MainThread'] },
  'run-forever': { line: null, words: ['nothing is left'] },
  'self-lock': { line: 8, words: ['lock `self.lock`, which it holds itself'] },
  'semaphore-leak': { line: 6, words: ['a permit of semaphore `sem`, held by Task-1'] },
  'serve-forever': { line: 4, words: ['connections to `srv`'] },
  'socket-silent': { line: 7, words: ['data or a connection on `r`'] },
  stubborn: { line: 5, words: ['an event to be set'] },
  'sync-queue-in-task': { line: 9, words: ['queue `q`, and blocks the event loop'] },
  'task-ring': { line: 3, words: ['A (line 3) waits for B', 'B (line 5) waits for A'] },
  'thread-left-waiting': { line: 4, words: ['left (line 4) waits for event `ev` to be set'] },
  'thread-lock-twice': { line: 5, words: ['lock `lock`, which it holds itself'] },
  'thread-queue': { line: 3, words: ['an item in queue `q`'] },
  'threads-ab-ba': { line: 6, words: ['one (line 6) waits for lock `y`, held by two'] },
  'to-thread-stuck': { line: null, words: ['an event to be set', 'Task-1 (line 4) waits for a thread'] },
};

const programs = new Map((await programsOf('endings')).map(([file, code]) => [file.replace('.py', ''), code]));
const codeOf = (name: string) => programs.get(name) ?? `raise SystemExit("there is no ${name}.py")`;

describe('a program that waits for ever', () => {
  let runner: Runner;

  beforeAll(async () => {
    runner = await openTestRunner();
  });

  afterAll(async () => runner[Symbol.asyncDispose]());

  test.each(Object.entries(deadlocks))('is stopped and told where it waits: %s', async (name, { line, words }) => {
    const outcome = await ran(runner, { code: codeOf(name) });

    expect(outcome).toMatchObject({ kind: 'deadlocked', exitCode: null, signal: null, timeline: { version: 1 } });
    expect(outcome.deadlock).toHaveProperty('waits');
    const found = outcome.findings.filter(({ kind }) => kind === 'deadlock');
    expect(found.map((finding) => finding.line)).toEqual([line]);
    for (const word of words) expect(found[0]?.message).toContain(word);
  });

  test.each([
    ['ab-ba', 'cleanup\ncleanup\n'],
    ['thread-lock-twice', 'finally\n'],
    ['event-never', 'cancelled\n'],
    ['threads-ab-ba', ''],
  ])('may clean up, and nothing is printed by us: %s', async (name, stdout) => {
    expect(await ran(runner, { code: codeOf(name) })).toMatchObject({ stdout, stderr: '' });
  });

  test('because a task died unseen hears of that too', async () => {
    const { findings } = await ran(runner, { code: codeOf('dead-worker') });

    expect(findings.map(({ kind }) => kind)).toEqual(['deadlock', 'exception_never_retrieved']);
  });

  test('is not stopped on the real clock before its time is up', async () => {
    const outcome = await ran(runner, { code: codeOf('event-never'), clock: 'real', limits: { wallMs: 300 } });

    expect(outcome).toMatchObject({ kind: 'timed-out', limitMs: 300, clock: 'real', findings: [] });
  });

  test('is timed out when it sleeps past the end of its day', async () => {
    const outcome = await ran(runner, { code: codeOf('day') });

    expect(outcome).toMatchObject({ kind: 'timed-out', limitMs: 86_400_000, stdout: 'night\n', exitCode: null });
  });
});
