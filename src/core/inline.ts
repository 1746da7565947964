import type { Span } from './view.ts';

/**
 * A line of our own words as spans: `code`, **strong** and *emphasis* become spans, everything else is text.
 * Text that learners typed goes through `quote` before it enters such a line.
 */
export function inline(line: string): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of line.matchAll(marked)) {
    if (match.index > end) spans.push({ kind: 'text', text: line.slice(end, match.index) });
    spans.push(markedSpan(match));
    end = match.index + match[0].length;
  }
  if (end < line.length) spans.push({ kind: 'text', text: line.slice(end) });
  return spans;
}

/** A line that others wrote about Python, as spans: `code` becomes a span, and a star is a star. */
export function codeMarked(line: string): readonly Span[] {
  const parts = line.split(/(`[^`\n]+`)/u).filter((part) => part !== '');
  return parts.map((part) =>
    /^`[^`]+`$/u.test(part) ? { kind: 'code', text: part.slice(1, -1) } : { kind: 'text', text: part },
  );
}

const marked = /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*/gu;

function markedSpan([whole, code, strong, emphasis]: RegExpMatchArray): Span {
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  return { kind: 'emphasis', text: emphasis ?? whole };
}

/** Learners' text made fit to be named in a sentence: one line, no marks, no control characters, at most `limit` characters. */
export function quote(typed: string, limit = 40): string {
  const line = typed.replace(unprintable, ' ').replace(/[`*]/gu, '').replace(/\s+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : line;
}

/** Controls, formats (bidi among them), lone surrogates and private use: nothing that a reader could see. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** The words of spans without their marks. */
export function plain(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}
