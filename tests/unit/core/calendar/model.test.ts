import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksOf, dateOf, steps, studyWorld } from '../../../support/calendar-model.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const minute = 60_000;
const calm = { kind: 'beat', fates: ['sent'] } as const;

test('whatever is killed, doubled, late or stepped: nothing is asked twice or in a burst, and no vote is lost or counted twice', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const world = await studyWorld(createMemoryStore());
      for (const step of all) {
        await world.perform(step);
        await world.check();
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('whatever has happened, in calm weather the channel is asked again, at its time', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      const world = await studyWorld(createMemoryStore());
      for (const step of all) await world.perform(step);
      await world.perform({ kind: 'teacher', typed: 'resume' });
      await world.perform({ kind: 'teacher', typed: 'holidays none' });
      const before = new Set(asksOf(world.wall).map(dateOf));
      // One of them answers each day, so that it stays daily.
      for (let turns = 0; turns < (11 * 24 * 60) / 30; turns += 1) {
        world.pass(30 * minute);
        await world.perform(calm);
        await world.perform({ kind: 'vote', who: 0, nth: 0, pick: 0, doubled: false });
      }
      await world.check();
      const days = asksOf(world.wall)
        .map(dateOf)
        .filter((date) => !before.has(date));
      const last = new Date(world.now() - 15 * 3_600_000).toISOString().slice(0, 10);
      for (let back = 0; back < 3; back += 1) {
        const date = new Date(Date.parse(last) - back * 86_400_000).toISOString().slice(0, 10);
        expect([...before, ...days], `asked on ${date}`).toContain(date);
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);
