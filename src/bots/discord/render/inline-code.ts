import { defang, unseenBreak } from './defang.ts';
import { visibleLine } from '#bots/shared/visible.ts';

/** Code within a sentence, whatever backticks it holds; empty for nothing. */
export function inlineCode(text: string): string {
  const line = defang(visibleLine(text));
  if (line === '') return '';
  const runs = (line.match(/`+/gu) ?? []).map((run) => run.length);
  if (runs.length === 0) return `\`${line}\``;
  // Two marks around single backticks, one around pairs; three would open a block.
  if (runs.every((length) => length === 1)) return padded(line, '``');
  if (runs.every((length) => length === 2)) return padded(line, '`');
  return padded(line.replace(/`(?=`)/gu, `\`${unseenBreak}`), '``');
}

/** Discord takes one space away at an end where a backtick stands. */
function padded(line: string, marks: string): string {
  const before = line.startsWith('`') ? ' ' : '';
  const after = line.endsWith('`') ? ' ' : '';
  return `${marks}${before}${line}${after}${marks}`;
}
