import type { Span } from '#core/view.ts';
import { fit } from './fit.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';
import { richInlines, wordsOf } from './rich-inlines.ts';

/** A paragraph; one that is too long comes in pieces. */
export function proseParts(spans: readonly Span[]): readonly TextPart[] {
  return fit(richInlines(spans)).map((elements) =>
    textPart('prose', [{ type: 'rich_text_section', elements }], wordsOf(elements)),
  );
}
