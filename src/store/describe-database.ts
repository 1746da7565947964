import { Kysely, sql } from 'kysely';
import { databaseName, isPostgres } from './database-name.ts';
import { readApplied } from './migrate.ts';
import { openBackend } from './open-backend.ts';
import { openStore } from './open-store.ts';

const settings = { busyTimeoutMs: 5_000 };

/** Opens a database as the bot will, and says in a line how it is; a StoreProblem when it cannot be used. */
export async function describeDatabase(url: string): Promise<string> {
  await (await openStore(url, settings))[Symbol.asyncDispose]();
  return isPostgres(url) ? await describeServer(url) : `${url} opens`;
}

async function describeServer(url: string): Promise<string> {
  const backend = await openBackend(url, settings);
  const db = new Kysely<unknown>({ dialect: backend.dialect });
  try {
    const applied = await readApplied(db, backend);
    const asked = performance.now();
    const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db);
    const latencyMs = Math.max(1, Math.round(performance.now() - asked));
    const tables = applied.toSorted().at(-1) ?? 'none';
    return `${databaseName(url)} opens: version ${rows[0]?.version}, answers in ${latencyMs} ms, tables as of ${tables}`;
  } finally {
    await db.destroy();
  }
}
