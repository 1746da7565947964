import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3';

/** Writes the database as it is now into a file, which has its name only when it is whole. What had that name is gone then. */
export function copyInto(raw: Database.Database, file: string): void {
  const unfinished = `${file}.${process.pid}.part`;
  mkdirSync(dirname(file), { recursive: true });
  try {
    raw.prepare('vacuum into ?').run(unfinished);
    flush(unfinished);
    renameSync(unfinished, file);
    flush(dirname(file));
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** A folder too: a name in it is on the disk only then. */
function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
