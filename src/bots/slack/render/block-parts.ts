import { cut } from '#bots/shared/cut.ts';
import { visible, visibleLine } from '#bots/shared/visible.ts';
import type { Block } from '#core/view.ts';
import { codeParts } from './code-parts.ts';
import { defang } from './defang.ts';
import type { Desk } from './desk.ts';
import { barSigns, mostAltText } from '../limits.ts';
import { listParts } from './list-parts.ts';
import type { Part } from './part.ts';
import { proseParts } from './prose-parts.ts';
import { tableLines, tableParts } from './table-parts.ts';

/** Where a view is drawn. */
export interface Drawing extends Desk {
  /** The only block that may become a table: a message takes one, a home page none. */
  readonly table: Block | null;
  readonly files: 'uploaded' | 'written-out';
  /** A view's files get their names from here, each another one. */
  readonly nameFile: (wanted: string) => string;
}

/** A block as parts; what can be pressed stands together at the end of the view (`offerParts`). */
export function blockParts(block: Block, drawing: Drawing): readonly Part[] {
  switch (block.kind) {
    case 'prose':
      return proseParts(block.spans);
    case 'code':
      return codeParts(block);
    case 'list':
      return listParts(block);
    case 'table':
      return drawing.table === block ? tableParts(block) : tableLines(block);
    case 'progress':
      return progressParts(block, drawing);
    case 'picture':
      return pictureParts(block, drawing);
    case 'file':
      return fileParts(block, drawing);
    case 'choices':
    case 'ask':
      return [];
  }
}

/** Something done shows, and the bar is full only at the end. The amount in words first: it is all that a screen reader needs to say, and it gets no more. */
function progressParts(
  { label, done, of }: Extract<Block, { readonly kind: 'progress' }>,
  { say }: Desk,
): readonly Part[] {
  const full = of > 0 && done > 0 ? Math.min(barSigns, Math.max(1, Math.floor((done / of) * barSigns))) : 0;
  const [what, amount] = [visibleLine(label), say('chat.amount', { done, of })];
  const bar = `${'▰'.repeat(full)}${'▱'.repeat(barSigns - full)}`;
  const shown = proseParts([
    { kind: 'text', text: `${what} ` },
    { kind: 'strong', text: amount },
    { kind: 'text', text: `\n${bar}` },
  ]);
  return shown.length === 1 ? shown.map((line) => ({ ...line, words: `${what} ${amount}` })) : shown;
}

/** The image with its words as alternative text, or the words alone. */
function pictureParts(block: Extract<Block, { readonly kind: 'picture' }>, { pictures }: Desk): readonly Part[] {
  const file = pictures.get(block);
  if (file === undefined) return proseParts([{ kind: 'text', text: block.words }]);
  const words = cut(defang(visible(block.words)), mostAltText) || '…';
  return [{ kind: 'picture', block: { type: 'image', slack_file: { id: file.id }, alt_text: words }, words }];
}

/** The file as it is; its name in the text where it gets another one, or where nothing is in the file. */
function fileParts(block: Extract<Block, { readonly kind: 'file' }>, drawing: Drawing): readonly Part[] {
  const named = proseParts([{ kind: 'code', text: block.name }]);
  if (block.text === '') return named;
  if (drawing.files === 'written-out') return [...named, ...codeParts({ language: 'text', text: block.text })];
  const name = drawing.nameFile(block.name);
  return [
    ...(name === block.name ? [] : named),
    { kind: 'file', file: { name, content: block.text.toWellFormed() }, words: name },
  ];
}
