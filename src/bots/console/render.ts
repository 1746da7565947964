import type { Block, Tone, View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { CodePage } from './code-lines.ts';
import { codeLines } from './code-lines.ts';
import { barColumns } from './limits.ts';
import { offerLines } from './offer-lines.ts';
import { pictureLines } from './picture-lines.ts';
import type { Line, Piece, Style } from './pieces.ts';
import { lineColumns, piece } from './pieces.ts';
import { spanPieces } from './span-pieces.ts';
import { tableLines } from './table-lines.ts';
import { wrap } from './wrap.ts';

/** What a view is drawn on. */
export interface Page extends CodePage {
  readonly paint: Paint;
  readonly say: Say;
  /** Where the text of a `file` block has been saved; a block that is not here is written out. */
  readonly savedAt: ReadonlyMap<Block, string>;
}

/** Text in the colours of its style. */
export type Paint = (style: Style, text: string) => string;

/**
 * A view as text without a line end behind it. No line is wider than the page, but for whole lines of code, and nothing
 * in it commands a terminal but the paint.
 */
export function render(view: View, page: Page): string {
  const lines = [
    ...titleLines(view, page.columns),
    ...blockLines(view, page),
    ...separate(offerLines(view, page.columns)),
  ];
  const shown = lines[0]?.length === 0 ? lines.slice(1) : lines;
  return shown.map((line) => line.map(({ style, text }) => page.paint(style, text)).join('')).join('\n');
}

const separate = (lines: readonly Line[]): readonly Line[] => (lines.length === 0 ? [] : [[], ...lines]);

/** The tone is a sign as well as a colour: not everyone sees colours. */
function titleLines({ title, tone }: View, columns: number): readonly Line[] {
  if (title === '' && tone === 'plain') return [];
  const { mark, style } = tones[tone];
  return hang(mark === '' ? [] : [piece(`${mark} `, style)], [piece(title, 'title')], columns);
}

const tones = {
  plain: { mark: '', style: 'plain' },
  success: { mark: '✓', style: 'success' },
  warning: { mark: '!', style: 'warning' },
  praise: { mark: '★', style: 'praise' },
} as const satisfies Record<Tone, { readonly mark: string; readonly style: Style }>;

/** Blocks with a blank line between them, but for what a paragraph introduces. */
function blockLines({ title, blocks }: View, page: Page): readonly Line[] {
  let before: Block['kind'] | 'title' | null = title === '' ? null : 'title';
  return blocks.flatMap((block) => {
    const lines = linesOf(block, page);
    if (lines.length === 0) return [];
    const isIntroduced = before === 'prose' && block.kind !== 'prose' && block.kind !== 'picture';
    const close = before === null || before === 'title' || isIntroduced;
    before = block.kind;
    return close ? lines : separate(lines);
  });
}

function linesOf(block: Block, page: Page): readonly Line[] {
  switch (block.kind) {
    case 'prose':
      return block.spans.length === 0 ? [] : wrap(spanPieces(block.spans), page.columns);
    case 'code':
      return codeLines(block, page);
    case 'list':
      return block.items.flatMap((item, at) => {
        const bullet = block.ordered ? `${at + 1}. ` : '• ';
        return hang([piece(bullet)], spanPieces(item), page.columns);
      });
    case 'table':
      return tableLines(block, page.columns);
    case 'progress':
      return wrap([piece(block.label), piece(' '), ...bar(block, page.say)], page.columns);
    case 'picture':
      return pictureLines(block, page.columns);
    case 'file':
      return fileLines(block, page);
    case 'choices':
    case 'ask':
      // They stand together at the end of the view, numbered.
      return [];
  }
}

/** Lines whose first begins with `lead` and whose others are indented as much. */
function hang(lead: Line, pieces: readonly Piece[], columns: number): readonly Line[] {
  const indent = lineColumns(lead);
  const blank = indent === 0 ? [] : [piece(' '.repeat(indent))];
  return wrap(pieces, columns - indent).map((line, row) => [...(row === 0 ? lead : blank), ...line]);
}

function bar({ done, of }: Extract<Block, { readonly kind: 'progress' }>, say: Say): readonly Piece[] {
  const part = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0;
  const full = Math.round(part * barColumns);
  return [
    piece(`[${'#'.repeat(full)}${'-'.repeat(barColumns - full)}]`, 'number'),
    piece(` ${say('console.amount', { done, of })}`),
  ];
}

function fileLines(block: Extract<Block, { readonly kind: 'file' }>, page: Page): readonly Line[] {
  const path = page.savedAt.get(block);
  if (path !== undefined) return wrap([piece(`${block.name} → `), piece(path, 'link')], page.columns);
  return [
    ...wrap([piece(block.name, 'strong')], page.columns),
    ...codeLines({ language: 'text', text: block.text }, page),
  ];
}
