import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Log } from '#core/ports/log.ts';
import type { Config } from '#src/config.ts';
import { copiesOf, dropOldCopies, folderOfCopies, nameOfCopy, timeOf } from './copies.ts';
import { fileOf } from './database-file.ts';

/** After the start, in which there is enough to do. */
const firstLookMs = 3000;
const lookMs = 600_000;
/** Whoever claimed a copy so long ago has died. */
const claimMs = 1_800_000;

interface Around {
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Copies a SQLite database now and then, in whichever process comes to it first, and drops the oldest copies; until the signal. */
export function keepCopies({ databaseUrl, backups }: Config, { log, signal }: Around): void {
  const [file, { everyMs, keep }] = [fileOf(databaseUrl), backups];
  if (file === null || everyMs === null) return;
  const look = () => {
    copyIfDue(file, { everyMs, keep, log }).catch((error: unknown) => log.error('backup failed', { error }));
  };
  const first = setTimeout(look, firstLookMs).unref();
  const timer = setInterval(look, lookMs).unref();
  const stop = () => {
    clearTimeout(first);
    clearInterval(timer);
  };
  signal.addEventListener('abort', stop, { once: true });
}

interface Schedule {
  readonly everyMs: number;
  readonly keep: number;
  readonly log: Log;
}

async function copyIfDue(file: string, { everyMs, keep, log }: Schedule): Promise<void> {
  const isDue = () => Date.now() - (timeOf(copiesOf(file).at(-1) ?? '') ?? 0) >= everyMs;
  const claim = `${folderOfCopies(file)}/.being-made`;
  if (!isDue() || !claimed(claim, file)) return;
  try {
    // Another process may have made it while this one came to it.
    if (!isDue()) return;
    const startedAt = performance.now();
    const to = nameOfCopy(file, Date.now());
    await copy(file, to);
    dropOldCopies(file, keep);
    log.info('backup made', { file: to, ms: Math.round(performance.now() - startedAt) });
  } finally {
    rmSync(claim, { force: true });
  }
}

/** One process alone holds it. */
function claimed(claim: string, file: string): boolean {
  mkdirSync(folderOfCopies(file), { recursive: true });
  const since = timeOf(claim);
  if (since !== null && Date.now() - since > claimMs) rmSync(claim, { force: true });
  try {
    closeSync(openSync(claim, 'wx'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Rejects with what went wrong there. The process may end meanwhile: then there is no copy. */
async function copy(from: string, to: string): Promise<void> {
  const thread = new Worker(new URL('./copy-thread.ts', import.meta.url), { workerData: { from, to } });
  thread.unref();
  const [code]: unknown[] = await once(thread, 'exit');
  if (code !== 0) throw new Error(`expected the copying thread to end with 0, got ${String(code)}`);
}
