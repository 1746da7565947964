import { plain } from '#core/inline.ts';
import type { Block, Span } from '#core/view.ts';
import { visibleLine } from './visible.ts';

type Table = Extract<Block, { readonly kind: 'table' }>;
type Cell = readonly Span[];

/** A table told in lines. */
export interface TableRows {
  /** The names of the columns on one line; empty where they have none. */
  readonly names: Cell;
  readonly rows: readonly Cell[];
}

/** The names of the columns, then a line for each row; from three columns on, each cell is named again. */
export function tableRows({ header, rows }: Table): TableRows {
  const named = header.length > 2;
  return {
    names: joinCells(header).map(({ text }) => ({ kind: 'emphasis', text })),
    rows: rows.map(([first = [], ...others]) =>
      joinCells([
        first.map((span) => (span.kind === 'text' ? { ...span, kind: 'strong' as const } : span)),
        ...others.map((cell, at) => (named ? [...nameOf(header[at + 1]), ...cell] : cell)),
      ]),
    ),
  };
}

const nameOf = (cell: Cell = []): Cell => (plain(cell) === '' ? [] : [...cell, { kind: 'text', text: ': ' }]);

function joinCells(cells: readonly Cell[]): Cell {
  const filled = cells.filter((cell) => visibleLine(plain(cell)) !== '');
  return filled.flatMap((cell, at) => (at === 0 ? cell : [{ kind: 'text', text: ' · ' } as const, ...cell]));
}
