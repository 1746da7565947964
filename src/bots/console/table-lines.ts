import type { Block } from '#core/view.ts';
import { narrowestCell, tableGap } from './limits.ts';
import type { Line, Piece } from './pieces.ts';
import { lineColumns, piece } from './pieces.ts';
import { spanPieces } from './span-pieces.ts';
import { splitLines, wrap } from './wrap.ts';

/** A table within so many columns: cells are wrapped, and rows become lists where cells would be too narrow. */
export function tableLines(
  { header, rows }: Extract<Block, { readonly kind: 'table' }>,
  columns: number,
): readonly Line[] {
  const count = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  if (count === 0) return [];
  const filled = (row: (typeof rows)[number]) => Array.from({ length: count }, (_, at) => spanPieces(row[at] ?? []));
  const head = filled(header).map((cell) => cell.map(({ text }) => piece(text, 'strong')));
  const body = rows.map(filled);
  const widths = fit(naturalWidths([head, ...body]), columns - tableGap * (count - 1));
  if (widths === null) return rowByRow(head, body, columns);
  const rule = piece('─'.repeat(Math.min(columns, sum(widths) + tableGap * (count - 1))), 'dim');
  return [...rowLines(head, widths), [rule], ...body.flatMap((row) => rowLines(row, widths))];
}

type Cell = readonly Piece[];
type Row = readonly Cell[];

function naturalWidths(rows: readonly Row[]): readonly number[] {
  const [head = []] = rows;
  return head.map((_, at) => rows.reduce((widest, row) => Math.max(widest, cellColumns(row[at] ?? [])), 0));
}

const cellColumns = (cell: Cell): number =>
  splitLines(cell).reduce((widest, line) => Math.max(widest, lineColumns(line)), 0);

/** Columns that need less than an equal share keep what they need; the others share what is left. Null: too narrow. */
function fit(natural: readonly number[], available: number): readonly number[] | null {
  const widths = [...natural];
  const narrowFirst = natural.map((width, at) => ({ width, at })).sort((one, other) => one.width - other.width);
  let left = available;
  for (const [before, { width, at }] of narrowFirst.entries()) {
    const share = Math.max(0, Math.floor(left / (natural.length - before)));
    if (width > share && share < narrowestCell) return null;
    widths[at] = Math.min(width, share);
    left -= Math.min(width, share);
  }
  return widths;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function rowLines(row: Row, widths: readonly number[]): readonly Line[] {
  const cells = row.map((cell, at) => wrap(cell, widths[at] ?? 0));
  const height = cells.reduce((most, lines) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, at) =>
    rowLine(
      cells.map((lines) => lines[at] ?? []),
      widths,
    ),
  );
}

function rowLine(cells: readonly Line[], widths: readonly number[]): Line {
  const last = cells.findLastIndex((cell) => cell.length > 0);
  return cells
    .slice(0, last + 1)
    .flatMap((cell, at) =>
      at === last ? cell : [...cell, piece(' '.repeat((widths[at] ?? 0) - lineColumns(cell) + tableGap))],
    );
}

function rowByRow(head: Row, body: readonly Row[], columns: number): readonly Line[] {
  if (body.length === 0) return head.flatMap((cell) => wrap(cell, columns));
  return body.flatMap((row, at) => [
    ...(at === 0 ? [] : [[]]),
    ...row.flatMap((cell, place) => wrap([...(head[place] ?? []), piece(': ', 'strong'), ...cell], columns)),
  ]);
}
