import { Kysely, sql } from 'kysely';
import type { CompiledQuery, Transaction } from 'kysely';
import { openBackend } from './open-backend.ts';
import { owned } from './ownership.ts';
import type { Tables } from './tables.ts';

/** Writes rows straight into the tables of a database: for measuring large ones, which the store would fill for hours. */
export interface Bulk extends AsyncDisposable {
  /** Whether there is not one row in any table. */
  isEmpty(): Promise<boolean>;
  /** In one transaction. All rows of a table have the same columns; none of them is there yet. */
  write(rows: Readonly<{ [Name in keyof Tables]?: readonly Tables[Name][] }>): Promise<void>;
}

/** `url` names a database that the store has opened before. */
export async function openBulk(url: string): Promise<Bulk> {
  const { dialect } = await openBackend(url, { busyTimeoutMs: 5_000 });
  const db = new Kysely<Tables>({ dialect });
  const compiled = createInserts(db);
  return {
    isEmpty: async () => await isEmpty(db),
    write: (rows) =>
      db.transaction().execute(async (transaction) => {
        for (const [table, all] of Object.entries(rows)) await insert(transaction, compiled(table, all), all);
      }),
    [Symbol.asyncDispose]: () => db.destroy(),
  };
}

async function isEmpty(db: Kysely<Tables>): Promise<boolean> {
  for (const { table } of owned) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return false;
  }
  return true;
}

/** With more values in one statement, reading the statement takes longer than it saves. */
const mostValues = 2000;

type Row = object;

/** The statement that inserts so many rows. */
type Insert = (count: number) => CompiledQuery;

interface Inserting {
  readonly atOnce: number;
  readonly statement: Insert;
}

/** Statements are put together once for each table and number of rows. */
function createInserts(db: Kysely<Tables>): (table: string, rows: readonly Row[]) => Inserting {
  const known = new Map<string, CompiledQuery>();
  return (table, rows) => {
    const columns = Object.keys(rows[0] ?? {});
    const statement: Insert = (count) => {
      const key = `${table} ${count}`;
      const query = known.get(key) ?? insertOf(table, columns, count).compile(db);
      known.set(key, query);
      return query;
    };
    return { atOnce: Math.max(1, Math.floor(mostValues / Math.max(1, columns.length))), statement };
  };
}

function insertOf(table: string, columns: readonly string[], count: number) {
  const row = sql`(${sql.join(columns.map(() => sql`${null}`))})`;
  const names = sql.join(columns.map((column) => sql.ref(column)));
  return sql`insert into ${sql.table(table)} (${names}) values ${sql.join(Array.from({ length: count }, () => row))}`;
}

async function insert(
  transaction: Transaction<Tables>,
  { atOnce, statement }: Inserting,
  rows: readonly Row[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += atOnce) {
    const some = rows.slice(first, first + atOnce);
    const parameters = some.flatMap((row): readonly unknown[] => Object.values(row));
    await transaction.executeQuery({ ...statement(some.length), parameters });
  }
}
