import { unseenBreak, defang } from './defang.ts';
import { visible } from './visible.ts';

export type CodeLanguage = 'python' | 'text';

/** A program or its output as the lines of a code block, none of which can end it: not fenced yet, so that it can be cut. */
export function codeText(text: string): string {
  const shown = defang(visible(text)).replace(/``(?=`)/gu, `\`\`${unseenBreak}`);
  const lines = shown.replace(/\n+$/u, '');
  // Discord takes no block that holds nothing, and leaves out blank lines at its top.
  if (lines.trim() === '') return shown === '' ? '' : shown.replace(/ /gu, '·').replace(/\n/gu, '↵\n').trimEnd();
  return lines.startsWith('\n') ? `${unseenBreak}${lines}` : lines;
}

/** A code block of lines that `codeText` has made. Discord knows no longer fence, so only the text can keep it closed. */
export function fenced(lines: string, language: CodeLanguage): string {
  return `\`\`\`${language === 'python' ? 'py' : ''}\n${lines}\n\`\`\``;
}

/** Lines of code in pieces of at most so many UTF-16 units, cut at line ends where they can be. */
export function cutLines(lines: string, most: number): readonly string[] {
  const pieces: string[] = [];
  let rest = lines;
  while (rest.length > most) {
    const end = lineEnd(rest, most);
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).replace(/^\n/u, '');
  }
  return rest === '' ? pieces : [...pieces, rest];
}

function lineEnd(lines: string, most: number): number {
  const end = lines.lastIndexOf('\n', most);
  if (end > 0) return end;
  const high = lines.charCodeAt(most - 1);
  return high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
}
