import { join } from 'node:path';
import { expect, test } from 'vitest';
import { courseId, learnerId, requestId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { startStoreProcess } from './store-process.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { turnBack } from './turn-back.ts';

const rounds = 300;

test('of two processes that want the same thing one gets it, every time', { timeout: 30_000 }, async () => {
  using folder = makeTemporaryFolder();
  const url = `sqlite:${join(folder.path, 'studyloop.db')}`;
  await using one = await startStoreProcess('race');
  await using other = await startStoreProcess('race');
  for (const each of [one, other]) each.tell(`${rounds} ${url}`);
  const wins = (await Promise.all([hearUntilDone(one.hear), hearUntilDone(other.hear)])).flat();

  const expected = Array.from({ length: rounds }, (_, round) => round);
  expect(roundsOf('claimed', wins)).toEqual(expected);
  expect(roundsOf('recorded', wins)).toEqual(expected);
  expect(roundsOf('tried', wins)).toEqual(expected);
  expect(roundsOf('moved', wins)).toEqual(expected);

  await using store = await openStore(url);
  const learner = learnerId('rival');
  expect(await store.progress.positions(learner)).toMatchObject([{ chunk: `chunk-${rounds - 1}` }]);
  expect(await store.answers.history(learner, courseId('async-python'))).toMatchObject([{ times: rounds }]);
});

test('two processes that open a new database at the same moment both can', { timeout: 30_000 }, async () => {
  using folder = makeTemporaryFolder();
  await using one = await startStoreProcess('open');
  await using other = await startStoreProcess('open');
  for (let round = 0; round < 20; round += 1) {
    const url = `sqlite:${join(folder.path, `fresh-${round}`, 'studyloop.db')}`;
    for (const each of [one, other]) each.tell(url);
    expect(await Promise.all([one.hear(), other.hear()])).toEqual(['open', 'open']);
  }
});

test('two processes that open an older database at the same moment both can', { timeout: 30_000 }, async () => {
  using folder = makeTemporaryFolder();
  await using one = await startStoreProcess('open');
  await using other = await startStoreProcess('open');
  for (let round = 0; round < 10; round += 1) {
    const file = join(folder.path, `older-${round}.db`);
    await makeOlder(file);
    for (const each of [one, other]) each.tell(`sqlite:${file}`);
    expect(await Promise.all([one.hear(), other.hear()])).toEqual(['open', 'open']);
  }
});

test('two handles in one process open a new database at the same moment', async () => {
  using folder = makeTemporaryFolder();
  const url = `sqlite:${join(folder.path, 'studyloop.db')}`;
  const [first, second] = await Promise.all([openStore(url), openStore(url)]);
  await using one = first;
  await using other = second;
  expect(await one.requests.claim(requestId('e'), 1_000, 500)).toBe('new');
  expect(await other.requests.claim(requestId('e'), 1_000, 500)).toBe('taken');
});

async function hearUntilDone(hear: () => Promise<string | null>): Promise<readonly string[]> {
  const lines: string[] = [];
  for (let line = await hear(); line !== 'done'; line = await hear()) {
    if (line === null) throw new Error(`the process ended after ${lines.length} lines without saying "done"`);
    lines.push(line);
  }
  return lines;
}

/** Which rounds were won, in order: a round won twice stands twice. */
function roundsOf(what: string, wins: readonly string[]): readonly number[] {
  const mine = wins.filter((win) => win.startsWith(`${what} `));
  return mine.map((win) => Number(win.slice(what.length + 1))).sort((one, other) => one - other);
}

async function makeOlder(file: string): Promise<void> {
  await (await openStore(`sqlite:${file}`))[Symbol.asyncDispose]();
  turnBack(file);
}
