import type { Span } from '#core/view.ts';
import { beginning } from '#bots/shared/cut.ts';
import { mostPiece } from '../limits.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';
import { sentence } from './sentence.ts';

/** A paragraph; one that is too long comes in pieces, cut between words where it can be. */
export function proseParts(spans: readonly Span[]): readonly TextPart[] {
  return fit(spans, mostPiece).flatMap((piece) => textPart('prose', sentence(piece).trim()));
}

/** Spans in groups whose Markdown is not too long. Escapes lengthen a text, so the aim is lowered until it is hit. */
export function fit(spans: readonly Span[], aim: number): readonly (readonly Span[])[] {
  if (sentence(spans).length <= mostPiece) return [spans];
  return group(spans.flatMap(words), aim).flatMap((piece) => fit(piece, Math.floor(aim / 2)));
}

/** A span as spans of a word each, the blanks behind it included. */
function words(span: Span): readonly Span[] {
  return (span.text.match(/\S*\s*/gu) ?? [])
    .filter((word) => word !== '')
    .flatMap((word) => short(word).map((text) => ({ ...span, text })));
}

function short(word: string): readonly string[] {
  if (word.length <= longestWord) return [word];
  const head = beginning(word, longestWord);
  return [head, ...short(word.slice(head.length))];
}

/** What has no blank for so long, such as Chinese, is cut anywhere. */
const longestWord = 100;

function group(spans: readonly Span[], most: number): readonly (readonly Span[])[] {
  const groups: Span[][] = [[]];
  let length = 0;
  for (const span of spans) {
    const added = sentence([span]).length;
    if (length > 0 && length + added > most) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(span);
    length += added;
  }
  return groups;
}
