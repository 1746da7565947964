import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import { parser } from '@lezer/python';
import type { Piece, Style } from './pieces.ts';
import { piece } from './pieces.ts';

/** A Python program in styles. Loaded only where colours are drawn: the grammar takes some milliseconds. */
export function highlightPython(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const put = (text: string, names: string) => void pieces.push(piece(text, styles.get(names) ?? 'plain'));
  highlightCode(source, parser.parse(source), highlighter, put, () => put('\n', ''));
  return pieces;
}

const highlighter = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword], class: 'keyword' },
  { tag: tags.string, class: 'string' },
  { tag: [tags.number, tags.bool, tags.null], class: 'literal' },
  { tag: tags.comment, class: 'comment' },
  { tag: [tags.function(tags.variableName), tags.className, tags.meta], class: 'name' },
]);

const styles: ReadonlyMap<string, Style> = new Map(
  (['keyword', 'string', 'literal', 'comment', 'name'] as const).map((style) => [style, style]),
);
