import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { explainSqlite } from './sqlite-problems.ts';

/** Rewrites a SQLite file so that nothing that was deleted is left in it. */
export interface Scrubber {
  /** Settles when what was deleted before this call cannot be read any more. Rejects with a StoreProblem. */
  scrub(): Promise<void>;
  /** While it is, other writers wait longer than usual. */
  isAtWork(): boolean;
}

/**
 * SQLite overwrites what is deleted, but leaves copies behind where it has moved rows from page to page: only a file
 * written anew has none. That takes a second for some 100 MB, in a thread of its own: reading goes on meanwhile.
 */
export function createScrubber(file: string): Scrubber {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const inTurn = async (): Promise<void> => {
    // Whoever began it is told what came of it.
    await current?.catch(() => undefined);
    next = null;
    current = rewrite(file).finally(() => (current = null));
    await current;
  };
  return {
    // One that is at work may be past what was deleted just now.
    scrub: async () => await (next ??= inTurn()),
    isAtWork: () => current !== null,
  };
}

async function rewrite(file: string): Promise<void> {
  const worker = new Worker(new URL('./sqlite-scrub-thread.ts', import.meta.url), { workerData: file });
  try {
    const [code] = await once(worker, 'exit');
    if (code !== 0) throw new Error(`the thread that rewrites ${file} ended with ${code}`);
  } catch (error) {
    throw explainSqlite(error, file);
  }
}
