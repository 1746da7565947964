import { cut } from '#bots/shared/cut.ts';
import { visibleLine } from '#bots/shared/visible.ts';
import { defang } from './defang.ts';
import type { PlainText } from './payload.ts';

/** One line of at most so many UTF-16 units, `…` for nothing. */
export function plainText(words: string, most: number): PlainText {
  return { type: 'plain_text', text: cut(defang(visibleLine(words)), most) || '…', emoji: false };
}
