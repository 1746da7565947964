import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { owned } from '#store/ownership.ts';
import { startPglite } from './pglite-store.ts';
import { makePostgresDatabase } from './postgres-server.ts';

/** Two handles on one database, again and again as if it were new. */
export interface Handles extends AsyncDisposable {
  readonly fresh: () => Promise<OpenHandles>;
}

export interface OpenHandles extends AsyncDisposable {
  readonly one: Store;
  readonly other: Store;
}

/** Every kind of database that a store may be in. */
export const storeKinds: readonly (readonly [name: string, open: () => Promise<Handles>])[] = [
  ['SQLite', sqliteHandles],
  ['PGlite', pgliteHandles],
  ['PostgreSQL', postgresHandles],
];

async function sqliteHandles(): Promise<Handles> {
  const folder = mkdtempSync(join(tmpdir(), 'store-kinds-'));
  let files = 0;
  return {
    async fresh() {
      const url = `sqlite:${join(folder, `${(files += 1)}.db`)}`;
      const [one, other] = [await openStore(url), await openStore(url)];
      return {
        one,
        other,
        async [Symbol.asyncDispose]() {
          await one[Symbol.asyncDispose]();
          await other[Symbol.asyncDispose]();
        },
      };
    },
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  };
}

async function pgliteHandles(): Promise<Handles> {
  const home = await startPglite();
  const [one, other] = [await home.open(), await home.open()];
  return {
    fresh: async () => emptied({ one, other }, home.run),
    [Symbol.asyncDispose]: () => home[Symbol.asyncDispose](),
  };
}

async function postgresHandles(): Promise<Handles> {
  const database = await makePostgresDatabase();
  const [one, other] = [await openStore(database.url), await openStore(database.url)];
  return {
    fresh: async () => emptied({ one, other }, database.run),
    async [Symbol.asyncDispose]() {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** Rows go one by one: to cut a table off rewrites its file, which takes longer than to delete a few. */
async function emptied(
  handles: { readonly one: Store; readonly other: Store },
  run: (statement: string) => Promise<unknown>,
): Promise<OpenHandles> {
  await run(owned.map(({ table }) => `delete from ${table}`).join('; '));
  return { ...handles, [Symbol.asyncDispose]: async () => {} };
}
