import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLibrary } from '#content/load-library.ts';
import { learnerId } from '#core/ids.ts';
import type { Store } from '#core/ports/store.ts';
import { openStore } from '#store/open-store.ts';
import { liveYear } from '../../support/year/live.ts';
import { makeTemporaryFolder } from '../store/temporary-folder.ts';

/*
 * A store that does one thing wrong is caught by the simulated year, and for the reason that is expected: what the year
 * says nothing of may still be wrong, but these it does say.
 */

const loaded = loadLibrary(join(import.meta.dirname, '../../../content'));
if (loaded.kind !== 'loaded') throw new Error('expected the content to be without problems');
const { library } = loaded;

/** Nothing but the store goes wrong. */
const quiet = { seed: 3, persons: 10, channels: 2, zones: 3, days: 12, haste: 4, oneIn: 1, troubles: [] } as const;

async function liveWith(
  wrong: (store: Store) => Store,
  size: Parameters<typeof liveYear>[0] = quiet,
): Promise<unknown> {
  using folder = makeTemporaryFolder();
  const open = async () => {
    const store = await openStore(`sqlite:${join(folder.path, 'year.db')}`);
    return { ...wrong(store), [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
  };
  return await liveYear(size, { library, openStore: open });
}

/** True for the nth time that it is asked, from 1. */
function onlyThe(nth: number): () => boolean {
  let asked = 0;
  return () => (asked += 1) === nth;
}

test('nothing is found in a store that does everything right', async () => {
  await expect(liveWith((store) => store)).resolves.toBeDefined();
});

test('an answer that is lost is found', async () => {
  const now = onlyThe(2);
  const wrong = liveWith((store) => ({
    ...store,
    answers: {
      ...store.answers,
      record: async (answer) => (now() ? 'recorded' : await store.answers.record(answer)),
    },
  }));
  await expect(wrong).rejects.toThrow(/YEAR_SEED=3, on day \d+: the facts of/u);
});

test('an answer that counts twice is found', async () => {
  const now = onlyThe(2);
  const wrong = liveWith((store) => ({
    ...store,
    answers: {
      ...store.answers,
      async record(answer) {
        if (now()) await store.answers.record({ ...answer, seed: answer.seed ^ 1 });
        return await store.answers.record(answer);
      },
    },
  }));
  await expect(wrong).rejects.toThrow(/the facts of/u);
});

test('votes that go to somebody else are found', async () => {
  const wrong = liveWith((store) => ({
    ...store,
    prompts: {
      ...store.prompts,
      vote: async (vote) => await store.prompts.vote({ ...vote, learner: learnerId('discord:nobody') }),
    },
  }));
  await expect(wrong).rejects.toThrow(/the days of|the votes of|the facts of/u);
});

test('votes that never become answers are found', async () => {
  const wrong = liveWith((store) => ({
    ...store,
    prompts: { ...store.prompts, close: async () => 'closed' },
  }));
  await expect(wrong).rejects.toThrow(/should be closed/u);
});

test('a question that is posted twice is found', async () => {
  const now = onlyThe(1);
  const wrong = liveWith((store) => ({
    ...store,
    calendar: {
      ...store.calendar,
      // It is not noted that it was posted, nor that it may have been.
      settle: async (id, end) =>
        await store.calendar.settle(id, now() ? { kind: 'failed', again: 0, sent: 'no' } : end),
    },
  }));
  await expect(wrong).rejects.toThrow(/whether .* stands|is doubled/u);
});

test('a question that is missed is found', async () => {
  const wrong = liveWith((store) => ({
    ...store,
    calendar: { ...store.calendar, save: async (change) => await store.calendar.save({ ...change, prompt: null }) },
  }));
  await expect(wrong).rejects.toThrow(/was missed/u);
});

test('days of study that are lost are found', async () => {
  const wrong = liveWith((store) => ({
    ...store,
    answers: {
      ...store.answers,
      async record(answer) {
        const { day: _day, ...dayless } = answer;
        return await store.answers.record(dayless);
      },
    },
  }));
  await expect(wrong).rejects.toThrow(/the days of/u);
});

test('a belief that is not counted for the class is found', async () => {
  const wrong = liveWith((store) => ({
    ...store,
    answers: {
      ...store.answers,
      record: async (answer) => await store.answers.record({ ...answer, bearing: { held: [], refuted: [] } }),
    },
  }));
  await expect(wrong).rejects.toThrow(/the figures of/u);
});

test('an event that is answered twice is found', async () => {
  const wrong = liveWith((store) => ({ ...store, requests: { ...store.requests, claim: async () => 'new' } }), {
    ...quiet,
    troubles: ['repeats'],
  });
  await expect(wrong).rejects.toThrow(/twice/u);
});

test('a reminder that comes twice is found', async () => {
  const wrong = liveWith(
    (store) => ({
      ...store,
      reminders: {
        ...store.reminders,
        async claim(claim) {
          await store.reminders.claim(claim);
          return 'claimed';
        },
        due: async (platforms, now, most) =>
          (await store.reminders.due(platforms, now, most)).flatMap((one) => [one, one]),
      },
    }),
    { ...quiet, days: 26, persons: 20 },
  );
  await expect(wrong).rejects.toThrow(/claimed by two|comes unasked|is doubled/u);
});
