import type { Line, Piece } from './pieces.ts';
import { flat } from './pieces.ts';
import { columnsOf, graphemes } from '#core/width.ts';

/** Pieces as lines of at most so many columns, broken at spaces and beside wide characters; longer words are cut. */
export function wrap(pieces: readonly Piece[], columns: number): readonly Line[] {
  return cutAt(pieces, (paragraph) => breakAtWords(paragraph, columns));
}

/** The same for code: every space counts, so lines are cut where they are full. */
export function chop(pieces: readonly Piece[], columns: number): readonly Line[] {
  return cutAt(pieces, (paragraph) => cutWord(paragraph, wholeOf(paragraph), columns));
}

/** Pieces as the lines that their line ends make. */
export function splitLines(pieces: readonly Piece[]): readonly Line[] {
  return cutAt(pieces, (paragraph) => [wholeOf(paragraph)]);
}

/** Part of a text, in UTF-16 units. */
interface Range {
  readonly start: number;
  readonly end: number;
}

const wholeOf = (text: string): Range => ({ start: 0, end: text.length });

function cutAt(pieces: readonly Piece[], breakUp: (paragraph: string) => readonly Range[]): readonly Line[] {
  const take = reader(pieces);
  let offset = 0;
  return flat(pieces)
    .split('\n')
    .flatMap((paragraph) => {
      const begins = offset;
      offset += paragraph.length + 1;
      return breakUp(paragraph).map(({ start, end }) => take({ start: begins + start, end: begins + end }));
    });
}

/** Gives the pieces within one range after another; ranges must come in order, so that all is read once. */
function reader(pieces: readonly Piece[]): (range: Range) => Line {
  let index = 0;
  let offset = 0;
  return ({ start, end }) => {
    const line: Piece[] = [];
    for (let at = pieces[index]; at !== undefined; at = pieces[index]) {
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, at.text.length);
      if (to > from) line.push({ text: at.text.slice(from, to), style: at.style });
      if (offset + at.text.length >= end) break;
      offset += at.text.length;
      index += 1;
    }
    return line;
  };
}

function breakAtWords(paragraph: string, columns: number): readonly Range[] {
  if (columnsOf(paragraph) <= columns) return [wholeOf(paragraph)];
  const lines: Range[] = [];
  let line: Range | null = null;
  for (const word of words(paragraph)) {
    if (line !== null && columnsOf(paragraph.slice(line.start, word.end)) <= columns) {
      line = { start: line.start, end: word.end };
      continue;
    }
    if (line !== null) lines.push(line);
    const parts = cutWord(paragraph, word, columns);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? null;
  }
  return line === null ? lines : [...lines, line];
}

/** Runs without a place to break, in order. */
function* words(text: string): Iterable<Range> {
  let start: number | null = null;
  let before = '';
  let within: Within = 'text';
  for (const { segment, index } of graphemes(text)) {
    const isSpace = segment === ' ' || segment === '\u3000';
    if (start !== null && (isSpace || !staysWith(before, segment, within))) {
      yield { start, end: index };
      start = null;
    }
    if (start === null && !isSpace) start = index;
    if (segment === '`') within = within === 'code' ? 'text' : 'code';
    before = segment;
  }
  if (start !== null) yield { start, end: text.length };
}

/** Between two backticks stands code. */
type Within = 'text' | 'code';

/** A line may break before and behind a wide character, but not before a mark that closes nor behind one that opens. */
function staysWith(before: string, next: string, within: Within): boolean {
  if (within === 'code' && (next === '`' || before === '`')) return true;
  if (closing.test(next) || opening.test(before)) return true;
  return columnsOf(before) < 2 && columnsOf(next) < 2;
}

const closing = /^[，。、；：？！）」』】》〉…％”’]/u;
const opening = /^[（「『【《〈“‘]/u;

/** A range as parts that each fit; whole when it fits. */
function cutWord(text: string, word: Range, columns: number): readonly Range[] {
  const parts: Range[] = [];
  let start = word.start;
  let taken = 0;
  for (const { character, index } of characters(text.slice(word.start, word.end), columns)) {
    const wide = columnsOf(character);
    if (taken + wide > columns) {
      parts.push({ start, end: word.start + index });
      start = word.start + index;
      taken = 0;
    }
    taken += wide;
  }
  return [...parts, { start, end: word.end }];
}

/** Graphemes; one that alone is too wide (any number of emoji can be joined) as its code points. */
function* characters(text: string, columns: number): Iterable<{ readonly character: string; readonly index: number }> {
  for (const { segment, index } of graphemes(text)) {
    if (columnsOf(segment) <= columns) {
      yield { character: segment, index };
      continue;
    }
    let offset = index;
    for (const character of segment) {
      yield { character, index: offset };
      offset += character.length;
    }
  }
}
