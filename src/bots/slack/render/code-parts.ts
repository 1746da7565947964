import { cutLines } from '#bots/shared/cut-lines.ts';
import { showBlanks } from '#bots/shared/show-blanks.ts';
import { visible } from '#bots/shared/visible.ts';
import type { Block } from '#core/view.ts';
import { mostPiece } from '../limits.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';

/** A program or its output; one that is too long is cut at line ends. */
export function codeParts({
  language,
  text,
}: Omit<Extract<Block, { readonly kind: 'code' }>, 'kind'>): readonly TextPart[] {
  const shown = visible(text);
  const lines = shown.trim() === '' ? shown : shown.replace(/\n+$/u, '');
  return cutLines(lines, mostPiece)
    .flatMap((piece) => (piece.trim() === '' ? cutLines(showBlanks(`${piece}\n`), mostPiece) : [piece]))
    .map((words) => {
      const code = { type: 'rich_text_preformatted', elements: [{ type: 'text', text: words }] } as const;
      return textPart('code', [language === 'python' ? { ...code, language } : code], words);
    });
}
