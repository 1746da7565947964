import type { Raw } from './raw-tree.ts';
import type { Span } from './expressions.ts';

/** The code that raw nodes point into. */
export interface Source {
  readonly text: string;
  textOf(raw: Raw): string;
  spanOf(raw: Raw): Span;
}

/** Lines are found by halving: asking the parser for them costs more. */
export function createSource(text: string): Source {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return {
    text,
    textOf: ({ start, end }) => text.slice(start, end),
    spanOf: ({ start, end }) => ({
      line: lineAt(starts, start),
      endLine: lineAt(starts, Math.max(start, end - 1)),
      start,
      end,
    }),
  };
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle;
  }
  return high;
}

/** The child in that place of the grammar. */
export function field(raw: Raw, name: string): Raw | null {
  return raw.children.find((child) => child.field === name) ?? null;
}

/** All children in that place of the grammar. */
export function fields(raw: Raw, name: string): readonly Raw[] {
  return raw.children.filter((child) => child.field === name);
}

/** The first child of that type. */
export function childOf(raw: Raw, type: string): Raw | null {
  return raw.children.find((child) => child.type === type) ?? null;
}

/** Children that are words of the code, not marks or keywords. */
export function namedChildren(raw: Raw): readonly Raw[] {
  return raw.children.filter(({ isNamed }) => isNamed);
}

/** The keyword or mark below a node. */
export function hasMark(raw: Raw, mark: string): boolean {
  return raw.children.some(({ isNamed, type }) => !isNamed && type === mark);
}
