import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#store/open-store.ts';
import { storeContract } from './store.ts';

storeContract('the store in a SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'store-contract-'));
  return {
    open: () => openStore(`sqlite:${join(folder, 'data', 'studyloop.db')}`),
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true }),
  };
});

storeContract(
  'the store in SQLite in memory',
  async () => ({ open: () => openStore('sqlite::memory:'), [Symbol.asyncDispose]: async () => {} }),
  { keeps: 'it ends with its handle', shares: 'each handle is a database of its own' },
);
