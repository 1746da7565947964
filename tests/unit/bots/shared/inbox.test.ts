import { expect, onTestFinished, test, vi } from 'vitest';
import { createInbox, type Inbox } from '#bots/shared/inbox.ts';
import { requestId } from '#core/ids.ts';
import type { LogFields } from '#core/ports/log.ts';
import type { RequestStore } from '#core/ports/store.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const id = requestId('chat:1');
const event = { text: 'print("mine")' };

interface Process {
  readonly inbox: Inbox;
  /** What it went on with. */
  readonly resumed: unknown[];
  readonly logged: readonly string[];
  /** From now on it looks. */
  watch(fails?: 'fails'): void;
}

/** A process with a clock that is so much ahead of the first one's. */
function startProcess(requests: RequestStore, { aheadMs = 0, key = 1, platform = 'chat' } = {}): Process {
  const logged: string[] = [];
  const write = (name: string, fields: LogFields) => void logged.push(`${name} ${JSON.stringify(fields)}`);
  const log = { info: write, warn: write, error: write };
  const clock = { now: () => 1_000 + aheadMs };
  const inbox = createInbox({ platform, key: new Uint8Array(32).fill(key), requests, clock, log, leaseMs: 60 });
  const resumed: unknown[] = [];
  return {
    inbox,
    resumed,
    logged,
    watch(fails) {
      const stopping = new AbortController();
      onTestFinished(() => stopping.abort());
      const resume = async (what: unknown) => {
        resumed.push(what);
        if (fails === 'fails') await Promise.reject(new Error('not now'));
      };
      void inbox.watch(resume, stopping.signal);
    },
  };
}

test('of two processes that hear the same event one has it, and holds it until it is struck out', async () => {
  const { requests } = createMemoryStore();
  const [one, other] = [startProcess(requests), startProcess(requests)];
  expect(await one.inbox.take(id, event)).toBe('ours');
  expect(await other.inbox.take(id, event)).toBe('taken');
  expect([one.inbox.holds(id), other.inbox.holds(id), one.inbox.takenOverFrom(id)]).toEqual([true, false, null]);
  await one.inbox.strike(id);
  expect(one.inbox.holds(id)).toBe(false);
  expect(await startProcess(requests, { aheadMs: 1e9 }).inbox.take(id, event)).toBe('taken');
});

test('an event whose process has died is given to one other, as it was, with the time at which it was heard', async () => {
  const { requests } = createMemoryStore();
  await startProcess(requests).inbox.take(id, event);
  const [early, heir, late] = [59, 60, 61].map((aheadMs) => startProcess(requests, { aheadMs }));
  early?.watch();
  heir?.watch();
  await vi.waitFor(() => expect(heir?.resumed).toEqual([event]));
  late?.watch();
  expect(heir?.inbox.takenOverFrom(id)).toBe(1_000);
  expect([early?.resumed, late?.resumed]).toEqual([[], []]);
});

test('while a process lives, nobody goes on with what it has, however long it takes', async () => {
  const { requests } = createMemoryStore();
  const busy = startProcess(requests, { aheadMs: 50 });
  await startProcess(requests).inbox.take(id, event);
  await busy.inbox.take(requestId('chat:2'), event);
  const renewed = vi.spyOn(requests, 'renew');
  busy.watch();
  await vi.waitFor(() => expect(renewed).toHaveBeenCalledWith([requestId('chat:2')], 1_110));
  const other = startProcess(requests, { aheadMs: 109 });
  other.watch();
  await vi.waitFor(() => expect(other.resumed).toHaveLength(1));
  expect(other.inbox.holds(requestId('chat:2'))).toBe(false);
});

test('what cannot be taken up is taken over again, and given up in the end', async () => {
  const { requests } = createMemoryStore();
  await startProcess(requests).inbox.take(id, event);
  for (const [nth, resumed] of [1, 1, 1, 0].entries()) {
    const heir = startProcess(requests, { aheadMs: 60 * (nth + 1) });
    heir.watch('fails');
    await vi.waitFor(() => expect(heir.logged.some((line) => line.startsWith('event '))).toBe(true));
    expect(heir.resumed).toHaveLength(resumed);
  }
  expect(await startProcess(requests, { aheadMs: 1e9 }).inbox.take(id, event)).toBe('taken');
});

test('what was heard too long ago, or is locked under another key, is given up', async () => {
  for (const heirOf of [{ aheadMs: 14 * 60_000 }, { aheadMs: 60, key: 2 }]) {
    const { requests } = createMemoryStore();
    await startProcess(requests).inbox.take(id, event);
    const heir = startProcess(requests, heirOf);
    heir.watch();
    await vi.waitFor(() => expect(heir.logged).toEqual([expect.stringContaining('event given up')]));
    expect(heir.resumed).toEqual([]);
  }
});

test('what learners wrote cannot be read from the store', async () => {
  const { requests } = createMemoryStore();
  const keep = vi.spyOn(requests, 'keep');
  const one = startProcess(requests);
  await one.inbox.take(id, event);
  await one.inbox.take(requestId('chat:2'), event);
  const texts = keep.mock.calls.map(([{ text }]) => text);
  expect(new Set(texts).size).toBe(2);
  for (const text of texts) expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('print');
});

test('a store that cannot be written to is said to be unsafe, and nothing is held', async () => {
  const { requests } = createMemoryStore();
  vi.spyOn(requests, 'keep').mockRejectedValue(new Error('the disk is full'));
  const one = startProcess(requests);
  expect(await one.inbox.take(id, event)).toBe('unsafe');
  expect(one.inbox.holds(id)).toBe(false);
});
