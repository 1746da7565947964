import type { Span } from '#core/view.ts';
import { visible, visibleLine } from '#bots/shared/visible.ts';
import { mostAddress } from '../limits.ts';
import type { RichInline, RichStyle } from './payload.ts';

/** Spans as Slack's pieces of text; none for what shows nothing. */
export function richInlines(spans: readonly Span[]): readonly RichInline[] {
  const inlines = joined(spans.map(richInline));
  return visibleLine(wordsOf(inlines)) === '' ? [] : inlines;
}

/** The same on one line, as cells and items of a list need it. */
export function oneLine(spans: readonly Span[]): readonly RichInline[] {
  return richInlines(spans.map((span) => ({ ...span, text: visible(span.text).replace(/\s+/gu, ' ') })));
}

/** What a reader reads of it. */
export function wordsOf(inlines: readonly RichInline[]): string {
  return inlines.map((inline) => (inline.type === 'link' ? (inline.text ?? inline.url) : inline.text)).join('');
}

/** Neighbours of one style or address as one, and nothing that is empty, which Slack refuses. */
export function joined(inlines: readonly RichInline[]): readonly RichInline[] {
  const result: RichInline[] = [];
  for (const inline of inlines) {
    if (inline.text === '') continue;
    const last = result.at(-1);
    const both = last === undefined ? null : asOne(last, inline);
    if (both === null) result.push(inline);
    else result[result.length - 1] = both;
  }
  return result;
}

function asOne(one: RichInline, other: RichInline): RichInline | null {
  if (one.text === undefined || other.text === undefined) return null;
  const text = one.text + other.text;
  if (one.type === 'link') return other.type === 'link' && one.url === other.url ? { ...one, text } : null;
  return other.type === 'text' && isAlike(one.style, other.style) ? { ...one, text } : null;
}

const isAlike = (one?: RichStyle, other?: RichStyle): boolean => JSON.stringify(one) === JSON.stringify(other);

function richInline(span: Span): RichInline {
  const text = visible(span.text);
  switch (span.kind) {
    case 'text':
      return { type: 'text', text };
    case 'code':
      return { type: 'text', text: text.replace(/[\n\t]/gu, ' '), style: { code: true } };
    case 'strong':
      return { type: 'text', text, style: { bold: true } };
    case 'emphasis':
      return { type: 'text', text, style: { italic: true } };
    case 'link':
      return link(span);
  }
}

/** An address that we do not link is shown instead. */
function link({ text, url }: Extract<Span, { readonly kind: 'link' }>): RichInline {
  const words = visibleLine(text);
  const address = safeAddress(url);
  if (address === null)
    return { type: 'text', text: text === url ? visible(url) : `${visible(text)} (${visible(url)})` };
  return words === '' || text === url ? { type: 'link', url: address } : { type: 'link', url: address, text: words };
}

function safeAddress(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.href.length > mostAddress) return null;
  return parsed.href;
}
