import type { Block, CodeLine } from './block.ts';
import { cleanLine, isQuoted, unquote } from './clean-line.ts';
import { findCode } from './find-code.ts';
import { findFences } from './find-fences.ts';
import { stripPrompts, withoutBackticks, withoutNumberedRuns } from './strip-prompts.ts';
import { stripTracebacks } from './strip-tracebacks.ts';

/** What a message holds. */
export type Paste =
  | { readonly kind: 'code'; readonly blocks: readonly Block[] }
  /** Code of another language, as its fence says. */
  | { readonly kind: 'other-language' }
  | { readonly kind: 'no-code' };

/** Finds the code in a message, however it was pasted, and where each of its lines stands. */
export function readPaste(message: string): Paste {
  const lines = cleaned(message);
  const fences = findFences(lines);
  const found =
    fences.length > 0
      ? fences.filter(({ language }) => language !== 'other')
      : findCode(withoutBackticks(withoutNumberedRuns(stripTracebacks(lines))));
  const blocks = found.flatMap((fence) => blockOf(fence.lines, fence.isOpen));
  if (blocks.length > 0) return { kind: 'code', blocks };
  return { kind: fences.length > 0 ? 'other-language' : 'no-code' };
}

function cleaned(message: string): readonly CodeLine[] {
  const raw = beginningOf(message).split(/\r\n|\n|\r/u);
  const quoted = isQuoted(raw);
  return raw.map((text, index) => ({ text: cleanLine(quoted ? unquote(text) : text), line: index + 1 }));
}

/** In characters: many times the code that is read of a message. */
const mostRead = 100_000;

/** Whole lines of it, as many as somebody would wait for. */
function beginningOf(message: string): string {
  if (message.length <= mostRead) return message;
  const end = Math.max(message.lastIndexOf('\n', mostRead), message.lastIndexOf('\r', mostRead));
  return message.slice(0, end < 0 ? mostRead : end);
}

function blockOf(lines: readonly CodeLine[], isOpen: boolean): readonly Block[] {
  const [first] = lines;
  if (first === undefined) return [];
  const { lines: typed, isSession } = stripPrompts(stripTracebacks(lines));
  const code = dedent(typed);
  if (code.every(({ text }) => text.trim() === '')) return [];
  return [{ lines: code, firstLine: first.line, isOpen, isSession }];
}

/** Takes away the indentation that all lines share. */
function dedent(lines: readonly CodeLine[]): readonly CodeLine[] {
  const written = lines.filter(({ text }) => text.trim() !== '');
  const widths = written.map(({ text }) => text.length - text.trimStart().length);
  const shared = widths.reduce((least, width) => Math.min(least, width), Infinity);
  if (shared === 0 || shared === Infinity) return lines;
  const [sample = ''] = written.map(({ text }) => text.slice(0, shared));
  if (!written.every(({ text }) => text.startsWith(sample))) return lines;
  return lines.map((line) => ({ ...line, text: line.text.slice(shared) }));
}
