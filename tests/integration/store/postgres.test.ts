import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chunkId, conceptId, courseId, learnerId, quizId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore, storeOn } from '#store/open-store.ts';
import { createPostgresBackend } from '#store/postgres-backend.ts';
import { StoreProblem } from '#store/store-problem.ts';
import { makePostgresDatabase, sharedPostgres, startPostgres } from '../../support/postgres-server.ts';
import { startStoreProcess } from './store-process.ts';

const learner = learnerId('discord:1');
const course = courseId('async-python');
const begin = { learner, course, from: null, to: chunkId('a'), read: false, at: 1_000 };
const quickly = { busyTimeoutMs: 200 };

describe('what keeps us from a PostgreSQL is told in a sentence that names it, and never the password:', () => {
  test.each([
    ['a port where nothing listens', 'unreachable', /cannot be reached \(ECONNREFUSED\).*host and port/u],
    ['a host that is not there', 'unreachable', /cannot be reached \(ENOTFOUND|cannot be reached \(EAI_AGAIN/u],
    ['a wrong password', 'refused', /turned the user or the password away \(28P01\)/u],
    ['a database that is not there', 'refused', /no such database \(3D000\); make it with createdb/u],
    ['a server that does not encrypt', 'refused', /sslmode/u],
    ['a URL with a sign that means something', 'bad-url', /%40 for @/u],
  ] as const)('%s', async (what, kind, sentence) => {
    const { port } = await sharedPostgres();
    const urls = {
      'a port where nothing listens': 'postgres://studyloop:hunter2@127.0.0.1:1/studyloop',
      'a host that is not there': 'postgres://studyloop:hunter2@nowhere.invalid/studyloop',
      'a wrong password': `postgres://studyloop:hunter2@127.0.0.1:${port}/postgres`,
      'a database that is not there': (await sharedPostgres()).urlOf('nothing_of_the_kind'),
      'a server that does not encrypt': `${(await sharedPostgres()).urlOf('postgres')}?sslmode=require`,
      'a URL with a sign that means something': 'postgres://studyloop:hunter2#@host/studyloop',
    };
    const problem = await problemOf(openStore(urls[what], quickly));
    expect(problem.kind).toBe(kind);
    expect(problem.message).toMatch(sentence);
    for (const secret of ['hunter2', 'a-password-of-tests']) {
      expect(problem.message).not.toContain(secret);
      expect(JSON.stringify(problem.cause ?? null)).not.toContain(secret);
    }
  });

  test("another program's database, and one from a newer version, stay as they are", async () => {
    await using photos = await makePostgresDatabase('empty');
    await photos.run('create table photo (name text)');
    expect(await problemOf(openStore(photos.url))).toMatchObject({ kind: 'not-ours' });
    await using newer = await makePostgresDatabase();
    await newer.run("insert into kysely_migration values ('9999-from-tomorrow', '2030-01-01T00:00:00.000Z')");
    const problem = await problemOf(openStore(newer.url));
    expect(problem).toMatchObject({ kind: 'newer', message: expect.stringContaining('9999-from-tomorrow') });
  });

  test('a role that may only read, and one that may make no tables', async () => {
    await using full = await makePostgresDatabase();
    await using empty = await makePostgresDatabase('empty');
    const role = `reader_${full.name}`;
    await full.run(
      `create role ${role} login password 'hunter2'; grant select on all tables in schema public to ${role}`,
    );
    for (const { url } of [full, empty]) {
      const problem = await problemOf(openStore(url.replace(/\/\/.*@/u, `//${role}:hunter2@`)));
      expect(problem).toMatchObject({ kind: 'read-only', message: expect.stringContaining('grant the role') });
    }
    await full.run(`alter role ${role} set default_transaction_read_only = on`);
    await full.run(`grant all on all tables in schema public to ${role}`);
    const problem = await problemOf(openStore(full.url.replace(/\/\/.*@/u, `//${role}:hunter2@`)));
    expect(problem.kind).toBe('read-only');
    await full.run(`drop owned by ${role}; drop role ${role}`);
  });

  test('a server that is too old', async () => {
    const found = { version: 12, version_text: '12.22', encoding: 'UTF8', schema: 'public' };
    const row = { ...found, is_read_only: false, lacks_rights: false };
    const connect = async () => ({
      query: async (text: string) => {
        const rows: never[] = JSON.parse(JSON.stringify(text.includes('server_version_num') ? [row] : []));
        return { command: 'SELECT', rowCount: 1, rows };
      },
      release: () => {},
    });
    const pool = { connect, end: async () => {} };
    const problem = await problemOf(
      storeOn(createPostgresBackend(pool, { place: 'PostgreSQL there', busyTimeoutMs: 1 })),
    );
    expect(problem).toMatchObject({ kind: 'too-old', message: expect.stringContaining('13 or newer but runs 12.22') });
  });
});

test('who holds what is needed is waited for, and then told of', async () => {
  await using database = await makePostgresDatabase();
  await using store = await openStore(database.url, quickly);
  await store.progress.savePosition(begin);
  const holder = database.run('begin; select * from position for update; select pg_sleep(1.5); commit');
  await expect
    .poll(() => database.run("select 1 from pg_stat_activity where query like '%pg_sl' || 'eep%'"))
    .toHaveLength(1);
  const onward = { ...begin, from: chunkId('a'), to: chunkId('b'), at: 2_000 };
  expect(await problemOf(store.progress.savePosition(onward))).toMatchObject({ kind: 'locked' });
  await holder;
  expect(await store.progress.savePosition(onward)).toBe('moved');
});

test('a server that goes away and comes back: calls fail as problems meanwhile, short breaks are waited out, nothing acknowledged is lost', async () => {
  const folder = join(tmpdir(), `studyloop-postgres-that-goes-${process.pid}`);
  const server = await startPostgres(folder);
  await using hasty = await openStore(server.urlOf('postgres'), quickly);
  await using patient = await openStore(server.urlOf('postgres'), { busyTimeoutMs: 20_000 });
  await Promise.all(Array.from({ length: 8 }, (_, nth) => hasty.answers.record(answer(nth))));
  const during = Array.from({ length: 40 }, (_, nth) => hasty.answers.record(answer(100 + nth)));
  const outcomes = Promise.allSettled(during);
  await server.stop();
  for (const outcome of await outcomes)
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(StoreProblem);
  expect(await problemOf(hasty.answers.record(answer(200)))).toMatchObject({ kind: 'unreachable' });
  const waiting = patient.answers.record(answer(300));
  await server.start();
  expect(await waiting).toBe('recorded');
  // Such a connection is given up by the server after a minute only; this one ends before.
  const nobody = server.urlOf('postgres').replace(/:[^:]*@/u, '@');
  expect(await problemOf(openStore(nobody, quickly))).toMatchObject({ kind: 'refused' });
  const told = (await outcomes).filter(({ status }) => status === 'fulfilled').length;
  const [quiz] = await hasty.answers.history(learner, course);
  expect(quiz?.times).toBeGreaterThanOrEqual(8 + told + 1);
  await server.stop();
}, 60_000);

test('processes killed at any moment leave nothing by half, and no lock behind', async () => {
  await using database = await makePostgresDatabase();
  for (let round = 0; round < 4; round += 1) {
    await using child = await startStoreProcess('write');
    child.tell(`killed-${round} ${database.url}`);
    await child.hear();
    const rest = child.hearAll();
    await child.kill();
    const answered = (await rest).filter((line) => line.startsWith('answered')).length + 1;
    await using store = await openStore(database.url);
    await expectWhole(store, { who: `killed-${round}`, answered });
  }
}, 60_000);

test('an older database is brought up to date with what it knew; a migration that fails changes nothing', async () => {
  await using database = await makePostgresDatabase();
  {
    await using store = await openStore(database.url);
    await store.progress.savePosition(begin);
  }
  await turnBack(database.run);
  {
    await using store = await openStore(database.url);
    expect(await store.progress.positions(learner)).toEqual([{ course, chunk: 'a', since: 1_000 }]);
    expect(await store.answers.record(answer(1))).toBe('recorded');
  }
  await database.run("delete from kysely_migration where name > '0002'; drop table position; drop table chunk_read");
  await expect(openStore(database.url)).rejects.toThrow(/answer/u);
  expect(await database.run("select 1 from pg_class where relname = 'position'")).toEqual([]);
});

test('texts are compared by their bytes, whatever the language of the server', async () => {
  await using database = await makePostgresDatabase();
  const found = await database.run(`
    select table_name, column_name from information_schema.columns
    where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`);
  expect(found).toEqual([]);
  expect(
    (await database.run("select 1 from information_schema.columns where collation_name = 'C'")).length,
  ).toBeGreaterThan(90);
});

test('of who is forgotten no byte is left in the files of the tables once they are vacuumed in full', async () => {
  await using database = await makePostgresDatabase();
  const { folder } = await sharedPostgres();
  const gone = learnerId('test:somebody-who-goes');
  {
    await using store = await openStore(database.url);
    for (let nth = 0; nth < 60; nth += 1) {
      await store.answers.record({
        ...answer(nth),
        learner: nth % 2 === 0 ? gone : learnerId('test:somebody-who-stays'),
      });
    }
    expect(await store.ownData.forget(gone)).toBeGreaterThan(30);
    expect(await store.answers.history(gone, course)).toEqual([]);
  }
  await database.run('vacuum (full, analyze)');
  await database.run('checkpoint');
  const [row] = await database.run('select oid from pg_database where datname = current_database()');
  const files = join(folder, 'data', 'base', String(row?.['oid']));
  const bytes = readdirSync(files).map((name) => readFileSync(join(files, name), 'latin1'));
  expect(bytes.some((text) => text.includes('somebody-who-stays'))).toBe(true);
  expect(bytes.some((text) => text.includes('somebody-who-goes'))).toBe(false);
});

function answer(seed: number) {
  const question = { course, quiz: quizId('gather'), concept: conceptId('gather'), seed };
  return { learner, ...question, given: ['a'], correct: true, at: 1_000 + seed };
}

async function problemOf(work: Promise<unknown>): Promise<StoreProblem> {
  const error = await work.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  if (error instanceof StoreProblem) return error;
  throw new Error('expected a StoreProblem', { cause: error });
}

/** What is kept may be one step ahead of what was said. */
async function expectWhole(
  store: Store,
  { who, answered }: { readonly who: string; readonly answered: number },
): Promise<void> {
  const [quiz] = await store.answers.history(learnerId(who), course);
  const [exercise] = await store.exercises.history(learnerId(who), course);
  const [position] = await store.progress.positions(learnerId(who));
  const times = quiz?.times ?? 0;
  expect([answered, answered + 1]).toContain(times);
  expect([times - 1, times]).toContain(exercise?.tries ?? 0);
  const stands = Number(position?.chunk.replace('chunk-', ''));
  expect(await store.progress.chunksRead(learnerId(who), course)).toHaveLength(stands);
  const onward = { from: chunkId(`chunk-${stands}`), to: chunkId('end'), read: true, at: 9_000 };
  expect(await store.progress.savePosition({ learner: learnerId(who), course, ...onward })).toBe('moved');
}

/** To what the version before `0003-answers` left. */
async function turnBack(run: (statement: string) => Promise<readonly Record<string, unknown>[]>): Promise<void> {
  const rows = await run("select tablename as name from pg_tables where schemaname = 'public'");
  const younger = rows
    .map(({ name }) => String(name))
    .filter((name) => !/^(?:request|position|chunk_read|kysely_.*)$/u.test(name));
  await run(`drop table ${younger.join(', ')}; alter table position drop column ordered_at`);
  await run('alter table request drop column platform, drop column kept, drop column taken_over');
  await run("delete from kysely_migration where name >= '0003'");
}
