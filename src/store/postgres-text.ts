/**
 * PostgreSQL's texts hold every character but U+0000, and SQLite's hold that one too. There it is written as U+FFFE (which
 * is no character) and a 0, and U+FFFE itself as U+FFFE and a 1.
 */
export function writeText(value: unknown): unknown {
  if (typeof value !== 'string' || !special.test(value)) return value;
  return value.replaceAll(mark, `${mark}1`).replaceAll('\0', `${mark}0`);
}

/** What `writeText` wrote. */
export function readText(written: string): string {
  if (!written.includes(mark)) return written;
  return written.replaceAll(`${mark}0`, '\0').replaceAll(`${mark}1`, mark);
}

const mark = '\uFFFE';
const special = /[\0\uFFFE]/u;
