import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { courseId, learnerId, requestId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { type StoreProcess, startStoreProcess } from './store-process.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const rounds = 25;
const longestLifeMs = 60;
/** A new file now and then: a kill can then fall into its making as well. */
const roundsPerFile = 5;

const course = courseId('async-python');
const never = 9_000_000_000_000;

test(
  'processes killed at any moment leave a whole database that holds all they acknowledged and nothing by half',
  { timeout: 60_000 },
  async () => {
    using folder = makeTemporaryFolder();
    await using started = new AsyncDisposableStack();
    let acknowledged = 0;
    let next = startPair(started);
    for (let round = 0; round < rounds; round += 1) {
      const file = join(folder.path, `${Math.floor(round / roundsPerFile)}.db`);
      const [early, late] = await next;
      next = startPair(started);
      const lives = await Promise.all([
        live(early, { learner: `early-${round}`, file, isLate: false }),
        live(late, { learner: `late-${round}`, file, isLate: true }),
      ]);
      expect(wholenessOf(file)).toBe('ok');
      await using store = await openStore(`sqlite:${file}`);
      for (const life of lives) await expectKept(store, life);
      acknowledged += lives.reduce((sum, { lines }) => sum + lines.length, 0);
    }
    await next;
    expect(acknowledged).toBeGreaterThanOrEqual(rounds);
  },
);

/** Two at a time: they are in each other's way, and one lives on when the other is gone. */
async function startPair(started: AsyncDisposableStack): Promise<readonly [StoreProcess, StoreProcess]> {
  const pair = await Promise.all([startStoreProcess('write'), startStoreProcess('write')] as const);
  for (const each of pair) started.use(each);
  return pair;
}

interface Life {
  readonly learner: string;
  readonly lines: readonly string[];
}

/** `isLate`: killed only when it has acknowledged something, however slow the machine. */
async function live(
  storeProcess: StoreProcess,
  { learner, file, isLate }: { readonly learner: string; readonly file: string; readonly isLate: boolean },
): Promise<Life> {
  storeProcess.tell(`${learner} sqlite:${file}`);
  const first = isLate ? [(await storeProcess.hear()) ?? 'nothing'] : [];
  const rest = storeProcess.hearAll();
  await sleep(Math.random() * longestLifeMs);
  await storeProcess.kill();
  return { learner, lines: [...first, ...(await rest)] };
}

/** Not through the store: this is about the file. */
function wholenessOf(file: string): unknown {
  const raw = new Database(file);
  try {
    return raw.pragma('integrity_check', { simple: true });
  } finally {
    raw.close();
  }
}

/** What is kept may be one step ahead of what was said: the kill fell between the two. */
async function expectKept(store: Store, { learner, lines }: Life): Promise<void> {
  const [answered, moved, settled] = [lastOf('answered', lines), lastOf('moved', lines), lastOf('settled', lines)];
  const tried = lastOf('tried', lines);
  const [quiz] = await store.answers.history(learnerId(learner), course);
  expect([answered + 1, answered + 2]).toContain(quiz?.times ?? 0);

  const [solved] = await store.exercises.history(learnerId(learner), course);
  expect([tried + 1, tried + 2]).toContain(solved?.tries ?? 0);
  expect(solved?.passed ?? true).toBe(true);

  const [position] = await store.progress.positions(learnerId(learner));
  const stands = position === undefined ? -1 : Number(position.chunk.replace('chunk-', ''));
  expect(moved === -1 ? [-1, 0, 1] : [moved + 1, moved + 2]).toContain(stands);
  const read = await store.progress.chunksRead(learnerId(learner), course);
  expect(read).toEqual(Array.from({ length: Math.max(stands, 0) }, (_, index) => `chunk-${index}`));

  for (let round = 0; round <= settled; round += 1) {
    expect(await store.requests.claim(requestId(`${learner}/${round}`), never, 1)).toBe('taken');
  }
}

/** -1 when it never said so. */
function lastOf(what: string, lines: readonly string[]): number {
  const last = lines.findLast((line) => line.startsWith(`${what} `));
  return last === undefined ? -1 : Number(last.slice(what.length + 1));
}
