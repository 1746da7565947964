import { PGlite, type Results } from '@electric-sql/pglite';
import type { Store } from '#core/ports/store.ts';
import { storeOn } from '#store/open-store.ts';
import { createPostgresBackend } from '#store/postgres-backend.ts';
import type { Pool } from '#store/postgres-dialect.ts';
import { readText } from '#store/postgres-text.ts';

/** A PostgreSQL inside this process; it takes about a second to start. */
export interface PgliteHome extends AsyncDisposable {
  /** One more handle on the same data. */
  open(): Promise<Store & AsyncDisposable>;
  /** Does what a store does not. */
  readonly run: (statements: string) => Promise<unknown>;
}

const oids = { int8: 20, text: 25 };

export async function startPglite(): Promise<PgliteHome> {
  const engine = await PGlite.create({ parsers: { [oids.int8]: Number, [oids.text]: readText } });
  const pool = poolOf(engine);
  return {
    open: () => storeOn(createPostgresBackend(pool, { place: 'PGlite', busyTimeoutMs: 5_000 })),
    run: (statements) => engine.exec(statements),
    [Symbol.asyncDispose]: () => engine.close(),
  };
}

/** It has one connection: who wants it waits for who has it. */
function poolOf(engine: PGlite): Pool {
  let free = Promise.resolve();
  return {
    async connect() {
      const before = free;
      const turn = Promise.withResolvers<void>();
      free = turn.promise;
      await before;
      return {
        async query(text, values) {
          const { rows, affectedRows }: Results<never> = await engine.query(text, [...values]);
          return { command: text.trimStart().slice(0, 6).toUpperCase(), rowCount: affectedRows ?? null, rows };
        },
        release: () => turn.resolve(),
      };
    },
    end: async () => {},
  };
}
