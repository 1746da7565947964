import { type Kysely, sql, type Transaction } from 'kysely';
import type { TableSum } from './table-sum.ts';

/** What `writeCopied` wrote into a database; nothing where it was made by itself. */
export async function readCopied(db: Kysely<unknown>): Promise<readonly TableSum[]> {
  await makeTable(db);
  const { rows } =
    await sql<TableSum>`select name as "table", row_count as "rows", row_sum as "sum" from copied_table`.execute(db);
  return rows.map(({ table, rows: count, sum }) => ({ table, rows: count, sum }));
}

/** Puts down that these tables were copied, and what was in them: so a copy is known that nobody has used. */
export async function writeCopied(transaction: Transaction<unknown>, sums: readonly TableSum[]): Promise<void> {
  await sql`delete from copied_table`.execute(transaction);
  for (const { table, rows, sum } of sums)
    await sql`insert into copied_table (name, row_count, row_sum) values (${table}, ${rows}, ${sum})`.execute(
      transaction,
    );
}

async function makeTable(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('copied_table')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('row_count', 'bigint', (column) => column.notNull())
    .addColumn('row_sum', 'text', (column) => column.notNull())
    .execute();
}
