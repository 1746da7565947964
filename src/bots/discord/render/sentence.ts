import type { Span } from '#core/view.ts';
import { unseenBreak } from './defang.ts';
import { escape } from './escape.ts';
import { inlineCode } from './inline-code.ts';
import { mostAddress } from '../limits.ts';
import { visible, visibleLine } from '#bots/shared/visible.ts';

/** Spans as Markdown. Only spans format and link; their words show as they are. */
export function sentence(spans: readonly Span[]): string {
  return joined(spans.map(seen)).reduce((before, span) => apart(before, spanMarkdown(span)), '');
}

/** The same on one line, as cells and items of a list need it. */
export function oneLine(spans: readonly Span[]): string {
  return sentence(spans.map(seen).map((span) => ({ ...span, text: span.text.replace(/\s+/gu, ' ') }))).trim();
}

/** Before anything looks at blanks: a line feed is one, but other signs that move the line are shown. */
const seen = (span: Span): Span => ({ ...span, text: visible(span.text) });

/** Neighbours of one kind as one: `**a****b**` would not be read as we mean it. */
function joined(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (span.kind === 'link' || last?.kind !== span.kind) result.push(span);
    else result[result.length - 1] = { ...span, text: last.text + span.text };
  }
  return result;
}

/** Marks that would run into each other are kept apart. */
function apart(before: string, after: string): string {
  const runsOn = /[*`]$/u.test(before) && before.at(-1) === after[0];
  return runsOn ? `${before}${unseenBreak}${after}` : before + after;
}

function spanMarkdown(span: Span): string {
  switch (span.kind) {
    case 'text':
      return escape(span.text);
    case 'code':
      return inlineCode(span.text);
    case 'strong':
      return marked(span.text, '**');
    case 'emphasis':
      return marked(span.text, '*');
    case 'link':
      return link(span);
  }
}

/** Marks have to touch the words, so blanks stay outside, and no mark spans lines. */
function marked(text: string, mark: string): string {
  return text.replace(/[^\n]+/gu, (line) => {
    const words = line.trim();
    if (words === '') return line;
    const start = line.indexOf(words);
    const [before, after] = [line.slice(0, start), line.slice(start + words.length)];
    return `${escape(before)}${mark}${escape(words)}${mark}${escape(after)}`;
  });
}

/** A masked link where that is plain; an address that we do not link is shown instead. Blanks stay outside. */
function link({ text, url }: Extract<Span, { readonly kind: 'link' }>): string {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(text) ?? [];
  return before + linked(words.replace(/\s+/gu, ' '), url) + after;
}

function linked(words: string, url: string): string {
  const address = safeAddress(url);
  if (address === null) return words === url ? escape(words) : `${escape(words)} (${escape(url)})`;
  if (words === url || visibleLine(words) === '') return `<${address}>`;
  // Discord shows a label that looks like an address, or holds brackets, as it is written.
  return /[[\]]|:\/\//u.test(words) ? `${escape(words)} (<${address}>)` : `[${escape(words)}](<${address}>)`;
}

/** The address with nothing in it that Markdown reads, or null for what nobody should follow. */
function safeAddress(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '' || parsed.href.length > mostAddress) return null;
  return parsed.href.replace(/[()<>[\]\\`]|@(?=everyone|here)/giu, percent);
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
