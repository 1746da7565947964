import type { Span } from '#core/view.ts';
import type { Piece } from './pieces.ts';
import { piece } from './pieces.ts';

/** Spans as pieces. Code keeps its backticks, for readers without colour. */
export function spanPieces(spans: readonly Span[]): readonly Piece[] {
  return spans.flatMap(pieces);
}

function pieces(span: Span): readonly Piece[] {
  switch (span.kind) {
    case 'text':
      return [piece(span.text)];
    case 'code':
      return [piece(`\`${span.text}\``, 'code')];
    case 'strong':
      return [piece(span.text, 'strong')];
    case 'emphasis':
      return [piece(span.text, 'emphasis')];
    case 'link':
      return span.text === span.url
        ? [piece(span.url, 'link')]
        : [piece(span.text), piece(' ('), piece(span.url, 'link'), piece(')')];
  }
}
