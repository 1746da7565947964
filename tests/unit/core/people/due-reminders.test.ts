import { describe, expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { dueReminders } from '#core/people/due-reminders.ts';
import { beginOf } from '#core/people/local-day.ts';
import type { Reminder } from '#core/ports/reminder-store.ts';
import { choiceFor } from '../../../support/app.ts';
import { smallLibrary } from '../../../support/library.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

const hourMs = 3_600_000;
const ada = learnerId('discord:ada');
const zone = 'Europe/Berlin';
const evening = (date: string) => beginOf(date, zone) + 18 * hourMs;

async function house(more: Partial<Reminder> = {}) {
  const store = createMemoryStore();
  const reminder: Reminder = {
    learner: ada,
    platform: 'discord',
    community: 'G1',
    locale: 'en-GB',
    zone,
    minute: 18 * 60,
    quiet: { from: 22, to: 8 },
    nextAt: evening('2026-11-02'),
    ...more,
  };
  await store.reminders.choose({ kind: 'set', reminder, at: 1 });
  const library = smallLibrary();
  const at = async (now: number, due = 3) =>
    await dueReminders(['discord'], {
      kit: { store, library, clock: { now: () => now } },
      dueCount: async () => due,
      digest: async () => null,
      failed: (error) => {
        throw error;
      },
    });
  return { store, at };
}

test('one that cannot be decided keeps no other from being sent, and is left out when it is too late', async () => {
  const { store } = await house();
  const bea = learnerId('discord:bea');
  const [reminder] = await store.reminders.due(['discord'], evening('2026-11-02'), 1);
  if (reminder === undefined) throw new Error('expected a reminder');
  await store.reminders.choose({ kind: 'set', reminder: { ...reminder, learner: bea }, at: 1 });
  const failures: unknown[] = [];
  const at = async (now: number) =>
    await dueReminders(['discord'], {
      kit: { store, library: smallLibrary(), clock: { now: () => now } },
      dueCount: async (learner) => {
        if (learner === ada) throw new Error('no such course');
        return 3;
      },
      digest: async () => null,
      failed: (error) => void failures.push(error),
    });
  expect((await at(evening('2026-11-02'))).map(({ learner }) => learner)).toEqual([bea]);
  expect(failures).toHaveLength(1);
  expect(await at(evening('2026-11-02') + 3 * hourMs)).toEqual([]);
  expect(failures).toHaveLength(1);
  expect(await store.reminders.due(['discord'], evening('2026-11-03') - 1, 9)).toEqual([]);
});

describe('a reminder', () => {
  test('is sent once at its time of day, every day, with a press that stops it', async () => {
    const { at } = await house();
    expect(await at(evening('2026-11-02') - 1)).toEqual([]);
    const [first, ...more] = await at(evening('2026-11-02'));
    expect(more).toEqual([]);
    expect(first).toMatchObject({ id: 'discord:ada/2026-11-02', learner: ada, community: 'G1', language: 'en' });
    if (first !== undefined) expect(choiceFor(first.view, 'remind').args).toEqual({ when: 'off' });
    expect(await at(evening('2026-11-02') + 1)).toEqual([]);
    expect(await at(evening('2026-11-03'))).toHaveLength(1);
  });

  test('is sent at the same time of day behind a change of the clocks', async () => {
    const { at } = await house({ nextAt: evening('2026-10-24') });
    expect(await at(evening('2026-10-24'))).toHaveLength(1);
    // That day has 25 hours.
    const next = beginOf('2026-10-26', zone) - 6 * hourMs;
    expect(await at(next - 1)).toEqual([]);
    expect(await at(next)).toHaveLength(1);
  });

  test('is left out on a day of study, and where nothing is due', async () => {
    const { store, at } = await house();
    const day = { date: '2026-11-02', zone };
    const { begun } = { begun: { learner: ada, course: smallLibrary().courses[0]?.id } };
    if (begun.course === undefined) throw new Error('expected a course');
    const chunk = smallLibrary().courses[0]?.chunks[0]?.id;
    if (chunk === undefined) throw new Error('expected a chunk');
    await store.progress.savePosition({
      ...begun,
      course: begun.course,
      from: chunk,
      to: chunk,
      read: true,
      at: 1,
      day,
    });
    expect(await at(evening('2026-11-02'))).toEqual([]);
    expect(await at(evening('2026-11-03'), 0)).toEqual([]);
    expect(await at(evening('2026-11-04'))).toHaveLength(1);
  });

  test('that comes late because the bot was away is left out, and there is no burst', async () => {
    const { at } = await house();
    expect(await at(evening('2026-11-02') + 2 * hourMs + 1)).toEqual([]);
    expect(await at(evening('2026-11-05') - hourMs)).toEqual([]);
    expect(await at(evening('2026-11-05') + 2 * hourMs)).toHaveLength(1);
  });

  test('never comes in quiet hours, whatever its time', async () => {
    const { at } = await house({ minute: 21 * 60 + 30, nextAt: evening('2026-11-02') + 3.5 * hourMs });
    expect(await at(evening('2026-11-02') + 4.5 * hourMs)).toEqual([]);
    expect(await at(evening('2026-11-03') + 3.5 * hourMs)).toHaveLength(1);
  });

  test('is sent once though two processes ask at once', async () => {
    const { at } = await house();
    const both = await Promise.all([at(evening('2026-11-02')), at(evening('2026-11-02'))]);
    expect(both.flat()).toHaveLength(1);
  });

  test('goes to the account that asked for it last, once a day for all of a person’s', async () => {
    const { store, at } = await house();
    const other = learnerId('discord:ada-2');
    await store.accounts.offer({ learner: ada, code: 'CODE', at: 1, until: 2 });
    await store.accounts.redeem({ learner: other, code: 'CODE', at: 1 }, { most: 1, withinMs: 1 });
    const [mine] = [await store.reminders.of(ada)];
    if (mine === null || mine === undefined) throw new Error('expected a reminder');
    await store.reminders.choose({ kind: 'set', reminder: { ...mine, learner: other }, at: 2 });
    const sent = await at(evening('2026-11-02'));
    expect(sent.map(({ learner }) => learner)).toEqual([other]);
    await store.accounts.unlink(other);
    expect((await at(evening('2026-11-03'))).map(({ learner }) => learner).toSorted()).toEqual([ada, other]);
  });
});
