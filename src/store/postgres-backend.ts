import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import type { Backend } from './backend.ts';
import { createPostgresDialect, type Endurance, type Pool } from './postgres-dialect.ts';
import { StoreProblem } from './store-problem.ts';

/** A database of PostgreSQL behind a pool of connections. */
export function createPostgresBackend(pool: Pool, endurance: Endurance): Backend {
  const { place } = endurance;
  return {
    dialect: createPostgresDialect(pool, endurance),
    place,
    spelling: { integer: 'bigint', tableEnd: sql`` },
    tables: async (db) => await tablesOfSchema(db),
    accept: async (db) => await demandUsable(db, place),
    alone: async (db, work) => await holdingMigrations({ db, place }, work),
    shutOut: async (transaction, tables) => {
      await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in exclusive mode`.execute(transaction);
    },
    takeTime: async (transaction) => {
      await sql`select set_config(name, '0', true) from unnest(${timeouts}::text[]) as timeout (name)`.execute(
        transaction,
      );
    },
    // The server's own tools copy it, and a migration that fails changes nothing.
    backUp: async () => {},
    // Vacuum, which the server does by itself, lets go of what was deleted: docs/adr/0023 says what that means.
    scrub: async () => {},
  };
}

const timeouts = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];

/** Where new tables come; other programs, and the server's own extensions, have theirs elsewhere. */
async function tablesOfSchema(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

interface Finding {
  readonly version: number;
  readonly version_text: string;
  readonly encoding: string;
  readonly schema: string | null;
  readonly is_read_only: boolean;
  readonly lacks_rights: boolean;
}

const oldestVersion = 13;

async function demandUsable(db: Kysely<unknown>, place: string): Promise<void> {
  const { rows } = await sql<Finding>`select
    current_setting('server_version_num')::integer / 10000 as version,
    current_setting('server_version') as version_text,
    current_setting('server_encoding') as encoding,
    current_schema()::text as schema,
    pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as is_read_only,
    exists (
      select from pg_class
      where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not (
        has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert') and
        has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete'))
    ) as lacks_rights`.execute(db);
  for (const found of rows) {
    const problem = problemOf(found, place);
    if (problem !== null) throw problem;
  }
}

function problemOf(found: Finding, place: string): StoreProblem | null {
  if (found.version < oldestVersion) {
    return new StoreProblem(
      'too-old',
      `${place} was expected to run PostgreSQL ${oldestVersion} or newer but runs ${found.version_text}; update the server.`,
    );
  }
  if (found.encoding !== 'UTF8') {
    return new StoreProblem(
      'refused',
      `${place} was expected to hold every character but is encoded in ${found.encoding}; make a database with createdb --encoding=UTF8 --template=template0.`,
    );
  }
  if (found.schema === null || found.is_read_only || found.lacks_rights) {
    return new StoreProblem(
      'read-only',
      `${place} was expected to be writable but this role may only read; grant the role all rights on the schema and ` +
        'its tables, or name another role, or the primary server, in DATABASE_URL.',
    );
  }
  return null;
}

/** One for all programs of ours in a database. */
const migrationLock = 0x57_10_00_00;

const longestWaitMs = 600_000;
const pauseMs = 50;

/** The lock goes with its connection, should the process be killed. */
async function holdingMigrations(
  { db, place }: { readonly db: Kysely<unknown>; readonly place: string },
  work: (held: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  await db.connection().execute(async (holder) => {
    const deadline = performance.now() + longestWaitMs;
    while (!(await isHeld(holder))) {
      if (performance.now() >= deadline) throw busy(place);
      await sleep(pauseMs);
    }
    try {
      await work(holder);
    } finally {
      await sql`select pg_advisory_unlock(${migrationLock}::bigint)`.execute(holder);
    }
  });
}

async function isHeld(holder: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ is_held: boolean }>`
    select pg_try_advisory_lock(${migrationLock}::bigint) as is_held`.execute(holder);
  return rows[0]?.is_held === true;
}

function busy(place: string): StoreProblem {
  return new StoreProblem(
    'locked',
    `${place} was expected to be brought up to date by another process within minutes, but that one is still at it; ` +
      'look for it in pg_stat_activity.',
  );
}
