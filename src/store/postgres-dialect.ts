import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { explainPostgres, isBroken, isPassing } from './postgres-problems.ts';
import { writeText } from './postgres-text.ts';
import { untilThrough } from './until-through.ts';

/** Connections to a PostgreSQL, as `pg` has them; `end` waits for those that are at work. */
export interface Pool {
  connect(): Promise<Client>;
  end(): Promise<void>;
}

export interface Client {
  /** With numbers as numbers, and texts read by `readText`. */
  query<Row>(text: string, values: readonly unknown[]): Promise<Answer<Row>>;
  /** A broken one is not used again. */
  release(state: 'fit' | 'broken'): void;
}

export interface Answer<Row> {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Row[];
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
        streamQuery() {
          throw new Error('rows are read in batches by their keys, not streamed');
        },
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

/** One connection for as long as somebody has it. */
interface Link {
  execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>>;
  begin(statement: string): Promise<void>;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
  release(): void;
}

function createLink(client: Client, { place }: Endurance): Link {
  let state: 'fit' | 'broken' = 'fit';
  let isWithin = false;
  const ask = async <Row>(text: string, values: readonly unknown[] = []): Promise<Answer<Row>> => {
    try {
      return await client.query<Row>(text, values.map(writeText));
    } catch (error) {
      if (isBroken(error)) state = 'broken';
      throw explainPostgres(error, place);
    }
  };
  return {
    async execute<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const once = () => ask<Row>(sql, parameters);
      return resultOf(isWithin ? await once() : await untilThrough(once));
    },
    async begin(statement) {
      await ask(statement);
      isWithin = true;
    },
    async commit() {
      const { command } = await ask('commit');
      isWithin = false;
      // So the server answers when an earlier statement had failed.
      if (command === 'ROLLBACK') throw new Error('expected to commit, but a statement of the transaction had failed');
    },
    // What went wrong before is what is told.
    async rollBack() {
      isWithin = false;
      await ask('rollback').catch(() => (state = 'broken'));
    },
    release: () => client.release(state),
  };
}

function resultOf<Row>({ command, rowCount, rows }: Answer<Row>): QueryResult<Row> {
  return writing.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows } : { rows };
}

const writing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);
