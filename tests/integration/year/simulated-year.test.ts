import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Library } from '#core/course/course.ts';
import { loadLibrary } from '#content/load-library.ts';
import { openStore } from '#store/open-store.ts';
import { liveYear } from '../../support/year/live.ts';
import type { Size, Trouble } from '../../support/year/year.ts';
import { troubles } from '../../support/year/year.ts';
import { makeTemporaryFolder } from '../store/temporary-folder.ts';

/*
 * People live through a year with the bot: they answer the questions of their channels, are asked by /quiz, read, solve
 * exercises, travel, link their accounts and part them, are reminded, and some are forgotten; teachers set, pause, reveal
 * and stop, assign and ask for reports; servers remove the bot. Discord and Slack deliver events twice, at once, later and
 * in another order, and lose messages, or the news that they arrived. Processes die between any two calls of the store,
 * the store turns calls away, two processes beat at once, the bot is down for days, and the machine's clock is set wrong.
 * All of it goes through `createApp` over SQLite with the real content; only time, chance, programs and platforms are played.
 *
 * A model of plain lists (tests/support/year/*-model.ts), written without core's and the store's logic, is compared with
 * the store behind every step for whatever the step touched, and with everything at the end. What a step came to when its
 * process died over it is one of two: it happened, or it did not.
 *
 * Not played: one person with two accounts on one platform, who could answer one question of a channel twice; and how far
 * the platforms' clocks are from the machine's when a message is looked for.
 *
 * YEAR=all lives the whole year of 500 people (YEAR_SEEDS of them, one after the other; YEAR_DAYS and YEAR_PEOPLE for less
 * of it); YEAR_SEED=7 lives that one again, small or whole.
 */

const loaded = loadLibrary(join(import.meta.dirname, '../../../content'));
if (loaded.kind !== 'loaded') throw new Error('expected the content to be without problems');
/** The real content with every third of its questions: choosing among all of them is most of what a year would cost. */
const library: Library = {
  ...loaded.library,
  courses: loaded.library.courses.map((course) => ({
    ...course,
    quizzes: course.quizzes.filter((_, nth) => nth % 3 === 0),
  })),
};

const isWhole = process.env['YEAR'] === 'all';
const first = Number(process.env['YEAR_SEED'] ?? 1);
const count = Number(process.env['YEAR_SEEDS'] ?? (isWhole || process.env['YEAR_SEED'] !== undefined ? 1 : 3));
const seeds = Array.from({ length: count }, (_, nth) => first + nth);

const small = { persons: 12, channels: 4, zones: 5, days: 26, haste: 4, oneIn: 2, troubles } as const;
const people = Number(process.env['YEAR_PEOPLE'] ?? 500);
const days = Number(process.env['YEAR_DAYS'] ?? 365);
const whole = { persons: people, channels: people / 10, zones: 20, days, haste: 1, oneIn: 20, troubles } as const;

async function live(size: Size): Promise<ReadonlyMap<string, number>> {
  using folder = makeTemporaryFolder();
  const url = `sqlite:${join(folder.path, 'year.db')}`;
  const { counts } = await liveYear(size, { library, openStore: async () => await openStore(url) });
  return counts;
}

test.runIf(!isWhole).each(seeds)(
  'in a small year nothing is lost, doubled, missed or counted wrongly: YEAR_SEED=%i',
  async (seed) => {
    const lived: ReadonlyMap<string, number>[] = [];
    await fc.assert(
      fc.asyncProperty(sizes(seed), async (size) => void lived.push(await live(size))),
      // A year that fails is lived again with fewer days, people, channels and troubles, as long as it fails.
      { numRuns: 1, examples: [[{ ...small, seed, troubles: [...troubles] }]], interruptAfterTimeLimit: 100_000 },
    );
    for (const what of [
      'questions asked',
      'answers told',
      'votes became answers',
      'answers recorded',
      'heartbeats hit',
    ])
      expect(lived[0]?.get(what) ?? 0, what).toBeGreaterThan(0);
  },
  150_000,
);

function sizes(seed: number): fc.Arbitrary<Size> {
  return fc.record({
    seed: fc.constant(seed),
    days: fc.integer({ min: 1, max: small.days }),
    persons: fc.integer({ min: 1, max: small.persons }),
    channels: fc.integer({ min: 1, max: small.channels }),
    zones: fc.constant(small.zones),
    haste: fc.constant(small.haste),
    oneIn: fc.constant(small.oneIn),
    troubles: fc.subarray<Trouble>([...troubles]),
  });
}

test.runIf(isWhole).each(seeds)(
  'in a whole year of 500 people nothing is lost, doubled, missed or counted wrongly: YEAR_SEED=%i',
  async (seed) => {
    const begun = performance.now();
    const counts = await live({ ...whole, seed });
    const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
    console.info(`YEAR_SEED=${seed}, ${minutes} minutes`, Object.fromEntries(counts));
  },
  3_600_000,
);
