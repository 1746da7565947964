import type { SyntaxFaultKind } from '#core/ports/code-reviewer.ts';
import { firstUnclosed } from './brackets.ts';
import { findUneven } from './find-uneven.ts';
import type { Parsed } from './open-parser.ts';
import type { Raw } from './raw-tree.ts';
import type { Source } from './source.ts';
import { childOf, field } from './source.ts';

/** Why code does not parse, and the line in it, from 1. */
export interface Fault {
  readonly line: number;
  readonly kind: SyntaxFaultKind;
}

/** The first fault, or null. The parser forgives some things that Python does not. */
export function findFault({ raw, source, module }: Parsed): Fault | null {
  const suspects = [...suspectsIn(raw), ...namedByComma(raw, source)];
  const [first] = suspects.toSorted((one, other) => one.start - other.start);
  if (first === undefined) {
    const uneven = findUneven(module, source.text);
    return uneven === null ? null : { line: uneven.line, kind: 'uneven-indentation' };
  }
  const { line } = source.spanOf(first);
  if (looksForeign(source.text)) return { line, kind: 'other-language' };
  const old = suspects.find((one) => isPython2(one) || one.type === 'except_clause');
  if (old !== undefined) return { line: source.spanOf(old).line, kind: 'python-2' };
  const unclosed = firstUnclosed(source.text);
  if (unclosed !== null) return { line: unclosed, kind: 'never-closed' };
  if (suspects.some(isEmptyBlock)) return emptyBlock(suspects.find(isEmptyBlock) ?? first, { raw, source });
  return { line, kind: 'unreadable' };
}

function suspectsIn(raw: Raw): readonly Raw[] {
  const own =
    raw.type === 'ERROR' || raw.isMissing || isHalfTry(raw) || isPython2(raw) || isEmptyBlock(raw) ? [raw] : [];
  return [...own, ...raw.children.flatMap(suspectsIn)];
}

/** `except OSError, error:` was Python 2: the second name is a variable. */
function namedByComma(raw: Raw, source: Source): readonly Raw[] {
  const below = raw.children.flatMap((child) => namedByComma(child, source));
  const comma = raw.type === 'except_clause' ? raw.children.findIndex(({ type }) => type === ',') : -1;
  const name = comma < 0 ? undefined : raw.children[comma + 1];
  const isVariable = name?.type === 'identifier' && /^[a-z]/u.test(source.textOf(name));
  return isVariable ? [raw, ...below] : below;
}

const isPython2 = (raw: Raw) =>
  raw.type === 'exec_statement' || (raw.type === 'print_statement' && childOf(raw, 'chevron') === null);

/** `try` without `except` or `finally`. */
function isHalfTry({ type, children }: Raw): boolean {
  return type === 'try_statement' && !children.some((child) => /^(?:except|finally)/u.test(child.type));
}

/** `def f():` with nothing in it. */
function isEmptyBlock(raw: Raw): boolean {
  if (!blockOwners.has(raw.type)) return false;
  const block = field(raw, 'body') ?? field(raw, 'consequence') ?? childOf(raw, 'block');
  return block !== null && block.type === 'block' && block.children.length === 0;
}

const blockOwners = new Set(
  'function_definition class_definition if_statement elif_clause else_clause for_statement while_statement try_statement except_clause except_group_clause finally_clause with_statement'.split(
    ' ',
  ),
);

/** Python complains of the line after the colon; when nothing comes any more, the message may have been cut off. */
function emptyBlock(block: Raw, { raw, source }: Pick<Parsed, 'raw' | 'source'>): Fault {
  const rest = source.text.slice(block.end).trim();
  const { line } = source.spanOf(block);
  if (rest === '' && block.end >= raw.end - 1) return { line, kind: 'cut-off' };
  const header = source.text.slice(block.start).split('\n')[0] ?? '';
  return { line: line + (header === '' ? 0 : 1), kind: 'lost-indentation' };
}

/** Several signs of another language: one alone may be a slip. */
function looksForeign(text: string): boolean {
  return foreign.filter((pattern) => pattern.test(text)).length >= 2;
}

/** Not a log or data: it has words that only another language's programs have, and its marks. */
export function isForeignCode(text: string): boolean {
  return (
    looksForeign(text) &&
    /\bfunction\s*\w*\s*\(|=>\s*[{(\w]|\b(?:const|let|var)\s+\w+\s*=|^\s*#include\b|\bpublic\s+(?:static|class)\b/mu.test(
      text,
    )
  );
}

const foreign = [
  /^\s*(?:const|let|var)\s+[\w{[]/mu,
  /\bfunction\s*\w*\s*\(/u,
  /=>\s*[{(\w]/u,
  /;[ \t]*$/mu,
  /^\s*\}/mu,
  /\{[ \t]*$/mu,
  /\bconsole\.log\b|\bSystem\.out\b|\bfmt\.Print/u,
  /^\s*#include\b|\bpublic\s+(?:static|class)\b|\bfn\s+\w+\s*\(|\bfunc\s+\w*\s*\(|<\?php/mu,
  /^\s*(?:SELECT|INSERT|UPDATE)\b.+/mu,
  /^\s*(?:if|for|while)\s*\(.*\)\s*\{/mu,
];
