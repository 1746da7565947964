import { plain } from '#core/inline.ts';
import type { Block } from '#core/view.ts';
import { columnsOf } from '#core/width.ts';
import { tableRows } from '#bots/shared/table-rows.ts';
import { codeParts } from './code-parts.ts';
import { phoneCode } from '../limits.ts';
import { itemLines, lineParts } from './list-parts.ts';
import type { TextPart } from './part.ts';
import { visibleLine } from '#bots/shared/visible.ts';

type Table = Extract<Block, { readonly kind: 'table' }>;

/** A table in columns where a phone is wide enough for it, else as a list with a row in each item. */
export function tableParts(table: Table): readonly TextPart[] {
  const { header, rows } = table;
  const cells = [header, ...rows].map((row) => row.map((cell) => visibleLine(plain(cell))));
  const widths = cells.reduce(wider, []);
  const width = widths.reduce((sum, column) => sum + column + gap.length, -gap.length);
  const links = [header, ...rows].some((row) => row.some((cell) => cell.some(({ kind }) => kind === 'link')));
  return links || width > phoneCode || !cells.flat().every(isAligned) ? rowByRow(table) : inColumns(cells, widths);
}

/** Chinese and emoji are not exactly two columns wide on a phone, so that columns behind them would not stand in line. */
const isAligned = (cell: string): boolean => /^[\x20-\x7e…–—×✓✗]*$/u.test(cell);

const gap = '  ';

const wider = (widths: readonly number[], row: readonly string[]): readonly number[] =>
  Array.from({ length: Math.max(widths.length, row.length) }, (_, at) =>
    Math.max(widths[at] ?? 0, columnsOf(row[at] ?? '')),
  );

function inColumns(
  [head = [], ...body]: readonly (readonly string[])[],
  widths: readonly number[],
): readonly TextPart[] {
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join(gap)
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join(gap);
  const headLines = head.every((cell) => cell === '') ? [] : [line(head), rule];
  const text = [...headLines, ...body.map(line)].join('\n');
  return text.trim() === '' ? [] : codeParts(text, 'text');
}

const pad = (cell: string, columns: number): string => cell + ' '.repeat(Math.max(0, columns - columnsOf(cell)));

/** The names of the columns above, then the rows. */
function rowByRow(table: Table): readonly TextPart[] {
  const { names, rows } = tableRows(table);
  return lineParts([...itemLines(names, ''), ...rows.flatMap((row) => itemLines(row, '- '))], 'apart');
}
