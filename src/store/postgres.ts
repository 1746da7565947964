import { Pool as Connections, type QueryResult, TypeOverrides, types } from 'pg';
import type { Backend } from './backend.ts';
import { databaseName } from './database-name.ts';
import { createPostgresBackend } from './postgres-backend.ts';
import type { Pool } from './postgres-dialect.ts';
import { readText } from './postgres-text.ts';

/** So many calls of one process are at work at the same time; the others wait for one of them to end. */
const mostConnections = 10;

/** A statement that takes longer is ended by the server: none of ours takes a hundredth of it. */
const statementTimeoutMs = 30_000;

/** A busy server answers late; who waits for one of the connections of this process waits as long. */
const connectTimeoutMs = 5_000;

/** Whose process was cut off in the middle holds nothing for longer than this. */
const idleTransactionTimeoutMs = 30_000;

/** The PostgreSQL database that a `postgres://` URL names. Nothing is asked of the server yet. */
export function openPostgres(url: string, { busyTimeoutMs }: { readonly busyTimeoutMs: number }): Backend {
  const place = databaseName(url);
  const connections = new Connections({
    connectionString: url,
    application_name: 'studyloop',
    max: mostConnections,
    connectionTimeoutMillis: Math.max(busyTimeoutMs, connectTimeoutMs),
    statement_timeout: statementTimeoutMs,
    lock_timeout: Math.max(busyTimeoutMs, 1),
    idle_in_transaction_session_timeout: idleTransactionTimeoutMs,
    keepAlive: true,
    types: typesOfOurs(),
  });
  // One that breaks while nobody has it is replaced when somebody needs one.
  connections.on('error', () => {});
  // One that breaks while somebody has it, but asks nothing of it, says so to them with the next statement.
  connections.on('connect', (client) => void client.on('error', () => {}));
  return createPostgresBackend(poolOf(connections), { place, busyTimeoutMs });
}

/** Whole numbers as numbers: times in milliseconds have room in them. */
function typesOfOurs(): TypeOverrides {
  const overrides = new TypeOverrides(types);
  overrides.setTypeParser(types.builtins.INT8, Number);
  overrides.setTypeParser(types.builtins.TEXT, readText);
  return overrides;
}

function poolOf(connections: Connections): Pool {
  return {
    async connect() {
      const client = await connections.connect();
      return {
        async query(text, values) {
          const answer: QueryResult = await client.query(text, [...values]);
          return answer;
        },
        release: (state) => client.release(state === 'broken'),
      };
    },
    end: () => connections.end(),
  };
}
