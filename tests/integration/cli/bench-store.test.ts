import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { fillTown } from '#cli/bench-store/fill-town.ts';
import { settleTown } from '#cli/bench-store/settle-town.ts';
import { foundTown } from '#cli/bench-store/town.ts';
import { learnerId } from '#core/ids.ts';
import { openBulk } from '#store/bulk.ts';
import { openStore } from '#store/open-store.ts';
import { smallCourse, smallLibrary } from '../../support/library.ts';
import { liveInTown } from '../../support/live-in-town.ts';
import { studyloop, temporaryFolder } from '../../support/program.ts';

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

test('bench store fills a file, measures the bot over it, and takes it again as it is', async () => {
  await using folder = await temporaryFolder();
  const args = ['bench', 'store', '--learners', '40', '--answers', '400', '--file', 'bench.db', '--json'];
  const first = await studyloop(args, { folder: folder.path });
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const { figures } = report.parse(JSON.parse(first.stdout));
  expect(figures.find(({ name }) => name === 'learners')?.value).toBe(40);
  expect(figures.find(({ name }) => name === '/progress, the 20 busiest learners')?.p99).toBeGreaterThan(0);
  const url = `sqlite:${join(folder.path, 'bench.db')}`;
  const other = { size: { learners: 5, answers: 5 }, library: smallLibrary(), told: () => undefined };
  const again = await settleTown(url, other);
  expect(again.town.size).toEqual({ learners: 40, answers: 400 });
  expect(again.filling).toEqual([]);
});

const report = z.object({
  figures: z.array(z.object({ name: z.string(), value: z.number().optional(), p99: z.number().optional() })),
});

test('bench store leaves a database alone that holds something else', async () => {
  await using folder = await temporaryFolder();
  {
    await using store = await openStore(`sqlite:${join(folder.path, 'own.db')}`);
    await store.learners.chooseZone(learnerId('console:me'), 'UTC', 1);
  }
  const wanted = { size: { learners: 5, answers: 5 }, library: smallLibrary(), told: () => undefined };
  const settled = settleTown(`sqlite:${join(folder.path, 'own.db')}`, wanted);
  await expect(settled).rejects.toThrow('expected an empty database');
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
