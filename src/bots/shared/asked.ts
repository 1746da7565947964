import type { CommandDeclaration } from '#core/command.ts';
import type { Request } from '#core/request.ts';
import { typedArgs } from './typed-args.ts';

/** What is asked of core; `file` holds the value of one more option. */
export interface Asked {
  readonly command: string;
  readonly args: Request['args'];
  readonly file: AskedFile | null;
  /** Of the message that it is about; absent: who asks. */
  readonly author?: Request['author'];
}

export interface AskedFile {
  readonly option: string;
  readonly url: string;
  readonly name: string;
  /** In bytes, as the platform says. */
  readonly size: number;
}

/** What people wrote to the bot, without its name. */
export interface Written {
  readonly text: string;
  readonly files: readonly Omit<AskedFile, 'option'>[];
}

/** What a message to the bot asks for: a program is run, a command is a command, anything else is looked up. */
export function askedInMessage({ text, files }: Written, commands: readonly CommandDeclaration[]): Asked {
  const typed = typedCommand(text, commands);
  const command = typed ?? commands.find(({ name }) => name === 'run');
  const option = codeOption(command);
  const file = hasFence(text) || option === null ? undefined : programIn(files);
  if (command !== undefined && option !== null && file !== undefined)
    return {
      command: command.name,
      args: typed === undefined ? {} : beside(option, typed, text),
      file: { ...file, option },
    };
  if (typed !== undefined) return { command: typed.name, args: typedArgs(typed, behindName(text)), file: null };
  if (command !== undefined && option !== null && isProgram(text))
    return { command: command.name, args: { [option]: text }, file: null };
  return said(text);
}

/** A few words may name something that the course explains; nothing, or a whole letter, is a call for help. */
function said(text: string): Asked {
  if (text.trim() === '' || text.length > longestQuestion) return { command: 'help', args: {}, file: null };
  return { command: 'ask', args: { said: text }, file: null };
}

const longestQuestion = 160;

/** What is typed with a file: all but the program, which is the file. */
function beside(option: string, command: CommandDeclaration, text: string): Request['args'] {
  const args = typedArgs(command, behindName(text));
  return Object.fromEntries(Object.entries(args).filter(([name]) => name !== option));
}

/** A text with people named as `write` names them, where it begins with a command that takes somebody. */
export function withPersons(
  text: string,
  commands: readonly CommandDeclaration[],
  write: (typed: string) => string,
): string {
  return takesPerson(typedCommand(text, commands)) ? write(text) : text;
}

export const takesPerson = (command: CommandDeclaration | undefined): boolean =>
  Object.values(command?.options ?? {}).some(({ kind }) => kind === 'person');

/** The option of a command that takes a program. */
export function codeOption(command: CommandDeclaration | undefined): string | null {
  const found = Object.entries(command?.options ?? {}).find(([, { kind, about }]) => kind === 'code' && about !== null);
  return found?.[0] ?? null;
}

export const hasFence = (text: string): boolean => /```|~~~/u.test(text);

/** The first file that may be a program. */
export function programIn<File extends { readonly name: string }>(files: readonly File[]): File | undefined {
  return files.find(({ name }) => isProgramName(name));
}

export const isProgramName = (name: string): boolean => /\.(?:py|txt)$/iu.test(name);

/** The command that a text begins with, with or without a slash. */
function typedCommand(text: string, commands: readonly CommandDeclaration[]): CommandDeclaration | undefined {
  const [, name = ''] = /^\/?([a-z-]+)(?=\s|$)/iu.exec(text) ?? [];
  return commands.find((command) => command.summary !== null && command.name === name.toLowerCase());
}

const behindName = (text: string): string => text.replace(/^\S+/u, '');

/** A block of code, or nothing but one line marked as code. */
const isProgram = (text: string): boolean => hasFence(text) || /^`[^`]+`$/u.test(text);
