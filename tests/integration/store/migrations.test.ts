import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { chunkId, conceptId, courseId, learnerId, quizId } from '#core/ids.ts';
import { openStore } from '#store/open-store.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { turnBack } from './turn-back.ts';

const learner = learnerId('discord:1');
const course = courseId('async-python');
const begin = { learner, course, from: null, to: chunkId('a'), read: false, at: 1_000 };
const standing = [{ course, chunk: 'a', since: 1_000 }];

test('a missing folder and database are made', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'deep', 'down', 'studyloop.db');
  await using store = await openStore(`sqlite:${file}`);
  await store.progress.savePosition(begin);
  expect(existsSync(file)).toBe(true);
});

test('an empty file becomes a database', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  writeFileSync(file, '');
  await using store = await openStore(`sqlite:${file}`);
  expect(await store.progress.savePosition(begin)).toBe('moved');
});

test('a new database and one that is up to date are not copied', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await openAndClose(file);
  await openAndClose(file);
  expect(readdirSync(folder.path)).toEqual(['studyloop.db']);
});

test('opening a database that is up to date changes no byte of it', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await openAndClose(file);
  const before = readFileSync(file);
  await openAndClose(file);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('an older database is copied, brought up to date, and keeps what it knew', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await makeOlder(file);
  {
    await using store = await openStore(`sqlite:${file}`);
    expect(await store.progress.positions(learner)).toEqual(standing);
    const question = { learner, course, quiz: quizId('gather'), concept: conceptId('gather'), seed: 1 };
    expect(await store.answers.record({ ...question, given: ['a'], correct: true, at: 2_000 })).toBe('recorded');
  }
  const copies = readdirSync(join(folder.path, 'backups'));
  expect(copies).toEqual([expect.stringMatching(/^studyloop\.db\.\d{4}-.*Z\.before-0003-answers\.db$/)]);
  expect(tablesOf(join(folder.path, 'backups', copies[0] ?? ''))).not.toContain('answer');
});

test('a copy put back in the place of the database works', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await makeOlder(file);
  await openAndClose(file);
  const [copy = ''] = readdirSync(join(folder.path, 'backups'));
  const restored = join(folder.path, 'restored.db');
  copyFileSync(join(folder.path, 'backups', copy), restored);
  await using store = await openStore(`sqlite:${restored}`);
  expect(await store.progress.positions(learner)).toEqual(standing);
});

test('the five newest copies are kept, and files that are none of ours', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  const backups = join(folder.path, 'backups');
  const mine = ['studyloop.db.by-hand.db', 'other.db.2020-01-01T00-00-00.000Z.before-0002-progress.db'];
  mkdirSync(backups);
  for (const name of mine) writeFileSync(join(backups, name), 'mine');
  const made: string[] = [];
  for (let time = 0; time < 7; time += 1) {
    await makeOlder(file);
    await openAndClose(file);
    made.push(...readdirSync(backups).filter((name) => ![...mine, ...made].includes(name)));
  }
  expect(made).toHaveLength(7);
  expect(readdirSync(backups)).toEqual([...mine, ...made.slice(-5)].toSorted());
});

test('an older database that is damaged is not migrated, and no copy of it is kept', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await makeOlder(file);
  const damaged = readFileSync(file);
  damaged.fill(0x5a, positionPageOf(file), positionPageOf(file) + 4096);
  writeFileSync(file, damaged);
  await expect(openStore(`sqlite:${file}`)).rejects.toMatchObject({ kind: 'corrupted' });
  expect(readFileSync(file).equals(damaged)).toBe(true);
  expect(readdirSync(join(folder.path, 'backups'))).toEqual([]);
});

test('a migration that fails changes nothing', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await openAndClose(file);
  // It believes that all behind 0001 are still to come; 0002 works again, 0003 finds its table there already.
  change(file, "delete from kysely_migration where name > '0002'; drop table position; drop table chunk_read");
  const before = tablesOf(file);
  await expect(openStore(`sqlite:${file}`)).rejects.toThrow(/answer/);
  expect(tablesOf(file)).toEqual(before);
});

async function openAndClose(file: string): Promise<void> {
  await (await openStore(`sqlite:${file}`))[Symbol.asyncDispose]();
}

/** A database, with a learner in it, as the version before `0003-answers` left it. */
async function makeOlder(file: string): Promise<void> {
  {
    await using store = await openStore(`sqlite:${file}`);
    await store.progress.savePosition(begin);
  }
  turnBack(file);
}

/** Where in the file the one page of the table of positions begins. */
function positionPageOf(file: string): number {
  const raw = new Database(file, { readonly: true });
  const page = Number(raw.prepare("select rootpage from sqlite_master where name = 'position'").pluck().get());
  raw.close();
  return (page - 1) * 4096;
}

function change(file: string, statements: string): void {
  const raw = new Database(file);
  raw.exec(statements);
  raw.close();
}

function tablesOf(file: string): readonly unknown[] {
  const raw = new Database(file, { readonly: true });
  const names = raw.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  raw.close();
  return names;
}
