import type { Finding, LoneProgram } from '../ports/code-reviewer.ts';

/** The text of a line of the program, from 1; null where it has none. */
export function lineIn({ code }: Pick<LoneProgram, 'code'>, line: number): string | null {
  return code.split('\n')[line - 1] ?? null;
}

/** Whether a finding stands in that line of its block. */
export function covers(
  { line, endLine, blockLine }: Pick<Finding, 'line' | 'endLine' | 'blockLine'>,
  at: number,
): boolean {
  return blockLine <= at && at <= blockLine + endLine - line;
}

/** The function in which a line stands, read off its indentation. */
export interface Around {
  readonly name: string;
  readonly isAsync: boolean;
}

/** Null at the outermost level. */
export function functionAround(program: Pick<LoneProgram, 'code'>, line: number): Around | null {
  const lines = program.code.split('\n');
  let indent = indentOf(lines[line - 1] ?? '');
  for (let at = line - 1; at > 0 && indent > 0; at -= 1) {
    const text = lines[at - 1] ?? '';
    if (text.trim() === '' || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    const [, word, name] = /^\s*(async\s+)?def\s+([\p{L}\p{N}_]+)/u.exec(text) ?? [];
    if (name !== undefined) return { name, isAsync: word !== undefined };
  }
  return null;
}

const indentOf = (text: string): number => text.length - text.trimStart().length;

/** The lines that call that function; empty where its name means more than one thing. */
export function callsOf({ code }: Pick<LoneProgram, 'code'>, name: string): readonly number[] {
  const lines = code.split('\n');
  const definition = new RegExp(`\\bdef\\s+${name}\\s*\\(`, 'u');
  if (lines.filter((text) => definition.test(text)).length !== 1) return [];
  const call = new RegExp(`(?<![\\p{L}\\p{N}_])${name}\\s*\\(`, 'u');
  return lines.flatMap((text, at) => (call.test(text) && !definition.test(text) ? [at + 1] : []));
}
