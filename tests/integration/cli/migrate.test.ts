import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { runCommandLine } from '#cli/program.ts';
import { chunkId, courseId, learnerId } from '#core/ids.ts';
import { describeDatabase } from '#store/describe-database.ts';
import { openStore } from '#store/open-store.ts';
import { makePostgresDatabase } from '../../support/postgres-server.ts';
import { project } from '../../support/program.ts';
import { makeTemporaryFolder } from '../store/temporary-folder.ts';

const password = 'a-password-of-tests';

test('a host moves to PostgreSQL and back: each table with its rows, what to do then, and never the password', async () => {
  using folder = makeTemporaryFolder();
  await using database = await makePostgresDatabase('empty');
  const [file, back] = [`sqlite:${join(folder.path, 'studyloop.db')}`, `sqlite:${join(folder.path, 'back.db')}`];
  const learner = learnerId('discord:81');
  {
    await using store = await openStore(file);
    await store.progress.savePosition({
      learner,
      course: courseId('async'),
      from: null,
      to: chunkId('a'),
      read: false,
      at: 1,
    });
  }
  const there = await typed(['migrate', '--from', file], database.url);
  expect(there).toMatchObject({ code: 0, stderr: '' });
  expect(there.stdout).toMatch(/^From sqlite:.* to PostgreSQL at 127\.0\.0\.1:\d+, database \w+\.\n/u);
  expect(there.stdout).toMatch(/^position +1 {2}[\da-f]{16}$/mu);
  expect(there.stdout).toMatch(/^note +0 {2}0{16}$/mu);
  expect(there.stdout).toContain('Copied 1 rows;');
  expect(await typed(['migrate', '--to', back], database.url)).toMatchObject({ code: 0 });
  {
    await using store = await openStore(back);
    expect(await store.progress.positions(learner)).toMatchObject([{ chunk: 'a' }]);
    await store.days.beat(1, 1);
  }
  const refused = await typed(['migrate', '--to', back], database.url);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('holds a community of its own') });
  const wrong = database.url.replace(password, 'hunter2');
  const away = await typed(['migrate', '--to', back, '--from', wrong], file);
  expect(away).toMatchObject({ code: 1, stderr: expect.stringContaining('turned the user or the password away') });
  for (const { stdout, stderr } of [there, refused, away]) expect(stdout + stderr).not.toMatch(/a-password|hunter2/u);
});

test('to name no database is wrong usage, and the help warns of passwords in arguments', async () => {
  expect(await typed(['migrate'], 'sqlite::memory:')).toMatchObject({ code: 2, stdout: '' });
  expect((await typed(['migrate', '--help'], 'sqlite::memory:')).stdout).toContain('Others on this machine see');
});

test('backup and restore name the tools of PostgreSQL, and what doctor says names the server', async () => {
  await using database = await makePostgresDatabase();
  const saved = await typed(['backup'], database.url);
  expect(saved).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('pg_dump --format=custom') });
  const restored = await typed(['restore', 'copy.dump'], database.url);
  expect(restored).toMatchObject({ code: 1, stderr: expect.stringContaining('pg_restore --clean') });
  expect(await describeDatabase(database.url)).toMatch(
    /^PostgreSQL at [^@]* opens: version \d+\.\d.*, answers in \d+ ms, tables as of \d{4}-/u,
  );
  for (const { stdout, stderr } of [saved, restored]) expect(stdout + stderr).not.toContain(password);
});

async function typed(args: readonly string[], url: string) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const stopping = new AbortController().signal;
  const environment = { DATABASE_URL: url };
  const code = await runCommandLine(args, { stdin, stdout, stderr, environment, folder: project, project, stopping });
  return { code, stdout: String(stdout.read() ?? ''), stderr: String(stderr.read() ?? '') };
}
