import type { Block, Span } from '#core/view.ts';
import { mostPiece } from '../limits.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';
import { fit } from './prose-parts.ts';
import { oneLine } from './sentence.ts';

/** A list, cut between its items where it is too long; an item that is too long itself goes on without a bullet. */
export function listParts({ ordered, items }: Extract<Block, { readonly kind: 'list' }>): readonly TextPart[] {
  return lineParts(items.flatMap((item, at) => itemLines(item, ordered ? `${at + 1}. ` : '- ')));
}

/** Lines of Markdown in as few parts as they fit into. */
export function lineParts(lines: readonly string[], form: TextPart['form'] = 'list'): readonly TextPart[] {
  const parts: string[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < mostPiece) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts.flatMap((content) => textPart(form, content));
}

/** An item as one line, or as several where one message would not hold it; none for an item without words. */
export function itemLines(item: readonly Span[], bullet: string): readonly string[] {
  return fit(item, mostPiece / 2)
    .map(oneLine)
    .filter((line) => line !== '')
    .map((line, at) => (at === 0 ? bullet + line : line));
}
