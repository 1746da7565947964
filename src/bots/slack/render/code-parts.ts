import { cutLines } from '#bots/shared/cut-lines.ts';
import { showBlanks } from '#bots/shared/show-blanks.ts';
import { visible } from '#bots/shared/visible.ts';
import type { Block } from '#core/view.ts';
import { mostPiece } from './limits.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';

/** A program or its output; one that is too long is cut at line ends. */
export function codeParts({
  language,
  text,
}: Omit<Extract<Block, { readonly kind: 'code' }>, 'kind'>): readonly TextPart[] {
  const shown = visible(text).replace(/\n+$/u, '');
  const lines = shown.trim() === '' ? showBlanks(visible(text)) : shown;
  return cutLines(lines, mostPiece).map((piece) => {
    const words = piece.trim() === '' ? showBlanks(`${piece}\n`) : piece;
    const code = { type: 'rich_text_preformatted', elements: [{ type: 'text', text: words }] } as const;
    return textPart('code', [language === 'python' ? { ...code, language } : code], words);
  });
}
