import { unseenBreak, defang } from './defang.ts';
import { showBlanks } from '#bots/shared/show-blanks.ts';
import { visible } from '#bots/shared/visible.ts';

export type CodeLanguage = 'python' | 'text';

/** A program or its output as the lines of a code block, none of which can end it: not fenced yet, so that it can be cut. */
export function codeText(text: string): string {
  const shown = defang(visible(text)).replace(/``(?=`)/gu, `\`\`${unseenBreak}`);
  const lines = shown.replace(/\n+$/u, '');
  // Discord takes no block that holds nothing, and leaves out blank lines at its top.
  if (lines.trim() === '') return showBlanks(shown);
  return lines.startsWith('\n') ? `${unseenBreak}${lines}` : lines;
}

/** A code block of lines that `codeText` has made. Discord knows no longer fence, so only the text can keep it closed. */
export function fenced(lines: string, language: CodeLanguage): string {
  return `\`\`\`${language === 'python' ? 'py' : ''}\n${lines}\n\`\`\``;
}
