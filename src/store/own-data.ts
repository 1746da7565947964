import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { LearnerId } from '#core/ids.ts';
import type { OwnData, OwnDataStore } from '#core/ports/own-data-store.ts';
import { accountsOf } from './accounts-of.ts';
import type { Backend } from './backend.ts';
import { hashOf } from './hash-of.ts';
import { classOf, holdAccounts, inTurn } from './in-turn.ts';
import { owned } from './ownership.ts';
import { takeStandings } from './standings.ts';
import type { Tables } from './tables.ts';

/** All that is kept of a person, to be handed over or forgotten. */
export function ownDataIn(db: Kysely<Tables>, { scrub }: Pick<Backend, 'scrub'>): OwnDataStore {
  return {
    everythingOf: async (learner) => await everythingOf(db, learner),

    async askToForget({ learner, code, until }) {
      const row = { hash: hashOf(code), until };
      await db
        .insertInto('forget_code')
        .values({ learner, ...row })
        .onConflict((same) => same.column('learner').doUpdateSet(row))
        .execute();
    },

    async confirmForget({ learner, code, now }) {
      const outcome = await inTurn(db, [], async (transaction) => {
        const { numDeletedRows } = await transaction
          .deleteFrom('forget_code')
          .where('learner', '=', learner)
          .where('hash', '=', hashOf(code))
          .where('until', '>', now)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 0n) return 'stale';
        await forget(transaction, learner);
        return 'forgotten';
      });
      if (outcome === 'forgotten') await scrub();
      return outcome;
    },

    async forget(learner) {
      const rows = await inTurn(db, [], (transaction) => forget(transaction, learner));
      await scrub();
      return rows;
    },

    async forgetCommunity(platform, community) {
      await inTurn(db, [classOf({ platform, community })], (transaction) =>
        forgetCommunity(transaction, platform, community),
      );
      await scrub();
    },
  };
}

async function everythingOf(db: Kysely<Tables>, learner: LearnerId): Promise<OwnData> {
  const accounts = await accountsOf(db, learner);
  const data: Record<string, OwnData[string]> = {};
  for (const { table, owner, names } of owned) {
    const columns = owner === null ? names : [owner, ...names];
    if (columns.length === 0) continue;
    const { rows } = await sql<OwnData[string][number]>`
      select * from ${sql.table(table)} where ${namesAny(columns, accounts)}`.execute(db);
    if (rows.length > 0) data[table] = rows;
  }
  return data;
}

/** Of all accounts of the person. */
async function forget(transaction: Transaction<Tables>, learner: LearnerId): Promise<number> {
  await holdAccounts(transaction, async () => [learner]);
  const accounts = await accountsOf(transaction, learner);
  for (const account of accounts) await takeStandings(transaction, account);
  let forgotten = 0n;
  for (const { table, owner, names, mentions } of owned) {
    for (const column of mentions) await takeOut(transaction, { table, column }, accounts);
    for (const column of names) {
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = '' where ${namesAny([column], accounts)}`.execute(
        transaction,
      );
    }
    if (owner === null) continue;
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${namesAny([owner], accounts)}`.execute(
      transaction,
    );
    forgotten += numAffectedRows ?? 0n;
  }
  return Number(forgotten);
}

/** Their names from a text that is not theirs. */
async function takeOut(
  transaction: Transaction<Tables>,
  { table, column }: { readonly table: string; readonly column: string },
  accounts: readonly LearnerId[],
): Promise<void> {
  const text = sql.ref(column);
  for (const account of accounts)
    await sql`update ${sql.table(table)} set ${text} = replace(${text}, ${account}, '') where ${text} <> replace(${text}, ${account}, '')`.execute(
      transaction,
    );
}

function namesAny(columns: readonly string[], accounts: readonly LearnerId[]) {
  const all = sql.join(accounts);
  return sql.join(
    columns.map((column) => sql`${sql.ref(column)} in (${all})`),
    sql` or `,
  );
}

async function forgetCommunity(transaction: Transaction<Tables>, platform: string, community: string): Promise<void> {
  for (const { table, within } of owned) {
    if (within === null) continue;
    await sql`delete from ${sql.table(table)} where ${sql.ref(within.column)} in (
      select id from ${sql.table(within.parent)} where platform = ${platform} and community = ${community})`.execute(
      transaction,
    );
  }
  for (const { table, community: column } of owned) {
    if (column === null) continue;
    await sql`delete from ${sql.table(table)} where platform = ${platform} and ${sql.ref(column)} = ${community}`.execute(
      transaction,
    );
  }
  const ending = `:${community}`.replaceAll(/[\\%_]/gu, String.raw`\$&`);
  await sql`delete from note where key like ${`${platform}:%${ending}`} escape ${'\\'}`.execute(transaction);
}
