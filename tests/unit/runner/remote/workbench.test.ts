import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { learnerId } from '#core/ids.ts';
import type { ToClient, ToWorker } from '#runner/remote/messages.ts';
import { createWorkbench } from '#runner/remote/workbench.ts';
import { createScriptedGrader } from '../../../support/scripted-grader.ts';
import { createScriptedRunner } from '../../../support/scripted-runner.ts';

const waits = 'waits';
const token = { id: 'run', attempt: 1, client: 'c-1' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A workbench, and what it said to clients. */
function open() {
  const said: ToClient[] = [];
  const mail = {
    toWorker: () => undefined,
    toClient: async (_: string, message: ToClient) => {
      said.push(message);
      return true;
    },
  };
  const runner = { ...createScriptedRunner({ hello: { kind: 'cancelled' }, waits }), ...createScriptedGrader({}) };
  const bench = createWorkbench({ name: 'w-1', runner, mail });
  const claimed = async () => {
    await vi.advanceTimersByTimeAsync(0);
    const claim = said.findLast(({ kind }) => kind === 'claim');
    if (claim?.kind !== 'claim') throw new Error('expected it to ask for the job');
    return claim.nonce;
  };
  return { bench, said, claimed, kinds: () => said.map(({ kind }) => kind) };
}

function job(nonce: string, code = 'hello'): ToWorker {
  const task = { kind: 'run', learner: learnerId('test:ada'), code, stdin: '', clock: 'auto' } as const;
  return { kind: 'job', id: 'run', client: 'c-1', nonce, task };
}

describe('a worker', () => {
  test('does a job that it asked for, with the word it asked with', async () => {
    const { bench, said, claimed } = open();
    const working = bench.work(token);
    const nonce = await claimed();
    bench.hear(job(nonce));
    await working;

    expect(said.at(-1)).toEqual({
      kind: 'done',
      id: 'run',
      nonce,
      result: { kind: 'run', outcome: { kind: 'cancelled' } },
    });
    expect(bench.holds()).toEqual([]);
  });

  test('does the same message no second time, while it is being done and after', async () => {
    const { bench, said, claimed, kinds } = open();
    const working = bench.work(token);
    const nonce = await claimed();
    bench.hear(job(nonce, waits));
    await vi.advanceTimersByTimeAsync(0);
    bench.hear(job(nonce, waits));
    bench.hear({ kind: 'stop', nonce });
    await working;
    const before = said.length;
    bench.hear(job(nonce, waits));
    await vi.advanceTimersByTimeAsync(0);

    expect(kinds().slice(0, before)).toEqual(['claim', 'started', 'done']);
    expect(kinds().slice(before)).toEqual(['back']);
    expect(bench.holds()).toEqual([]);
  });

  test('does no job that nobody asked for, and says so', async () => {
    const { bench, said } = open();
    bench.hear(job('a word that was made up elsewhere'));
    await vi.advanceTimersByTimeAsync(0);

    expect(said).toEqual([{ kind: 'back', id: 'run', nonce: 'a word that was made up elsewhere' }]);
  });

  test('does no job that comes too late, and asks a silent client for no other for a while', async () => {
    const { bench, claimed, kinds } = open();
    const working = bench.work(token);
    const nonce = await claimed();
    await vi.advanceTimersByTimeAsync(2000);
    await working;
    bench.hear(job(nonce));
    await bench.work({ ...token, id: 'another' });

    expect(kinds()).toEqual(['claim', 'back']);

    await vi.advanceTimersByTimeAsync(5001);
    const later = bench.work({ ...token, id: 'another' });
    bench.hear({ kind: 'no', nonce: await claimed() });
    await later;

    expect(kinds()).toEqual(['claim', 'back', 'claim']);
  });

  test('that ends gives back what it has, and tells no result of it', async () => {
    const { bench, claimed, kinds } = open();
    const working = bench.work(token);
    bench.hear(job(await claimed(), waits));
    await vi.advanceTimersByTimeAsync(0);
    bench.giveBack();
    await working;

    expect(kinds()).toEqual(['claim', 'started', 'back']);
  });
});
