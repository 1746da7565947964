import type { Block, CodeLine } from './paste/block.ts';
import { withPlainMarks } from './paste/clean-line.ts';
import { looksLikeCode } from './paste/find-code.ts';
import { closeBrackets } from './syntax/brackets.ts';
import type { Fault } from './syntax/find-fault.ts';
import { findFault, isForeignCode } from './syntax/find-fault.ts';
import type { Parse, Parsed } from './syntax/open-parser.ts';

/** Code that is read as one program. */
export interface Group {
  readonly parsed: Parsed;
  readonly fault: Fault | null;
  /** A piece out of some function, or a session: `await` may stand at its outermost level. */
  readonly isFragment: boolean;
  /** Where a line of the program stands in the message. */
  placeOf(line: number): { readonly line: number; readonly block: number; readonly blockLine: number };
}

/** So much is read of a message; more is a program that nobody discusses in a chat. */
const mostCharacters = 16_000;

/** Blocks that do not contradict each other are one program; others are read one by one. */
export function groupBlocks(blocks: readonly Block[], parse: Parse): readonly Group[] {
  const pieces = withinLimit(blocks.map((block, index) => ({ block, index })));
  const alone = pieces.flatMap((piece) => readGroup([piece], parse) ?? []);
  if (alone.length < 2 || alone.some(({ fault }) => fault !== null) || haveSameNames(alone)) return alone;
  const together = readGroup(pieces, parse);
  return together === null || together.fault !== null ? alone : [together];
}

interface Piece {
  readonly block: Block;
  readonly index: number;
  readonly isCut?: boolean;
}

function withinLimit(pieces: readonly Piece[]): readonly Piece[] {
  let left = mostCharacters;
  return pieces.flatMap((piece) => {
    const size = piece.block.lines.reduce((sum, { text }) => sum + text.length + 1, 0);
    if (size <= left) {
      left -= size;
      return [piece];
    }
    const lines = upTo(piece.block.lines, left);
    left = 0;
    return lines.length === 0 ? [] : [{ ...piece, block: { ...piece.block, lines }, isCut: true }];
  });
}

/** As many whole lines as fit, back to the beginning of the last one that is not indented. */
function upTo(lines: readonly CodeLine[], size: number): readonly CodeLine[] {
  let left = size;
  const over = lines.findIndex(({ text }) => (left -= text.length + 1) < 0);
  const fitting = over < 0 ? lines : lines.slice(0, over);
  const last = fitting.findLastIndex(({ text }) => /^[a-z@]/iu.test(text));
  return fitting.slice(0, Math.max(last, 0));
}

/** Null when the code is none, or too twisted to be read in time. */
function readGroup(pieces: readonly Piece[], parse: Parse): Group | null {
  const lines = pieces.flatMap(({ block, index }) =>
    block.lines.map(({ text, line }) => ({ text, line, block: index, blockLine: line - block.firstLine + 1 })),
  );
  const code = `${lines.map(({ text }) => text).join('\n')}\n`;
  const read = readCode(code, parse);
  if (read === null) return null;
  if (read.fault !== null && !looksLikeCode(lines) && !isForeignCode(code)) return null;
  const fault = read.fault === null ? null : judgeEnd(read.fault, pieces, lines);
  const placeOf = (line: number) => {
    const { text: _, ...place } = lines[Math.min(line, lines.length) - 1] ?? {
      text: '',
      line: 1,
      block: 0,
      blockLine: 1,
    };
    return place;
  };
  return { parsed: read.parsed, fault, isFragment: isFragment(pieces, code), placeOf };
}

interface Read {
  readonly parsed: Parsed;
  readonly fault: Fault | null;
}

/** Code as it is; where it does not parse, with its brackets closed or its marks made plain, so that the rest can be reviewed. */
function readCode(code: string, parse: Parse): Read | null {
  const parsed = parse(code);
  if (parsed === null) return null;
  const fault = findFault(parsed);
  if (fault === null) return { parsed, fault };
  const plain = withPlainMarks(code);
  if (plain !== code) {
    const again = readCode(plain, parse);
    if (again !== null && again.fault === null)
      return { parsed: again.parsed, fault: { line: firstDifference(code, plain), kind: 'full-width' } };
  }
  const shorter = withoutLastLine(code, fault, parse);
  if (shorter !== null) return { parsed: shorter, fault };
  const closed = fault.kind === 'never-closed' ? parse(closeBrackets(code)) : null;
  return { parsed: closed ?? parsed, fault };
}

/** What stands before a last line that does not parse; null when the fault is elsewhere. */
function withoutLastLine(code: string, fault: Fault, parse: Parse): Parsed | null {
  const lines = code.trimEnd().split('\n');
  if (lines.length < 3 || fault.line < lines.length) return null;
  const parsed = parse(`${lines.slice(0, -1).join('\n')}\n`);
  const rest = parsed === null ? null : findFault(parsed);
  return rest === null || rest.kind === 'cut-off' ? parsed : null;
}

function firstDifference(code: string, other: string): number {
  const lines = other.split('\n');
  return code.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
}

/** A fault at the end of a message that may have been cut off is the chat's, not the learner's. */
function judgeEnd(fault: Fault, pieces: readonly Piece[], lines: readonly CodeLine[]): Fault {
  const last = pieces.at(-1);
  const endsInText = fault.line >= lines.length && isOpenText(lines.at(-1)?.text ?? '');
  const mayBeCut = last !== undefined && (last.block.isOpen || last.isCut === true || endsInText);
  if (mayBeCut && isAtEnd(fault, lines)) return { ...fault, kind: 'cut-off' };
  return fault.kind === 'cut-off' ? { ...fault, kind: 'lost-indentation' } : fault;
}

/** A text that is opened and has words in it, and no end. */
const isOpenText = (text: string) => /^[^"']*"[^"']*\s[^"']*$/u.test(text);

/** Nothing comes after it, or only what belongs to it. */
function isAtEnd({ line, kind }: Fault, lines: readonly CodeLine[]): boolean {
  if (kind !== 'never-closed') return line >= lines.length - 2;
  const indent = indentOf(lines[line - 1]?.text ?? '');
  return !lines.slice(line).some(({ text }) => /^\s*[a-z_@]/iu.test(text) && indentOf(text) <= indent);
}

const indentOf = (text: string) => text.length - text.trimStart().length;

function haveSameNames(groups: readonly Group[]): boolean {
  const names = groups.flatMap(({ parsed }) =>
    parsed.module.body.flatMap((one) => (one.kind === 'function' || one.kind === 'class' ? [one.name] : [])),
  );
  return new Set(names).size < names.length;
}

function isFragment(pieces: readonly Piece[], code: string): boolean {
  return (
    pieces.some(({ block }) => block.isSession) ||
    !/^(?:\s*(?:async\s+)?def\s|\s*(?:import|from)\s|class\s)/mu.test(code)
  );
}
