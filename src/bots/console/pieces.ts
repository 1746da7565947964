import { visible } from './visible.ts';
import { columnsOf } from '#core/width.ts';

/** What a piece of text is; how that looks is a matter of the paint. */
export type Style =
  | 'plain'
  | 'title'
  | 'success'
  | 'warning'
  | 'praise'
  | 'strong'
  | 'emphasis'
  | 'code'
  | 'link'
  | 'dim'
  | 'number'
  | 'primary'
  | 'keyword'
  | 'string'
  | 'literal'
  | 'comment'
  | 'name';

/** Text in one style. Made by `piece` or `codePieces`, so that nothing in it can command a terminal. */
export interface Piece {
  readonly text: string;
  readonly style: Style;
}

export type Line = readonly Piece[];

export function piece(text: string, style: Style = 'plain'): Piece {
  return { text: visible(text).replaceAll('\t', ' '), style };
}

/** All of it without its styles. */
export function flat(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

export function lineColumns(line: Line): number {
  return line.reduce((sum, { text }) => sum + columnsOf(text), 0);
}
