import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { type Kysely, sql } from 'kysely';
import type { Backend } from './backend.ts';
import { backUpSqlite } from './sqlite-backup.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
import { createScrubber } from './sqlite-scrub.ts';
import { patiently } from './sqlite-patience.ts';

/** Opens a SQLite file, made where missing with its folder, or `:memory:`. What is in it is not looked at yet. */
export async function openSqlite(
  path: string,
  { busyTimeoutMs }: { readonly busyTimeoutMs: number },
): Promise<Backend> {
  const file = path === ':memory:' ? null : resolve(path);
  const scrubber = file === null ? null : createScrubber(file);
  const isExcused = () => scrubber?.isAtWork() === true;
  const patience = { place: file ?? 'the database in memory', busyTimeoutMs, isExcused };
  const raw = await patiently(patience, () => open(file));
  return {
    dialect: createSqliteDialect(raw, patience),
    place: patience.place,
    spelling: { integer: 'integer', tableEnd: sql`strict, without rowid` },
    tables: sqliteTables,
    accept: () => patiently(patience, () => tune(raw)),
    // Whoever begins a transaction first is waited for.
    alone: (db, work) => work(db),
    shutOut: async () => {},
    takeTime: async () => {},
    async backUp(nextMigration) {
      if (file !== null) await patiently(patience, () => backUpSqlite(raw, { file, nextMigration }));
    },
    scrub: async () => await scrubber?.scrub(),
  };
}

/** The names of the tables of a SQLite database. */
export async function sqliteTables(db: Kysely<unknown>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  return tables.map(({ name }) => name);
}

/** The driver's own time-out is off: it would wait inside the call, and the whole process with it. */
function open(file: string | null): Database.Database {
  if (file !== null) reach(file);
  return new Database(file ?? ':memory:', { timeout: 0 });
}

/** SQLite opens what it may not write, and fails much later: at the first answer of a learner. */
function reach(file: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  accessSync(folder, constants.W_OK | constants.X_OK);
  for (const part of [file, `${file}-wal`, `${file}-shm`]) reachIfThere(part);
}

function reachIfThere(part: string): void {
  try {
    accessSync(part, constants.R_OK | constants.W_OK);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** Readers and the one writer do not wait for each other; what is committed survives the process, if not a power cut. */
function tune(raw: Database.Database): void {
  raw.pragma('journal_mode = wal');
  raw.pragma('synchronous = normal');
  raw.pragma('foreign_keys = on');
  // What is deleted is overwritten, so that it cannot be read from the file.
  raw.pragma('secure_delete = on');
}
