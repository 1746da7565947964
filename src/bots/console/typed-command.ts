import type { CommandDeclaration } from '#core/command.ts';
import type { Request } from '#core/request.ts';
import { typedArgs, typedOptions } from '#bots/shared/typed-args.ts';

/** What is asked of core, before it is known who asks and when. */
export type Asked = Pick<Request, 'command' | 'args'>;

/** What a text that begins with a slash asks for. An unknown command keeps its name: core says what there is. */
export function typedCommand(text: string, commands: readonly CommandDeclaration[]): Asked {
  const { name, rest } = split(text);
  const declared = commands.find((command) => command.name === name);
  return { command: name, args: declared === undefined ? {} : typedArgs(declared, rest) };
}

/** What stands behind the name of a command that takes code, or null where no code is taken. */
export function typedCode(text: string, commands: readonly CommandDeclaration[]): string | null {
  const { name, rest } = split(text);
  const declared = commands.find((command) => command.name === name);
  const last = declared === undefined ? undefined : typedOptions(declared).at(-1);
  return last !== undefined && declared?.options[last]?.kind === 'code' ? rest : null;
}

/** The command's name as typed behind the slash, in small letters. */
export function typedName(text: string): string {
  return split(text).name;
}

function split(text: string): { readonly name: string; readonly rest: string } {
  const [whole, name = ''] = /^\s*\/(\S*)/u.exec(text) ?? [''];
  return { name: name.toLowerCase(), rest: text.slice(whole.length) };
}
