import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What came of many messages. */
export type FuzzResult = z.infer<typeof resultShape>;

const resultShape = z.object({
  /** The first few that went wrong, with the seed that makes each of them again. */
  broken: z.array(z.object({ seed: z.int(), message: z.string(), faults: z.array(z.string()) })),
  /** Findings in code that could be read. */
  remarks: z.int(),
  /** Those about code in which somebody is called. */
  calls: z.int(),
  /** Messages whose code does not parse. */
  unread: z.int(),
  slowestMs: z.number(),
  slowestSeed: z.int(),
  over250: z.int(),
});

/** Longer than any message may take, on a machine that does other things as well. */
const patienceMs = 15_000;

/**
 * Tries the messages of `count` seeds in a thread of its own, so that one without end is noticed: then it throws, with
 * the seed.
 */
export async function tryMessages(first: number, count: number): Promise<FuzzResult> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: { first, count, current } });
  const answered = new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const watching = new AbortController();
  try {
    return resultShape.parse(await Promise.race([answered, watch(current, watching.signal)]));
  } finally {
    watching.abort();
    await worker.terminate();
  }
}

/** Rejects when one seed stays the current one for too long; before the first, what is needed is being loaded. */
async function watch(current: Int32Array, signal: AbortSignal): Promise<never> {
  for (;;) {
    const seed = Atomics.load(current, 0);
    await delay(patienceMs, undefined, { signal });
    if (seed > 0 && Atomics.load(current, 0) === seed)
      throw new Error(`the message of seed ${seed} takes more than 15 s`);
  }
}
