import { setTimeout as sleep } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { type Client, createLink, type Link } from './postgres-link.ts';
import { explainPostgres, isPassing } from './postgres-problems.ts';

/** Connections to a PostgreSQL, as `pg` has them; `end` waits for those that are at work. */
export interface Pool {
  connect(): Promise<Client>;
  end(): Promise<void>;
}

export interface Endurance {
  /** Names the database in messages. */
  readonly place: string;
  /** How long a server that is not there just now is waited for. */
  readonly busyTimeoutMs: number;
}

/** Kysely's own language for PostgreSQL, over connections that may break and come back, with problems of ours. */
export function createPostgresDialect(pool: Pool, endurance: Endurance): Dialect {
  return {
    createDriver: () => createDriver(pool, endurance),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new BytewiseCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  };
}

/** Texts are compared and put in order by their bytes, as on SQLite, whatever the language of the server. */
class BytewiseCompiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    super.visitDataType(node);
    if (node.dataType === 'text') this.append(' collate "C"');
  }
}

function createDriver(pool: Pool, endurance: Endurance): Driver {
  const connections = new WeakMap<DatabaseConnection, Link>();
  const linkOf = (connection: DatabaseConnection): Link => {
    const link = connections.get(connection);
    if (link === undefined) throw new Error('expected a connection of this driver');
    return link;
  };
  return {
    init: async () => {},
    async acquireConnection() {
      const link = createLink(await connect(pool, endurance), endurance);
      const connection: DatabaseConnection = {
        executeQuery: (query) => link.execute(query),
        streamQuery: (query, batchSize) => link.stream(query, batchSize),
      };
      connections.set(connection, link);
      return connection;
    },
    async beginTransaction(connection, { isolationLevel, accessMode }) {
      const isolation = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
      await linkOf(connection).begin(`begin${isolation}${accessMode === undefined ? '' : ` ${accessMode}`}`);
    },
    commitTransaction: async (connection) => await linkOf(connection).commit(),
    rollbackTransaction: async (connection) => await linkOf(connection).rollBack(),
    releaseConnection: async (connection) => linkOf(connection).release(),
    destroy: () => pool.end(),
  };
}

const pauseMs = 100;

/** A server that is being started again is waited for. */
async function connect(pool: Pool, { place, busyTimeoutMs }: Endurance): Promise<Client> {
  const deadline = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isPassing(error) || performance.now() >= deadline) throw explainPostgres(error, place);
    }
    await sleep(pauseMs);
  }
}
