import fc from 'fast-check';
import { test } from 'vitest';
import { openStore } from '#store/open-store.ts';
import { steps, studyWorld } from '../../support/calendar-model.ts';

test('the calendar is right over SQLite too, whatever is killed, doubled, late or stepped', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await using store = await openStore('sqlite::memory:');
      const world = await studyWorld(store);
      for (const step of all) {
        await world.perform(step);
        await world.check();
      }
    }),
    { numRuns: 25 },
  );
}, 60_000);
