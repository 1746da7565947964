import type Database from 'better-sqlite3';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteDialect,
} from 'kysely';
import { keepStatements } from './sqlite-statements.ts';
import { type Patience, patiently } from './sqlite-patience.ts';

/** Kysely's own dialect for SQLite, with a driver that waits for locks without stopping the process. */
export function createSqliteDialect(raw: Database.Database, patience: Patience): Dialect {
  const dialect = new SqliteDialect({ database: keepStatements(raw) });
  return {
    createDriver: () => createDriver(raw, { driver: dialect.createDriver(), patience }),
    createAdapter: () => new TransactionalDdl(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  };
}

/** SQLite rolls back a change of tables like any other; Kysely's migrator uses a transaction only if told so. */
class TransactionalDdl extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function createDriver(
  raw: Database.Database,
  { driver, patience }: { readonly driver: Driver; readonly patience: Patience },
): Driver {
  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options) => withPatience(await driver.acquireConnection(options), patience),
    // Takes the write lock before anything is read: a transaction that has read and then finds another one to have
    // written cannot go on, however long it waits.
    beginTransaction: async (connection, { accessMode }) => {
      await connection.executeQuery(accessMode === 'read only' ? snapshot : exclusive);
    },
    commitTransaction: (connection) => driver.commitTransaction(connection),
    // A full disk makes SQLite roll back by itself; to do it again is an error that would hide the first one.
    rollbackTransaction: async (connection) => {
      if (raw.inTransaction) await driver.rollbackTransaction(connection);
    },
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => driver.destroy(),
  };
}

const exclusive = CompiledQuery.raw('begin immediate');

/** Sees what was there when it first read; others write meanwhile. */
const snapshot = CompiledQuery.raw('begin');

function withPatience(connection: DatabaseConnection, patience: Patience): DatabaseConnection {
  return {
    executeQuery: (query, options) => patiently(patience, () => connection.executeQuery(query, options)),
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}
