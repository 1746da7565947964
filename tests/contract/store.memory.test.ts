import { createMemoryStore } from '../support/memory-store.ts';
import { storeContract } from './store.ts';

storeContract(
  'the store in memory that other tests use',
  async () => ({
    open: async () => ({ ...createMemoryStore(), [Symbol.asyncDispose]: async () => {} }),
    [Symbol.asyncDispose]: async () => {},
  }),
  { keeps: 'it ends with the process', shares: 'its data belong to one handle' },
);
