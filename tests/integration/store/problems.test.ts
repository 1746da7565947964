import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { chunkId, conceptId, courseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { StoreProblem } from '#store/store-problem.ts';
import { startStoreProcess } from './store-process.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

const learner = learnerId('discord:1');
const course = courseId('async-python');
const begin = { learner, course, from: null, to: chunkId('a'), read: false, at: 1_000 };
const onward = { learner, course, from: chunkId('a'), to: chunkId('b'), read: true, at: 2_000 };

describe('a url', () => {
  const wrong = ['', 'studyloop.db', 'sqlite:', 'sqlite://data/studyloop.db', 'mysql://host/db', 'postgres:'];

  test.each(wrong)('"%s" is refused with an example of a right one', async (url) => {
    const problem = await problemOf(openStore(url));
    expect(problem.kind).toBe('bad-url');
    expect(problem.message).toContain('sqlite:data/studyloop.db');
  });

  test('shows no password when it is refused', async () => {
    const { message } = await problemOf(openStore('mysql://studyloop:hunter2@host/db'));
    expect(message).toContain('"mysql:"');
    expect(message).not.toContain('hunter2');
  });
});

describe('a file that is not for us stays as it is, and the problem names it:', () => {
  async function expectRefused(file: string): Promise<StoreProblem> {
    const before = readFileSync(file);
    const problem = await problemOf(openStore(`sqlite:${file}`));
    expect(problem.message).toContain(file);
    expect(readFileSync(file).equals(before)).toBe(true);
    return problem;
  }

  test.each(['hello', 'a text. '.repeat(10_000)])('some other file (%#)', async (text) => {
    using folder = makeTemporaryFolder();
    const file = join(folder.path, 'notes.txt');
    writeFileSync(file, text);
    expect((await expectRefused(file)).kind).toBe('not-a-database');
  });

  test("another program's database", async () => {
    using folder = makeTemporaryFolder();
    const file = join(folder.path, 'photos.db');
    change(file, 'create table photo (name text)');
    expect((await expectRefused(file)).kind).toBe('not-ours');
  });

  test('a database from a newer version', async () => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    change(file, "insert into kysely_migration values ('9999-from-tomorrow', '2030-01-01T00:00:00.000Z')");
    const problem = await expectRefused(file);
    expect(problem.kind).toBe('newer');
    expect(problem.message).toMatch(/9999-from-tomorrow.*update Studyloop/);
  });

  test('a database cut short', async () => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    truncateSync(file, 3 * 4096);
    const problem = await expectRefused(file);
    expect(problem.kind).toBe('corrupted');
    expect(problem.message).toContain(join(folder.path, 'backups'));
  });
});

test('a damaged page shows when it is read, and is left as it is', async () => {
  using folder = makeTemporaryFolder();
  const file = await makeDatabase(folder.path);
  const page = pageOf('position', file);
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, page * 4096, (page + 1) * 4096));
  await using store = await openStore(`sqlite:${file}`);
  const problem = await problemOf(everything(store));
  expect(problem.kind).toBe('corrupted');
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

/** The first page of a table, from 0. */
function pageOf(table: string, file: string): number {
  const raw = new Database(file, { readonly: true });
  const page = raw.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table);
  raw.close();
  return Number(page) - 1;
}

test('a folder in the place of the file, and a file in the place of a folder, are named', async () => {
  using folder = makeTemporaryFolder();
  mkdirSync(join(folder.path, 'studyloop.db'));
  writeFileSync(join(folder.path, 'data'), '');
  const isFolder = await problemOf(openStore(`sqlite:${join(folder.path, 'studyloop.db')}`));
  expect(isFolder).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('studyloop.db') });
  const isFile = await problemOf(openStore(`sqlite:${join(folder.path, 'data', 'studyloop.db')}`));
  expect(isFile).toMatchObject({ kind: 'unreachable', message: expect.stringContaining(join(folder.path, 'data')) });
});

describe('for a user who may not write', () => {
  test('a read-only folder is named, and nothing is made in it', async () => {
    using folder = makeTemporaryFolder();
    chmodSync(folder.path, 0o555);
    const answer = await tellAnOrdinaryUser(`sqlite:${join(folder.path, 'studyloop.db')}`);
    expect(answer).toMatchObject({ kind: 'read-only', message: expect.stringContaining(folder.path) });
  });

  test('a folder that cannot be made names the one above it', async () => {
    using folder = makeTemporaryFolder();
    chmodSync(folder.path, 0o555);
    const answer = await tellAnOrdinaryUser(`sqlite:${join(folder.path, 'data', 'studyloop.db')}`);
    expect(answer).toMatchObject({ kind: 'read-only', message: expect.stringContaining(folder.path) });
  });

  test.each(['', '-wal', '-shm'])('a read-only studyloop.db%s is named', async (suffix) => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    await using store = await openStore(`sqlite:${file}`); // so that -wal and -shm are there
    await store.requests.claim(requestId('e'), 1_000, 500);
    chmodSync(folder.path, 0o777);
    for (const part of ['', '-wal', '-shm']) chmodSync(`${file}${part}`, part === suffix ? 0o444 : 0o666);
    const answer = await tellAnOrdinaryUser(`sqlite:${file}`);
    expect(answer).toMatchObject({ kind: 'read-only', message: expect.stringContaining(`${file}${suffix} `) });
  });
});

describe('a database that another program holds', () => {
  const quickly = { busyTimeoutMs: 50 };

  test('can be read, and a write is refused after the time-out and works once it is free', async () => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    await using store = await openStore(`sqlite:${file}`, quickly);
    const holder = new Database(file);
    holder.exec('begin immediate');
    expect(await store.progress.positions(learner)).toHaveLength(1);
    expect(await problemOf(store.progress.savePosition(onward))).toMatchObject({ kind: 'locked' });
    holder.exec('rollback');
    holder.close();
    expect(await store.progress.savePosition(onward)).toBe('moved');
  });

  test('is waited for, and the process goes on meanwhile', async () => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    await using store = await openStore(`sqlite:${file}`, { busyTimeoutMs: 60_000 });
    const holder = new Database(file);
    holder.exec('begin immediate');
    const moved = store.progress.savePosition(onward);
    await new Promise(setImmediate);
    holder.exec('rollback');
    holder.close();
    expect(await moved).toBe('moved');
  });

  test('wholly cannot be opened', async () => {
    using folder = makeTemporaryFolder();
    const file = await makeDatabase(folder.path);
    const holder = new Database(file);
    holder.pragma('locking_mode = exclusive');
    holder.exec('begin exclusive');
    expect(await problemOf(openStore(`sqlite:${file}`, quickly))).toMatchObject({
      kind: 'locked',
      message: expect.stringContaining(file),
    });
    holder.close();
  });
});

/** A disk of 512 kB at the folder that `sh` is given, seen by that one process. */
const tinyDisk = [
  'unshare',
  '--user',
  '--map-root-user',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=512k tmpfs "$0" && exec "$@"',
];

describe.skipIf(!canMount())('on a full disk (skipped where unprivileged users may not mount one)', () => {
  test('a write is refused, what was acknowledged is kept whole, and with room again it goes on', async () => {
    using folder = makeTemporaryFolder();
    await using child = await startStoreProcess('fill', [...tinyDisk, folder.path]);
    child.tell(folder.path);
    expect(parse(await child.hear())).toMatchObject({
      kind: 'disk-full',
      message: expect.stringContaining('studyloop.db'),
    });
    const moves = Number((await child.hear())?.replace('acknowledged ', ''));
    expect(moves).toBeGreaterThan(1);
    expect(await child.hear()).toBe(`stands at chunk-${moves} with ${moves} read`);
    expect(await child.hear()).toBe('moved');
    expect(await child.hear()).toBe(`stands at chunk-${moves + 1} with ${moves + 1} read`);
  });
});

async function problemOf(work: Promise<unknown>): Promise<StoreProblem> {
  const error = await work.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  if (error instanceof StoreProblem) return error;
  throw new Error('expected a StoreProblem', { cause: error });
}

/** A whole database with one learner in it, closed. */
async function makeDatabase(folder: string): Promise<string> {
  const file = join(folder, 'studyloop.db');
  await using store = await openStore(`sqlite:${file}`);
  await store.progress.savePosition(begin);
  return file;
}

async function everything(store: Store): Promise<void> {
  const question = { learner, course, quiz: quizId('gather'), concept: conceptId('gather'), seed: 1 };
  await store.progress.savePosition(onward);
  await store.answers.record({ ...question, given: ['a'], correct: true, at: 2_000 });
  await store.requests.claim(requestId('e'), 1_000, 500);
}

function change(file: string, statements: string): void {
  const raw = new Database(file);
  raw.exec(statements);
  raw.close();
}

async function tellAnOrdinaryUser(url: string): Promise<unknown> {
  await using child = await startStoreProcess('open as an ordinary user');
  child.tell(url);
  return parse(await child.hear());
}

function canMount(): boolean {
  using folder = makeTemporaryFolder();
  const [program, ...rest] = [...tinyDisk, folder.path, 'true'];
  return spawnSync(program, rest).status === 0;
}

function parse(line: string | null): unknown {
  return line === 'open' ? line : JSON.parse(line ?? '"it said nothing"');
}
