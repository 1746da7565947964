import { defang } from './defang.ts';
import { visible } from '#bots/shared/visible.ts';

/**
 * Words as Markdown that shows exactly these words: nothing in them formats, links, pings, or begins a heading, list or
 * quotation.
 */
export function escape(words: string): string {
  return defang(visible(words))
    .replace(marks, '\\$&')
    .replace(colons, '\\:')
    .replace(lineMarks, '$1\\$2')
    .replace(numbers, '$1\\.');
}

const marks = /[\\*_~`|[\]<>@]/gu;

/** Addresses become links and `:smile:` becomes a picture by their colons. */
const colons = /:(?=\/\/|[\w+-]+:)/gu;

/** What would make a heading, a small line or a list of a line; `>` and `*` are escaped by now. */
const lineMarks = /^(\s*)([#+-])/gmu;

const numbers = /^(\s*\d+)\./gmu;
