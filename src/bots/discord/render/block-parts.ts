import type { Block } from '#core/view.ts';
import { codeParts } from './code-parts.ts';
import { cut } from '#bots/shared/cut.ts';
import type { Desk } from './desk.ts';
import { barSigns, mostDescription } from '../limits.ts';
import { listParts } from './list-parts.ts';
import type { Part } from './part.ts';
import { proseParts } from './prose-parts.ts';
import { tableParts } from './table-parts.ts';
import { visible, visibleLine } from '#bots/shared/visible.ts';

/** A view's files get their names from here, each another one. */
export interface Drawing extends Desk {
  readonly nameFile: (wanted: string) => string;
}

/** A block as parts; what can be pressed stands together at the end of the view (`offerParts`). */
export function blockParts(block: Block, drawing: Drawing): readonly Part[] {
  switch (block.kind) {
    case 'prose':
      return proseParts(block.spans);
    case 'code':
      return codeParts(block.text, block.language);
    case 'list':
      return listParts(block);
    case 'table':
      return tableParts(block);
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

/** The amount in words first: it is all that a screen reader needs to say. */
function progressParts(
  { label, done, of }: Extract<Block, { readonly kind: 'progress' }>,
  { say }: Desk,
): readonly Part[] {
  const full = fullSigns(done, of);
  return proseParts([
    { kind: 'text', text: `${visibleLine(label)} ` },
    { kind: 'strong', text: say('chat.amount', { done, of }) },
    { kind: 'text', text: `\n${'▰'.repeat(full)}${'▱'.repeat(barSigns - full)}` },
  ]);
}

/** Full only at the end, and empty only at the beginning: people look for the step they have just made. */
function fullSigns(done: number, of: number): number {
  if (of <= 0 || done <= 0) return 0;
  return done >= of ? barSigns : Math.min(barSigns - 1, Math.max(1, Math.round((done / of) * barSigns)));
}

/** The image with its words as alternative text, or the words alone. */
function pictureParts(block: Extract<Block, { readonly kind: 'picture' }>, drawing: Drawing): readonly Part[] {
  const png = drawing.pictures.get(block);
  if (png === undefined) return proseParts([{ kind: 'text', text: block.words }]);
  const description = cut(visible(block.words), mostDescription);
  const name = drawing.nameFile(`${block.picture.kind}.png`);
  return [{ kind: 'picture', file: { name, content: png, description: description === '' ? null : description } }];
}

/** The file as it is; its name in the text where Discord would not take it, or where nothing is in the file. */
function fileParts(block: Extract<Block, { readonly kind: 'file' }>, { nameFile }: Drawing): readonly Part[] {
  const name = nameFile(block.name);
  const told = name === block.name && block.text !== '' ? [] : proseParts([{ kind: 'code', text: block.name }]);
  if (block.text === '') return told;
  return [...told, { kind: 'file', file: { name, content: block.text, description: null } }];
}
