import fc from 'fast-check';
import { test } from 'vitest';
import { steps, studyWorld } from '../../support/calendar-model.ts';
import { storeKinds } from '../../support/store-kinds.ts';

const runs: Readonly<Record<string, number>> = { SQLite: 25, PGlite: 2, PostgreSQL: 4 };

test.each(storeKinds)(
  'the calendar is right over %s, whatever is killed, doubled, late or stepped',
  async (name, open) => {
    await using handles = await open();
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        await using opened = await handles.fresh();
        const world = await studyWorld(opened.one);
        for (const step of all) {
          await world.perform(step);
          await world.check();
        }
      }),
      { numRuns: runs[name] ?? 0 },
    );
  },
  60_000,
);
