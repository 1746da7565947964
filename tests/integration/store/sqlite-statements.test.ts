import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { keepStatements } from '#store/sqlite-statements.ts';

test('a statement is prepared once', () => {
  const database = keepStatements(new Database(':memory:'));
  expect(database.prepare('select 1 as one')).toBe(database.prepare('select 1 as one'));
  expect(database.prepare('select 2 as one')).not.toBe(database.prepare('select 1 as one'));
});

test('one that is being read from is not taken a second time', () => {
  const database = keepStatements(new Database(':memory:'));
  const sql = 'select 1 as one union all select 2';
  const rows = database.prepare(sql).iterate([]);
  const [first] = rows;
  expect(first).toEqual({ one: 1 });
  const open = keepStatements(new Database(':memory:'));
  for (const row of open.prepare(sql).iterate([])) {
    expect(row).toBeDefined();
    expect(open.prepare(sql).all([])).toEqual([{ one: 1 }, { one: 2 }]);
  }
});

test('what was kept goes by the tables as they are', () => {
  const raw = new Database(':memory:');
  const database = keepStatements(raw);
  raw.exec('create table page (name text); insert into page values (1)');
  const sql = 'select * from page';
  expect(database.prepare(sql).all([])).toEqual([{ name: '1' }]);
  raw.exec(`alter table page add column size integer default 7`);
  expect(database.prepare(sql).all([])).toEqual([{ name: '1', size: 7 }]);
  raw.exec('drop table page; create table page (other text)');
  expect(database.prepare(sql).all([])).toEqual([]);
});

test('those used longest ago are let go, and prepared anew when they are asked for', () => {
  const database = keepStatements(new Database(':memory:'));
  const first = database.prepare('select 0 as one');
  const often = database.prepare('select -1 as one');
  for (let nth = 1; nth <= 600; nth += 1) {
    database.prepare(`select ${nth} as one`);
    expect(database.prepare('select -1 as one')).toBe(often);
  }
  const anew = database.prepare('select 0 as one');
  expect(anew).not.toBe(first);
  expect(anew.all([])).toEqual([{ one: 0 }]);
});
