import { setTimeout } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

// A thread of its own, with a handle of its own: other processes are waited for while they write or read an older state.
const patienceMs = 60_000;
const pauseMs = 20;

const raw = new Database(String(workerData), { timeout: patienceMs });
raw.pragma('secure_delete = on');
raw.exec('vacuum');
// SQLite waits for readers here, but not for another one who does the same at this moment.
const deadline = performance.now() + patienceMs;
let isBusy = true;
while (isBusy && performance.now() < deadline) {
  isBusy = raw.pragma('wal_checkpoint(truncate)', { simple: true }) !== 0;
  if (isBusy) await setTimeout(pauseMs);
}
raw.close();
if (isBusy)
  throw new Error('expected to empty the write-ahead log, but another program kept reading from it for a minute');
