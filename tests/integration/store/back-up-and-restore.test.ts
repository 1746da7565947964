import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { backUp, restore } from '#store/back-up-and-restore.ts';
import { openStore } from '#store/open-store.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const ann = learnerId('console:ann');

/** A database in which somebody chose a language. */
async function write(file: string, language: 'en' | 'zh'): Promise<void> {
  await using store = await openStore(`sqlite:${file}`);
  await store.learners.chooseLanguage(ann, language, 1_000);
}

async function languageIn(file: string): Promise<string | null> {
  await using store = await openStore(`sqlite:${file}`);
  return await store.learners.language(ann);
}

test('a copy is made while others write, and holds what was committed before', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'live.db');
  await using store = await openStore(`sqlite:${file}`);
  await store.learners.chooseLanguage(ann, 'zh', 1_000);
  const writing = Promise.all(
    Array.from(
      { length: 50 },
      async (_, nth) => await store.learners.chooseLanguage(learnerId(`console:${nth}`), 'en', 1_000),
    ),
  );
  await backUp(file, join(folder.path, 'copies', 'copy.db'));
  await writing;
  expect(await languageIn(join(folder.path, 'copies', 'copy.db'))).toBe('zh');
  expect(readdirSync(join(folder.path, 'copies')).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('what is restored is what the copy held, and what was there is kept', async () => {
  using folder = makeTemporaryFolder();
  const [file, copy] = [join(folder.path, 'live.db'), join(folder.path, 'copy.db')];
  await write(file, 'zh');
  await backUp(file, copy);
  await write(file, 'en');
  const aside = await restore(copy, file);
  expect(await languageIn(file)).toBe('zh');
  expect(await languageIn(aside ?? '')).toBe('en');
});

test('where there was nothing, the copy is all there is', async () => {
  using folder = makeTemporaryFolder();
  const copy = join(folder.path, 'copy.db');
  await write(copy, 'zh');
  expect(await restore(copy, join(folder.path, 'live.db'))).toBeNull();
  expect(await languageIn(join(folder.path, 'live.db'))).toBe('zh');
});

test('a damaged database gives way to its copy', async () => {
  using folder = makeTemporaryFolder();
  const [file, copy] = [join(folder.path, 'live.db'), join(folder.path, 'copy.db')];
  await write(copy, 'zh');
  writeFileSync(
    file,
    'no database at all, but long enough to be taken for the head of one, which has a hundred bytes\n',
  );
  const aside = await restore(copy, file);
  expect(await languageIn(file)).toBe('zh');
  expect(readFileSync(aside ?? '', 'utf8')).toContain('no database at all');
});

describe('nothing is changed', () => {
  test('while somebody uses the database', async () => {
    using folder = makeTemporaryFolder();
    const [file, copy] = [join(folder.path, 'live.db'), join(folder.path, 'copy.db')];
    await write(copy, 'zh');
    await using store = await openStore(`sqlite:${file}`);
    await store.learners.chooseLanguage(ann, 'en', 1_000);
    await expect(restore(copy, file)).rejects.toMatchObject({ kind: 'locked' });
    expect(await store.learners.language(ann)).toBe('en');
    expect(existsSync(`${file}.restored`)).toBe(false);
  }, 15_000);

  test.each([
    [
      'of another program',
      'not-ours',
      (file: string) => void new Database(file).exec('create table cat (name text)').close(),
    ],
    ['that is empty', 'not-ours', (file: string) => void new Database(file).exec('vacuum').close()],
    ['that is no database', 'not-a-database', (file: string) => writeFileSync(file, 'x'.repeat(4096))],
    [
      'of a newer version',
      'newer',
      (file: string) => {
        const raw = new Database(file);
        raw.exec(
          "create table kysely_migration (name text, timestamp text); insert into kysely_migration values ('9999-x', '')",
        );
        raw.close();
      },
    ],
  ])('by a file %s', async (_, kind, make) => {
    using folder = makeTemporaryFolder();
    const [file, copy] = [join(folder.path, 'live.db'), join(folder.path, 'copy.db')];
    await write(file, 'en');
    make(copy);
    await expect(restore(copy, file)).rejects.toMatchObject({ kind });
    expect(await languageIn(file)).toBe('en');
  });

  test('by a copy that was cut off', async () => {
    using folder = makeTemporaryFolder();
    const [file, copy] = [join(folder.path, 'live.db'), join(folder.path, 'copy.db')];
    await write(file, 'en');
    await backUp(file, copy);
    truncateSync(copy, 3 * 4096);
    await expect(restore(copy, file)).rejects.toMatchObject({ kind: 'corrupted' });
    expect(await languageIn(file)).toBe('en');
  });
});
