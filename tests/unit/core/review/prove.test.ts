import { describe, expect, test } from 'vitest';
import type { Ran } from '#core/outcome.ts';
import type { Review } from '#core/ports/code-reviewer.ts';
import { prove } from '#core/review/prove.ts';
import { realLibrary } from '../../../support/real-views.ts';
import { reviewer } from '../../../support/reviewer.ts';

const { reviewPages: pages } = realLibrary();
const code = `import asyncio

async def work(lock):
    async with lock:
        await asyncio.sleep(1)

async def main():
    await work(asyncio.Lock())

asyncio.run(main())
`;

const ended: Ran = {
  kind: 'finished',
  exitCode: 0,
  signal: null,
  stdout: '',
  stderr: '',
  truncated: false,
  clock: 'virtual',
  clockMs: 1000,
  realMs: 0,
  approximate: [],
  wallMs: 9,
  cpuMs: 2,
  peakBytes: 1,
  findings: [],
};

const traced = { version: 1, length: 1_000_000, tasks: [], threads: [], blocked: [] };

/** What a run adds to the review of the program, which stands in a message from line 3 on. */
async function proven(outcome: Ran, change: (review: Review) => Review = (review) => review) {
  const review = change(await reviewer.review(`Look!\n\`\`\`py\n${code}\`\`\``));
  if (review.program === null) throw new Error('expected a program that runs by itself');
  return prove(review, { program: review.program, outcome, pages });
}

const lost = { kind: 'never_awaited', line: 8, task: null, ms: null, message: 'work() was called but never awaited' };

describe('a finding that only the run made', () => {
  test('has its line in the message and its line in the block', async () => {
    const { findings } = await proven({ ...ended, findings: [lost], timeline: traced });
    expect(findings).toEqual([
      { rule: 'coroutine_not_awaited', line: 10, endLine: 10, block: 0, blockLine: 8, about: 'work()', fix: null },
    ]);
  });

  test('is made once of what the run met twice', async () => {
    const { findings } = await proven({ ...ended, findings: [lost, { ...lost, task: 'Task-2' }], timeline: traced });
    expect(findings).toHaveLength(1);
  });

  test('takes the place of praise', async () => {
    const praised = (review: Review): Review => ({ ...review, praises: [{ kind: 'timeout', block: 0, blockLine: 4 }] });
    expect((await proven({ ...ended, timeline: traced }, praised)).praises).toHaveLength(1);
    expect((await proven({ ...ended, findings: [lost], timeline: traced }, praised)).praises).toEqual([]);
  });
});

const wait = (name: string, line: number, more: object = {}) => ({
  name,
  line,
  kind: 'task',
  call: null,
  object: null,
  holders: [],
  awaits: [],
  ...more,
});

describe('a deadlock', () => {
  const stopped = (waits: readonly object[], ring: readonly string[] | null): Ran => ({
    ...ended,
    kind: 'deadlocked',
    exitCode: null,
    findings: [{ kind: 'deadlock', line: 8, task: 'Task-1', ms: null, message: '' }],
    timeline: traced,
    deadlock: { at: 0, waits, more: 0, ring, text: '' },
  });

  test('is told where its ring is, not where somebody waits for those in it', async () => {
    const waits = [
      wait('Task-1', 8, { awaits: ['Task-2'] }),
      wait('Task-2', 5, { awaits: ['Task-3'] }),
      wait('Task-3', 6, { awaits: ['Task-2'] }),
    ];
    const { stuck, findings } = await proven(stopped(waits, ['Task-2', 'Task-3']));
    expect(stuck).toMatchObject({ line: 5, block: 0 });
    expect(findings).toEqual([]);
  });

  test('is told where somebody waits for nobody who waits, where there is no ring', async () => {
    const waits = [wait('Task-1', 8, { awaits: ['Task-2'] }), wait('Task-2', 4, { kind: 'event', call: 'Event.wait' })];
    expect((await proven(stopped(waits, null))).stuck).toMatchObject({ line: 4 });
  });

  test('of a lock that its own holder waits for is a finding of its rule', async () => {
    const waits = [wait('Task-1', 4, { kind: 'lock', object: 'lock', holders: ['Task-1'] })];
    const { stuck, findings, proofs } = await proven(stopped(waits, ['Task-1']));
    expect(stuck).toBeNull();
    expect(findings).toMatchObject([{ rule: 'lock_reentrant_deadlock', blockLine: 4, line: 6, about: 'lock' }]);
    expect(proofs).toMatchObject([{ rule: 'lock_reentrant_deadlock', kind: 'stuck' }]);
  });

  test('of nobody knows whom is told without a line', async () => {
    expect((await proven(stopped([], null))).stuck).toMatchObject({ line: null });
  });

  test('proves no rule that is about another wait', async () => {
    const found = { line: 9, endLine: 9, block: 0, blockLine: 7, about: 'q', fix: null };
    const waits = [wait('Task-1', 4, { kind: 'queue', call: 'Queue.get' })];
    const about = async (rule: string) =>
      await proven(stopped(waits, null), (review) => ({ ...review, findings: [{ rule, ...found }] }));
    expect((await about('queue_put_deadlock')).proofs).toEqual([]);
    expect((await about('queue_put_deadlock')).stuck).not.toBeNull();
    expect((await about('worker_never_cancelled')).proofs).toMatchObject([{ rule: 'worker_never_cancelled' }]);
    expect((await about('worker_never_cancelled')).stuck).toBeNull();
  });
});
