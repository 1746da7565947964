import type { CommandDeclaration } from '#core/command.ts';
import { typedArgs } from '#bots/shared/typed-args.ts';
import type { Asked } from './receive.ts';
import { codeOption, fileOf, hasFence, programIn } from './receive.ts';
import type { RawMessage } from './wire.ts';

interface Reader {
  /** The user that the bot is. */
  readonly self: string;
  readonly commands: readonly CommandDeclaration[];
}

/**
 * What a message asks for, or null when it is not for us: in a server the bot has to be named, in a direct message it is
 * alone with the learner. A program is run, a command is a command, anything else is a call for help.
 */
export function receiveMessage(message: RawMessage, { self, commands }: Reader): Asked | null {
  const { content, guild_id: guild, author, type, webhook_id: webhook } = message;
  if (author.bot || webhook !== undefined || !isWritten(type)) return null;
  const mention = new RegExp(`<@!?${self}>`, 'gu');
  if (guild !== undefined && !mention.test(content)) return null;
  return meant(message, content.replace(mention, '').trim(), commands);
}

/** Messages that people write, and replies; the others say that somebody joined, pinned or called. */
const isWritten = (type: number): boolean => type === 0 || type === 19;

function meant({ attachments }: RawMessage, text: string, commands: readonly CommandDeclaration[]): Asked {
  const typed = typedCommand(text, commands);
  const command = typed ?? commands.find(({ name }) => name === 'run');
  const option = codeOption(command);
  const file = hasFence(text) || option === null ? undefined : programIn(attachments);
  if (command !== undefined && option !== null && file !== undefined)
    return { command: command.name, args: {}, file: fileOf(file, option) };
  if (typed !== undefined) return { command: typed.name, args: typedArgs(typed, behindName(text)), file: null };
  if (command !== undefined && option !== null && isProgram(text))
    return { command: command.name, args: { [option]: text }, file: null };
  return { command: 'help', args: {}, file: null };
}

/** The command that a text begins with, with or without a slash. */
function typedCommand(text: string, commands: readonly CommandDeclaration[]): CommandDeclaration | undefined {
  const [, name = ''] = /^\/?([a-z-]+)(?=\s|$)/iu.exec(text) ?? [];
  return commands.find((command) => command.summary !== null && command.name === name.toLowerCase());
}

const behindName = (text: string): string => text.replace(/^\S+/u, '');

/** A block of code, or nothing but one line marked as code. */
const isProgram = (text: string): boolean => hasFence(text) || /^`[^`]+`$/u.test(text);
