import Database from 'better-sqlite3';

/** Puts rows into every table of a SQLite database of ours, with all that texts and numbers can be. */
export function fillEveryTable(file: string, rows: number): void {
  const raw = new Database(file);
  const fill = raw.transaction(() => {
    for (const table of tablesOf(raw)) {
      const columns = raw.prepare(`select name, type, "notnull" as isNeeded from pragma_table_info('${table}')`).all();
      const insert = raw.prepare(`insert into ${table} values (${columns.map(() => '?').join(', ')})`);
      for (let nth = 0; nth < rows; nth += 1) insert.run(columns.map((column) => valueOf(parseColumn(column), nth)));
    }
  });
  fill();
  raw.close();
}

/** Every row of every table, in one order. */
export function contentOf(file: string): Readonly<Record<string, readonly string[]>> {
  const raw = new Database(file, { readonly: true });
  const content = tablesOf(raw).map((table) => {
    const rows = raw.prepare(`select * from ${table}`).all();
    return [table, rows.map((row) => JSON.stringify(row)).toSorted()] as const;
  });
  raw.close();
  return Object.fromEntries(content);
}

/** Without those in which migrations and copies are put down. */
function tablesOf(raw: Database.Database): readonly string[] {
  const names = raw.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all();
  return names.map(String).filter((name) => !/^(?:kysely_|sqlite_|copied_)/u.test(name));
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
}

function parseColumn(found: unknown): Column {
  if (typeof found !== 'object' || found === null) throw new Error('expected a column');
  const row = new Map<string, unknown>(Object.entries(found));
  return { name: String(row.get('name')), type: String(row.get('type')), isNeeded: row.get('isNeeded') === 1 };
}

const odd = [
  '',
  ' ',
  '\0',
  '\uFFFE',
  '\uFFFE0\0\uFFFE1',
  '\u{1F40D}',
  '\u202E',
  "'; drop table note; --",
  '\\',
  '%_',
  'ÄäZz',
];

function valueOf({ name, type, isNeeded }: Column, nth: number): string | number | null {
  if (!isNeeded && nth % 3 === 0) return null;
  if (type.toLowerCase() === 'integer') return nth % 2 === 0 ? nth : 9_000_000_000_000 + nth;
  return `${name}-${nth}-${odd[nth % odd.length]}`;
}
