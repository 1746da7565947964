import { cutLines } from '#bots/shared/cut-lines.ts';
import type { CodeLanguage } from './fenced.ts';
import { codeText, fenced } from './fenced.ts';
import { mostPiece } from '../limits.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';

/** A program or its output in code blocks; one that is too long is cut at line ends, each piece in its own fence. */
export function codeParts(text: string, language: CodeLanguage): readonly TextPart[] {
  return cutLines(codeText(text), mostPiece - fenced('', language).length)
    .map((piece) => (piece.trim() === '' ? codeText(`${piece}\n`) : piece))
    .flatMap((piece) => textPart('apart', fenced(piece, language)));
}
