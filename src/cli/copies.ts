import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Where copies of this database lie, beside it. */
export function folderOfCopies(database: string): string {
  return join(dirname(database), 'backups');
}

/** Of a copy that is made now by the settings' schedule; the names sort by time. */
export function nameOfCopy(database: string, now: number): string {
  const time = new Date(now).toISOString().replaceAll(':', '-');
  return join(folderOfCopies(database), `${basename(database)}.${time}.scheduled.db`);
}

/** Copies made by schedule, the oldest first. */
export function copiesOf(database: string): readonly string[] {
  const folder = folderOfCopies(database);
  const isOurs = (name: string) => name.startsWith(`${basename(database)}.`) && name.endsWith('Z.scheduled.db');
  return namesIn(folder)
    .filter(isOurs)
    .sort()
    .map((name) => join(folder, name));
}

/** When the newest copy of any kind was made, in epoch milliseconds; null: there is none. */
export function newestCopyAt(database: string): number | null {
  const folder = folderOfCopies(database);
  const times = namesIn(folder)
    .filter((name) => name.startsWith(`${basename(database)}.`) && name.endsWith('.db'))
    .map((name) => timeOf(join(folder, name)))
    .filter((time) => time !== null);
  return times.length === 0 ? null : Math.max(...times);
}

/** When a file was written, in epoch milliseconds; null: it is not there. */
export function timeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null;
}

/** Drops the oldest copies made by schedule. */
export function dropOldCopies(database: string, keep: number): void {
  for (const old of copiesOf(database).slice(0, -keep)) rmSync(old, { force: true });
}

/** None where nothing was copied yet. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
