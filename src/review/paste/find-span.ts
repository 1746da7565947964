import type { CodeLine } from './block.ts';
import type { Run } from './find-code.ts';

/** Several lines between single backticks, one at the beginning of a line and one at the end of another; null where there are none. */
export function findSpan(lines: readonly CodeLine[]): readonly Run[] | null {
  const first = lines.findIndex(({ text }) => /^\s*`[^`\s][^`]*$/u.test(text));
  const end = first < 0 ? -1 : lines.findIndex(({ text }, index) => index > first && text.includes('`'));
  const last = lines[end];
  if (last === undefined || !/^[^`]*`\s*$/u.test(last.text)) return null;
  const code = lines.slice(first, end + 1).map((line) => ({ ...line, text: line.text.replace('`', '') }));
  return [{ lines: code, isOpen: false }];
}
