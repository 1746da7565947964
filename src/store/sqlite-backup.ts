import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { copyInto } from './copy-file.ts';

const copiesKept = 5;

/**
 * Copies the database as it is now to `backups/` beside its file, under a name that sorts by time; drops the oldest
 * copies made here. A copy that was not finished is never seen under such a name.
 */
export function backUpSqlite(
  raw: Database.Database,
  { file, nextMigration }: { readonly file: string; readonly nextMigration: string },
): void {
  const folder = join(dirname(file), 'backups');
  const name = `${basename(file)}.${timestamp()}.before-${nextMigration}.db`;
  copyInto(raw, join(folder, name));
  for (const old of copiesOf(file, folder).slice(0, -copiesKept)) rmSync(join(folder, old), { force: true });
}

/** Without a colon, which file names may not hold everywhere. */
export function timestamp(): string {
  return new Date().toISOString().replaceAll(':', '-');
}

function copiesOf(file: string, folder: string): readonly string[] {
  const start = `${basename(file)}.`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(start) && /Z\.before-\d{4}-[\w-]+\.db$/.test(name))
    .sort();
}
