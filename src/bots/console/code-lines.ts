import { tabColumns } from './limits.ts';
import type { Line, Piece } from './pieces.ts';
import { piece } from './pieces.ts';
import { visible } from './visible.ts';
import { columnsOf } from '#core/width.ts';
import { chop, splitLines } from './wrap.ts';

/** Gives a program's text in styles; together the pieces are the text. */
export type Highlight = (source: string) => readonly Piece[];

export const unhighlighted: Highlight = (source) => [piece(source)];

export interface CodePage {
  readonly columns: number;
  /** In a pipe lines of code stay whole, so that what is copied from it runs. */
  readonly codeLines: 'cut' | 'whole';
  readonly highlight: Highlight;
}

/** Code between fences, so that it can be copied with them and run. */
export function codeLines(code: Code, { columns, codeLines: lines, highlight }: CodePage): readonly Line[] {
  const text = expandTabs(visible(code.text).replace(/\n$/u, ''));
  const pieces = code.language === 'python' ? highlight(text) : unhighlighted(text);
  const marks = piece(fenceAround(text), 'dim');
  const opening = code.language === 'python' ? [marks, piece('python', 'dim')] : [marks];
  const shown = [...opening, lineEnd, ...pieces, lineEnd, marks];
  return lines === 'cut' ? chop(shown, columns) : splitLines(shown);
}

interface Code {
  readonly language: 'python' | 'text';
  readonly text: string;
}

const lineEnd = piece('\n');

/** Longer than every run of backticks in the text. */
function fenceAround(text: string): string {
  const longest = (text.match(/`+/gu) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  return '`'.repeat(longest + 1);
}

function expandTabs(text: string): string {
  return text.includes('\t') ? text.split('\n').map(expandLine).join('\n') : text;
}

function expandLine(line: string): string {
  let columns = 0;
  return line
    .split('\t')
    .map((part, at, parts) => {
      columns += columnsOf(part);
      if (at === parts.length - 1) return part;
      const blanks = tabColumns - (columns % tabColumns);
      columns += blanks;
      return part + ' '.repeat(blanks);
    })
    .join('');
}
