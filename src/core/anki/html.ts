import type { Span } from '../view.ts';

/** Spans as HTML on one line. */
export function htmlOf(spans: readonly Span[]): string {
  return spans.map(tagged).join('');
}

function tagged(span: Span): string {
  const text = escaped(span.text);
  switch (span.kind) {
    case 'text':
      return text;
    case 'code':
      return `<code>${text}</code>`;
    case 'strong':
      return `<b>${text}</b>`;
    case 'emphasis':
      return `<i>${text}</i>`;
    case 'link':
      return `<a href="${escaped(span.url)}">${text}</a>`;
  }
}

/** A program, its lines told apart by a tag: a field of the file is one line. */
export const htmlOfCode = (code: string): string =>
  `<pre>${escaped(code.trimEnd()).replaceAll('\t', '    ').replace(/\r?\n/gu, '<br>')}</pre>`;

/** Text that is none of HTML's: its marks, and Anki's for sounds and gaps, mean nothing. */
const escaped = (text: string): string => text.replace(/[&<>"[\]{}]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
