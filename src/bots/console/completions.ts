import type { CommandDeclaration } from '#core/command.ts';
import { tabColumns } from './limits.ts';
import type { Prompt } from './prompt.ts';

/** What Tab makes of a line: the commands that begin so; within a program, the line one step further in. */
export function completionsOf(
  line: string,
  prompt: Prompt,
  commands: readonly CommandDeclaration[],
): readonly string[] {
  if (prompt.kind === 'more') return [line + ' '.repeat(tabColumns)];
  const typed = commands.filter(({ summary }) => summary !== null).map(({ name }) => name);
  return [...typed, 'quit', 'exit'].map((name) => `/${name} `).filter((name) => line !== '' && name.startsWith(line));
}
