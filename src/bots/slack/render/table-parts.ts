import { tableRows } from '#bots/shared/table-rows.ts';
import type { Block } from '#core/view.ts';
import { jsonBytes } from './json-bytes.ts';
import { mostPiece, mostPieceBytes, mostTableColumns, mostTableRows, mostTableText } from '../limits.ts';
import { listParts } from './list-parts.ts';
import type { Part, TextPart } from './part.ts';
import type { RichInline, RichText, Table } from './payload.ts';
import { proseParts } from './prose-parts.ts';
import { oneLine, wordsOf } from './rich-inlines.ts';

type TableBlock = Extract<Block, { readonly kind: 'table' }>;

/** A table as Slack's own, or in lines where Slack would not take it. */
export function tableParts(table: TableBlock): readonly Part[] {
  const cells = [table.header, ...table.rows].map((row) => row.map(oneLine));
  const columns = Math.max(...cells.map((row) => row.length));
  const isNamed = cells[0]?.some((inlines) => inlines.length > 0) ?? false;
  if (!isNamed || columns > mostTableColumns || cells.length > mostTableRows) return tableLines(table);
  const words = cells.flat().map(wordsOf);
  const block = drawn(cells, columns);
  if (words.some((word) => word.length > mostPiece) || words.join('').length > mostTableText) return tableLines(table);
  if (jsonBytes(block) > mostPieceBytes) return tableLines(table);
  return [{ kind: 'table', block, words: cells.map((row) => row.map(wordsOf).join(' · ')).join('; ') }];
}

/** The names of the columns, and the rows as a list. */
export function tableLines(table: TableBlock): readonly TextPart[] {
  const { names, rows } = tableRows(table);
  return [...proseParts(names), ...listParts({ kind: 'list', ordered: false, items: rows })];
}

function drawn(cells: readonly (readonly (readonly RichInline[])[])[], columns: number): Table {
  const places = Array.from({ length: columns }, (_, at) => at);
  return {
    type: 'table',
    column_settings: places.map(() => ({ is_wrapped: true })),
    rows: cells.map((row, line) => places.map((at) => cell(line === 0 ? (row[at] ?? []).map(bold) : (row[at] ?? [])))),
  };
}

/** Slack takes no cell without a sign in it. */
function cell(inlines: readonly RichInline[]): RichText {
  const elements = inlines.length > 0 ? inlines : [{ type: 'text', text: '–' } as const];
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}

const bold = (inline: RichInline): RichInline =>
  inline.type === 'link' || inline.style !== undefined ? inline : { ...inline, style: { bold: true } };
