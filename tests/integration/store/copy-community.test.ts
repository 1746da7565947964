import { join } from 'node:path';
import { expect, test } from 'vitest';
import { courseId, learnerId, requestId } from '#core/ids.ts';
import { copyCommunity } from '#store/copy-community.ts';
import { openStore } from '#store/open-store.ts';
import { owned } from '#store/ownership.ts';
import type { TableSum } from '#store/table-sum.ts';
import { makePostgresDatabase } from '../../support/postgres-server.ts';
import { contentOf, fillEveryTable } from './every-table.ts';
import { startStoreProcess } from './store-process.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** More than go at a time. */
const rowsEach = 210;

test('everything comes from SQLite to PostgreSQL and back, with the same counts and sums', async () => {
  using folder = makeTemporaryFolder();
  await using middle = await makePostgresDatabase('empty');
  const [before, after] = [join(folder.path, 'before.db'), join(folder.path, 'after.db')];
  await makeFilled(before);
  const there = await copy(`sqlite:${before}`, middle.url);
  const back = await copy(middle.url, `sqlite:${after}`);
  expect(contentOf(after)).toEqual(contentOf(before));
  expect(there.map(({ table }) => table).toSorted()).toEqual(owned.map(({ table }) => table).toSorted());
  expect(there.every(({ rows }) => rows === rowsEach)).toBe(true);
  expect(new Set(there.map(({ sum }) => sum)).size).toBe(there.length);
  expect(back).toEqual(there);
  await using store = await openStore(middle.url);
  expect(await store.notes.read('key-2-\0')).toBe('text-2-\0');
  expect(await store.requests.claim(requestId('id-2-\0'), 9e12 + 1e6, 1)).toBe('taken');
});

test('a copy that nobody has used is made anew, and a community of its own is left alone', async () => {
  using folder = makeTemporaryFolder();
  await using target = await makePostgresDatabase();
  const file = join(folder.path, 'studyloop.db');
  await makeFilled(file);
  await copy(`sqlite:${file}`, target.url);
  {
    await using store = await openStore(`sqlite:${file}`);
    await store.ownData.forget(learnerId('learner-1- '));
  }
  const anew = await copy(`sqlite:${file}`, target.url);
  expect(anew.find(({ table }) => table === 'answer')?.rows).toBe(rowsEach - 1);
  {
    await using store = await openStore(target.url);
    await store.days.beat(1, 1);
  }
  const before = await target.run('select * from running order by started_at');
  await expect(copy(`sqlite:${file}`, target.url)).rejects.toMatchObject({
    kind: 'not-ours',
    message: expect.stringMatching(
      /^PostgreSQL at 127.0.0.1:\d+, database test_\w+ was expected to be empty.*running/u,
    ),
  });
  expect(await target.run('select * from running order by started_at')).toEqual(before);
});

test('killed in the middle it leaves nothing, and run again it brings everything', { timeout: 60_000 }, async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await makeFilled(file);
  for (const kind of ['postgres', 'sqlite'] as const) {
    await using database = await makePostgresDatabase('empty');
    const target = kind === 'postgres' ? database.url : `sqlite:${join(folder.path, 'target.db')}`;
    {
      await using child = await startStoreProcess('copy');
      child.tell(`sqlite:${file} ${target}`);
      for (let tables = 0; tables < 20; tables += 1) expect(await child.hear()).toMatch(/^copied \w+ 210$/u);
      await child.kill();
    }
    {
      await using store = await openStore(target, { busyTimeoutMs: 10_000 });
      expect(await store.days.running(-1)).toEqual([]);
      expect(await store.notes.read('key-2-\0')).toBeNull();
    }
    const sums = await copy(`sqlite:${file}`, target);
    expect(sums.every(({ rows }) => rows === rowsEach)).toBe(true);
  }
});

test(
  'what is written meanwhile is in no copy by half: a copy is the community at one moment',
  { timeout: 60_000 },
  async () => {
    using folder = makeTemporaryFolder();
    await using second = await makePostgresDatabase('empty');
    await using third = await makePostgresDatabase('empty');
    const file = join(folder.path, 'studyloop.db');
    await makeFilled(file);
    for (const [from, to] of [
      [`sqlite:${file}`, second.url],
      [second.url, third.url],
    ] as const) {
      await using child = await startStoreProcess('write');
      child.tell(`live ${from}`);
      await child.hear();
      const heard = child.hearAll();
      await copy(from, to);
      await child.kill();
      const wrote = (await heard).filter((line) => line.startsWith('answered')).length;
      await using store = await openStore(to);
      const [quiz] = await store.answers.history(learnerId('live'), courseId('async-python'));
      const [exercise] = await store.exercises.history(learnerId('live'), courseId('async-python'));
      const [answers, tries] = [quiz?.times ?? 0, exercise?.tries ?? 0];
      expect(answers).toBeLessThanOrEqual(wrote + 2);
      expect([answers, answers - 1]).toContain(tries);
      await store.ownData.forget(learnerId('live'));
    }
  },
);

test('what cannot be copied is refused before anything is changed', async () => {
  using folder = makeTemporaryFolder();
  await using target = await makePostgresDatabase('empty');
  const missing = `sqlite:${join(folder.path, 'missing.db')}`;
  await expect(copy(missing, target.url)).rejects.toMatchObject({ kind: 'unreachable' });
  await expect(copy(target.url, target.url)).rejects.toMatchObject({ kind: 'bad-url' });
  await expect(copy('sqlite::memory:', target.url)).rejects.toMatchObject({ kind: 'bad-url' });
  await expect(copy(target.url, missing)).rejects.toThrow(/expected to hold a community to copy but is empty/u);
  await target.run('create table photo (name text)');
  const file = join(folder.path, 'studyloop.db');
  await makeFilled(file);
  await expect(copy(`sqlite:${file}`, target.url)).rejects.toMatchObject({ kind: 'not-ours' });
  const stopping = AbortSignal.abort();
  await using other = await makePostgresDatabase();
  const wishes = { from: `sqlite:${file}`, to: other.url, tell: () => {}, stopping };
  await expect(copyCommunity(wishes)).rejects.toThrow(/nothing was kept/u);
  expect(await other.run('select * from note')).toEqual([]);
});

async function makeFilled(file: string): Promise<void> {
  await (await openStore(`sqlite:${file}`))[Symbol.asyncDispose]();
  fillEveryTable(file, rowsEach);
}

async function copy(from: string, to: string): Promise<readonly TableSum[]> {
  return await copyCommunity({ from, to, tell: () => {}, stopping: new AbortController().signal });
}
