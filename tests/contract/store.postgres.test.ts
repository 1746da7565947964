import { openStore } from '#store/open-store.ts';
import { startPglite } from '../support/pglite-store.ts';
import { makePostgresDatabase } from '../support/postgres-server.ts';
import { storeContract } from './store.ts';

storeContract('the store in PostgreSQL', async () => {
  const database = await makePostgresDatabase();
  return {
    open: () => openStore(database.url),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
});

storeContract('the store in PGlite', startPglite);
