import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { LearnerId } from '#core/ids.ts';
import { chunkId, conceptId, courseId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { owned } from '#store/ownership.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';
import { turnBack } from './turn-back.ts';

const course = courseId('async-python');

test('of who is forgotten no byte is left in the database, its log and its index, nor of what they answered', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  const learners = Array.from({ length: 12 }, (_, nth) =>
    learnerId(`test:learner-${nth}-of-${'twelve'.repeat(nth % 3)}`),
  );
  const [gone = learnerId(''), linked = learnerId(''), ...others] = learners;
  await using store = await openStore(`sqlite:${file}`);
  // Rows are moved from page to page as tables grow, and leave copies of themselves behind.
  for (let nth = 0; nth < 1_500; nth += 1) {
    const learner = learners[(nth * 7_919) % learners.length] ?? gone;
    const mine = learner === gone || learner === linked;
    await answerAll(store, learner, {
      nth,
      given: mine ? `given-by-the-gone-${'x'.repeat(nth % 90)}` : `other-${nth}`,
    });
  }
  await store.accounts.offer({ learner: gone, code: 'CODE', at: 1_000, until: 2_000 });
  await store.accounts.redeem({ learner: linked, code: 'CODE', at: 1_000 }, { most: 5, withinMs: 1_000 });
  expect(bytesOf(file)).toContain('given-by-the-gone');
  expect(await store.ownData.forget(linked)).toBeGreaterThan(300);
  const left = bytesOf(file);
  for (const trace of [gone, linked, 'given-by-the-gone']) expect(left.includes(trace), trace).toBe(false);
  expect(statSync(`${file}-wal`).size).toBe(0);
  for (const other of others) {
    expect(left).toContain(other);
    expect(await store.answers.history(other, course)).not.toEqual([]);
  }
  expect(new Database(file, { readonly: true }).pragma('integrity_check', { simple: true })).toBe('ok');
}, 60_000);

test('what others write while somebody is forgotten is kept, and several can be forgotten at once', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  const learners = Array.from({ length: 4 }, (_, nth) => learnerId(`test:at-once-${nth}`));
  const [first = learnerId(''), second = learnerId(''), stays = learnerId('')] = learners;
  await using store = await openStore(`sqlite:${file}`, { busyTimeoutMs: 1 });
  for (const learner of learners) await answerAll(store, learner, { nth: 1, given: 'a' });
  const forgetting = [first, second].map(async (learner) => await store.ownData.forget(learner));
  for (let nth = 2; nth < 200; nth += 1) await answerAll(store, stays, { nth, given: 'a' });
  await Promise.all(forgetting);
  const history = await store.answers.history(stays, course);
  expect(history.reduce((sum, { times }) => sum + times, 0)).toBe(199);
  expect(bytesOf(file)).not.toContain(first);
  expect(bytesOf(file)).not.toContain(second);
}, 60_000);

test('every column that may name somebody is known to deletion', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  await (await openStore(`sqlite:${file}`))[Symbol.asyncDispose]();
  const raw = new Database(file, { readonly: true });
  const tables = raw
    .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely_%'")
    .pluck()
    .all();
  const lost = tables.map(String).flatMap((table) => {
    const known = owned.find((one) => one.table === table);
    const columns = raw.prepare(`select name from pragma_table_info('${table}')`).pluck().all().map(String);
    const naming = columns.filter((name) => /learner|member|account|person|user|author|teacher|_by$/u.test(name));
    const covered = [known?.owner, ...(known?.names ?? []), ...opaque];
    const communal = columns.includes('community') && known?.community !== 'community' ? ['community'] : [];
    return [...naming.filter((name) => !covered.includes(name)), ...communal].map((name) => `${table}.${name}`);
  });
  raw.close();
  expect(tables.length).toBeGreaterThan(10);
  expect(lost).toEqual([]);
});

/** A number drawn at random, which says nothing without the rows that share it. */
const opaque = ['person'];

test('programs that buttons of older versions held are not in the file any more', async () => {
  using folder = makeTemporaryFolder();
  const file = join(folder.path, 'studyloop.db');
  {
    await using store = await openStore(`sqlite:${file}`);
    await answerAll(store, learnerId('test:ada'), { nth: 1, given: 'a' });
  }
  turnBack(file);
  const raw = new Database(file);
  raw.exec('create table learner (learner text primary key, language text) strict, without rowid');
  raw.exec(
    'create table note (key text primary key, text text not null, kept_at integer not null) strict, without rowid',
  );
  raw.exec("insert into note values ('discord:press:abc', 'print(42) # mine', 1), ('discord:commands', 'digest', 1)");
  raw.exec("insert into learner values ('test:ada', 'zh')");
  raw.exec(readFileSync(new URL('tables-of-0005.sql', import.meta.url), 'utf8'));
  const applied = raw.prepare('insert into kysely_migration values (?, ?)');
  for (const name of ['0003-answers', '0004-notes', '0005-exercises', '0006-learners']) applied.run(name, '2099-01-01');
  raw.close();
  await using store = await openStore(`sqlite:${file}`);
  expect(await store.notes.read('discord:press:abc')).toBeNull();
  expect(await store.notes.read('discord:commands')).toBe('digest');
  expect(await store.learners.language(learnerId('test:ada'))).toBe('zh');
  expect(bytesOf(file)).not.toContain('print(42)');
}, 60_000);

interface Given {
  readonly nth: number;
  readonly given: string;
}

async function answerAll(store: Store, learner: LearnerId, { nth, given }: Given): Promise<void> {
  const at = nth;
  await store.answers.record({
    learner,
    course,
    quiz: quizId(`quiz-${nth % 17}`),
    concept: conceptId('await'),
    seed: nth,
    given: [given],
    correct: nth % 2 === 0,
    at,
    day: { date: `2026-11-${10 + (nth % 15)}`, zone: 'Europe/Berlin' },
  });
  if (nth % 5 !== 0) return;
  const [stands] = await store.progress.positions(learner);
  const move = { from: stands?.chunk ?? null, to: chunkId(`chunk-${nth}`), read: true, at };
  await store.progress.savePosition({ learner, course, ...move });
  const request = requestId(`test:event-${nth}`);
  const tried = { request, code: `print(${nth})`, verdict: 'failed', failing: given, hints: 0, at } as const;
  await store.exercises.record({ learner, course, exercise: exerciseId('retry'), ...tried });
}

function bytesOf(file: string): string {
  const files = ['', '-wal', '-shm'].map((end) => `${file}${end}`).filter((path) => existsSync(path));
  return files.map((path) => readFileSync(path, 'latin1')).join('\n');
}
