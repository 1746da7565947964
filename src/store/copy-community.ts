import { existsSync } from 'node:fs';
import { Kysely, sql, type Transaction } from 'kysely';
import type { Backend } from './backend.ts';
import { readCopied, writeCopied } from './copied-tables.ts';
import { isCurrent, migrate, readApplied } from './migrate.ts';
import { openBackend } from './open-backend.ts';
import { owned } from './ownership.ts';
import { StoreProblem } from './store-problem.ts';
import { addRow, emptySum, type TableSum } from './table-sum.ts';

export interface CopyWishes {
  /** URLs, as `openStore` takes them. */
  readonly from: string;
  readonly to: string;
  /** Told of each table when its rows have arrived. */
  readonly tell: (sum: TableSum) => void;
  readonly stopping: AbortSignal;
}

/**
 * Copies all that a community knows from one database to another of either kind, as it was at one moment, while others use
 * the first; gives what was counted on both sides. All of it arrives or nothing: killed at any point, the second holds what
 * it held before. A StoreProblem when the second holds anything but an earlier copy that nobody has used yet.
 */
export async function copyCommunity({ from, to, tell, stopping }: CopyWishes): Promise<readonly TableSum[]> {
  demandTwo(from, to);
  await using source = await opened(from);
  await using target = await opened(to);
  await demandCurrent(source);
  await migrate(target.db, target.backend);
  return await snapshot(source).execute(async (reading) => {
    await source.backend.takeTime(reading);
    return await target.db.transaction().execute(async (writing) => {
      await target.backend.shutOut(writing, tables);
      await target.backend.takeTime(writing);
      await makeRoom(writing, target.backend.place);
      const sums: TableSum[] = [];
      for (const table of tables) {
        const sum = await copyTable(table, { reading, writing, stopping });
        tell(sum);
        sums.push(sum);
      }
      for (const sum of sums) await demandArrived(writing, sum, stopping);
      await writeCopied(writing, sums);
      return sums;
    });
  });
}

const tables = owned.map(({ table }) => table);

interface Side extends AsyncDisposable {
  readonly db: Kysely<unknown>;
  readonly backend: Backend;
}

async function opened(url: string): Promise<Side> {
  const backend = await openBackend(url, { busyTimeoutMs: 5_000 });
  const db = new Kysely<unknown>({ dialect: backend.dialect });
  return { db, backend, [Symbol.asyncDispose]: () => db.destroy() };
}

/** A source that is not there would be made by opening it. */
function demandTwo(from: string, to: string): void {
  const file = from.startsWith('sqlite:') ? from.slice('sqlite:'.length) : null;
  if (from === to) throw new StoreProblem('bad-url', 'Expected two databases to copy between, but both are the same.');
  if ([from, to].includes('sqlite::memory:'))
    throw new StoreProblem('bad-url', 'A database in memory ends with its process: there is nothing to copy.');
  if (file !== null && !existsSync(file))
    throw new StoreProblem('unreachable', `${file} was expected to be the database to copy from, but is not there.`);
}

async function demandCurrent({ db, backend }: Side): Promise<void> {
  const applied = await readApplied(db, backend);
  if (isCurrent(applied)) return;
  throw new StoreProblem(
    'not-ours',
    applied.length === 0
      ? `${backend.place} was expected to hold a community to copy but is empty; name the database that the bot uses.`
      : `${backend.place} was expected to be up to date but is of an older Studyloop; start this version on it once ` +
          '(`studyloop doctor` is enough), then copy it.',
  );
}

/** What others write from here on is not seen. */
function snapshot({ db }: Side) {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
}

/** An earlier copy may go: it is one as long as nothing in it has changed since. */
async function makeRoom(writing: Transaction<unknown>, place: string): Promise<void> {
  const copied = await readCopied(writing);
  for (const table of tables) {
    const found = await sumOf(writing, table);
    const before = copied.find((one) => one.table === table) ?? emptySum(table);
    if (found.rows !== before.rows || found.sum !== before.sum) throw taken(place, table);
  }
  if (copied.length === 0) return;
  for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(writing);
}

function taken(place: string, table: string): StoreProblem {
  return new StoreProblem(
    'not-ours',
    `${place} was expected to be empty, or a copy that nobody has used, but holds a community of its own (in ${table}); ` +
      'name an empty database to copy into. Nothing was changed.',
  );
}

const batchSize = 200;

interface Route {
  readonly reading: Transaction<unknown>;
  readonly writing: Transaction<unknown>;
  readonly stopping: AbortSignal;
}

async function copyTable(table: string, { reading, writing, stopping }: Route): Promise<TableSum> {
  let sum = emptySum(table);
  for await (const rows of batchesOf(reading, table)) {
    if (stopping.aborted) throw stopped();
    await insert(writing, table, rows);
    sum = rows.reduce(addRow, sum);
  }
  return sum;
}

type Row = Readonly<Record<string, unknown>>;

async function* batchesOf(db: Kysely<unknown>, table: string): AsyncIterable<readonly Row[]> {
  const all = db.selectFrom(sql<Row>`${sql.table(table)}`.as('all_of_it')).selectAll();
  let batch: Row[] = [];
  for await (const row of all.stream(batchSize)) {
    batch.push(row);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function insert(writing: Transaction<unknown>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}`.execute(writing);
}

/** Reads again what was written, as whoever opens it will. */
async function demandArrived(writing: Transaction<unknown>, sum: TableSum, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) throw stopped();
  const found = await sumOf(writing, sum.table);
  if (found.rows === sum.rows && found.sum === sum.sum) return;
  throw new Error(
    `${sum.table}: expected ${sum.rows} rows of sum ${sum.sum} to arrive, but there are ${found.rows} of ${found.sum}; ` +
      'nothing was kept',
  );
}

async function sumOf(db: Kysely<unknown>, table: string): Promise<TableSum> {
  let sum = emptySum(table);
  for await (const rows of batchesOf(db, table)) sum = rows.reduce(addRow, sum);
  return sum;
}

function stopped(): StoreProblem {
  return new StoreProblem(
    'locked',
    'Stopped before everything was copied: nothing was kept. Run it again when you like.',
  );
}
