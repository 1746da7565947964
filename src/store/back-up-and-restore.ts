import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely } from 'kysely';
import { copyInto } from './copy-file.ts';
import { readApplied } from './migrate.ts';
import { sqliteTables } from './sqlite.ts';
import { timestamp } from './sqlite-backup.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { patiently } from './sqlite-patience.ts';
import { StoreProblem } from './store-problem.ts';

const busyTimeoutMs = 5_000;

/**
 * Copies the database in `from` to `to` while others use it: all that was committed when it began. A StoreProblem when
 * `from` is no database of ours.
 */
export async function backUp(from: string, to: string): Promise<void> {
  await examined(from, async (raw) => await patiently({ place: to, busyTimeoutMs }, () => copyInto(raw, to)));
}

/**
 * Puts the copy `from` in the place of the database `to`, which is moved into `backups/` beside it and named in the answer;
 * null: there was none. A StoreProblem, and nothing is changed, when the copy is damaged, not ours or of a newer version,
 * or when somebody uses the database.
 */
export async function restore(from: string, to: string): Promise<string | null> {
  return await examined(from, async (raw) => {
    const place = { place: to, busyTimeoutMs };
    const aside = existsSync(to)
      ? join(dirname(to), 'backups', `${basename(to)}.${timestamp()}.before-restore.db`)
      : null;
    const arrived = `${to}.restored`;
    try {
      await patiently(place, () => copyInto(raw, arrived));
      if (aside !== null) await patiently(place, () => moveAside(to, aside));
      renameSync(arrived, to);
    } finally {
      rmSync(arrived, { force: true });
    }
    return aside;
  });
}

/** Opens a database of ours that is whole. */
async function examined<Result>(file: string, work: (raw: Database.Database) => Promise<Result>): Promise<Result> {
  const patience = { place: file, busyTimeoutMs };
  const raw = await patiently(patience, () => new Database(file, { readonly: true, fileMustExist: true, timeout: 0 }));
  const db = new Kysely<unknown>({ dialect: createSqliteDialect(raw, patience) });
  try {
    if ((await readApplied(db, { place: file, tables: sqliteTables })).length === 0) throw empty(file);
    await patiently(patience, () => demandWhole(raw, file));
    return await work(raw);
  } finally {
    await db.destroy();
  }
}

function demandWhole(raw: Database.Database, file: string): void {
  const found: unknown = raw.pragma('integrity_check', { simple: true });
  if (found === 'ok') return;
  throw new StoreProblem(
    'corrupted',
    `${file} was expected to be a whole database but is damaged (${String(found).split('\n')[0]}); take another copy.`,
  );
}

function empty(file: string): StoreProblem {
  return new StoreProblem(
    'not-ours',
    `${file} was expected to be a copy of Studyloop's database but holds nothing; name another file.`,
  );
}

function moveAside(file: string, aside: string): void {
  mkdirSync(dirname(aside), { recursive: true });
  demandUnused(file);
  for (const part of ['-wal', '-shm', ''])
    if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${aside}${part}`);
}

/** Who leaves the write-ahead log has to be alone. What is damaged cannot be asked, nor used by anybody. */
function demandUnused(file: string): void {
  const raw = new Database(file, { timeout: 0 });
  try {
    raw.pragma('journal_mode = delete');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^SQLITE_(?:NOTADB|CORRUPT)/u.test(code)) throw error;
  } finally {
    raw.close();
  }
}
