import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Backend } from './backend.ts';
import { migrations } from './migrations.ts';
import { StoreProblem } from './store-problem.ts';

const known = Object.keys(migrations);

/** Brings the database to our newest migration. A StoreProblem when it is not ours or from a newer version. */
export async function migrate(db: Kysely<unknown>, backend: Backend): Promise<void> {
  const applied = await readApplied(db, backend);
  await backend.accept(db);
  const next = known.find((name) => !applied.includes(name));
  if (next === undefined) return;
  if (applied.length > 0) await backend.backUp(next);
  await backend.alone(db, (held) => apply(held, backend));
  if (applied.length > 0) await backend.scrub();
}

/** Whether nothing is left to be done. */
export const isCurrent = (applied: readonly string[]): boolean => known.every((name) => applied.includes(name));

/** What was done to a database so far. A StoreProblem when it is not ours or from a newer version. */
export async function readApplied(
  db: Kysely<unknown>,
  { place, tables }: Pick<Backend, 'place' | 'tables'>,
): Promise<readonly string[]> {
  const names = await tables(db);
  if (names.length === 0) return [];
  if (!names.includes('kysely_migration')) throw notOurs(place);
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const applied = rows.map(({ name }) => name);
  const unknown = applied.find((name) => !known.includes(name));
  if (unknown !== undefined) throw newer(place, unknown);
  return applied;
}

/** Kysely's migrator looks again at what is applied, behind its lock: another process may have been faster. */
async function apply(db: Kysely<unknown>, backend: Backend): Promise<void> {
  const { Migrator } = await import('kysely/migration');
  const provider = { getMigrations: async () => spelledFor(backend) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error === undefined) return;
  throw error instanceof Error ? error : new Error(`${backend.place}: a migration failed`, { cause: error });
}

function spelledFor(backend: Backend): Record<string, { up: (db: Kysely<unknown>) => Promise<void> }> {
  const spelled = Object.entries(migrations).map(([name, migrateUp]) => {
    const up = async (db: Kysely<unknown>): Promise<void> => {
      await backend.takeTime(db);
      await migrateUp(db, backend.spelling);
    };
    return [name, { up }] as const;
  });
  return Object.fromEntries(spelled);
}

function notOurs(place: string): StoreProblem {
  return new StoreProblem(
    'not-ours',
    `${place} holds another program's tables where Studyloop's own or an empty database was expected; ` +
      'name another database in DATABASE_URL.',
  );
}

function newer(place: string, unknown: string): StoreProblem {
  return new StoreProblem(
    'newer',
    `${place} was written by a newer Studyloop: it has migration ${unknown}, this version knows none after ` +
      `${known.at(-1)}; update Studyloop, or restore the copy that the update made.`,
  );
}
