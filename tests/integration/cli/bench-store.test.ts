import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { fillTown } from '#cli/bench-store/fill-town.ts';
import { foundTown } from '#cli/bench-store/town.ts';
import { openBulk } from '#store/bulk.ts';
import { openStore } from '#store/open-store.ts';
import { smallCourse } from '../../support/library.ts';
import { liveInTown } from '../../support/live-in-town.ts';
import { temporaryFolder } from '../../support/program.ts';

test('what a benchmark writes into the tables is what the store would have written', async () => {
  await using folder = await temporaryFolder();
  const [lived, filled] = [join(folder.path, 'lived.db'), join(folder.path, 'filled.db')];
  const town = foundTown({ learners: 100, answers: 600 }, smallCourse());
  {
    await using store = await openStore(`sqlite:${lived}`);
    await liveInTown(town, store);
  }
  await (await openStore(`sqlite:${filled}`))[Symbol.asyncDispose]();
  {
    await using bulk = await openBulk(`sqlite:${filled}`);
    expect(await bulk.isEmpty()).toBe(true);
    await fillTown(town, bulk, () => undefined);
    expect(await bulk.isEmpty()).toBe(false);
  }
  const tables = tablesOf(lived);
  expect(tablesOf(filled)).toEqual(tables);
  const inUse = Object.entries(tables).flatMap(([table, rows]) => (rows.length > 0 ? [table] : []));
  expect(inUse).toEqual(written);
});

/** All that the benchmark reads and that grows with learners. */
const written = [
  'account',
  'answer',
  'attempt',
  'chunk_read',
  'class_setting',
  'class_standing',
  'exercise_begun',
  'lapse',
  'member',
  'position',
  'post',
  'prompt',
  'reminder',
  'running',
  'schedule',
  'setting',
  'standing',
  'studied_day',
  'vote',
];

/** The rows of every table in one order. Persons are drawn at random: who is one with whom stands in their place. */
function tablesOf(file: string): Readonly<Record<string, readonly string[]>> {
  const database = new Database(file, { readonly: true });
  const names = database.prepare<[], { name: string }>(
    `select name from sqlite_schema where type = 'table' order by name`,
  );
  // A code that was used is remembered for a day, which is no matter here.
  const tables = names.all().filter(({ name }) => !name.startsWith('kysely') && name !== 'link_code');
  const rowsOf = (name: string) =>
    name === 'account'
      ? database
          .prepare(
            `select learner, linked_at, (select min(learner) from account where person = a.person) from account a`,
          )
          .all()
      : database.prepare(`select * from "${name}"`).all();
  const all = tables.map(
    ({ name }) =>
      [
        name,
        rowsOf(name)
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ] as const,
  );
  database.close();
  return Object.fromEntries(all);
}
