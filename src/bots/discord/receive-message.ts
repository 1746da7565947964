import type { CommandDeclaration } from '#core/command.ts';
import type { Asked } from '#bots/shared/asked.ts';
import { askedInMessage, withPersons } from '#bots/shared/asked.ts';
import { learnerOf, writtenFile } from './receive.ts';
import type { RawMessage } from './wire.ts';

interface Reader {
  /** The user that the bot is. */
  readonly self: string;
  readonly commands: readonly CommandDeclaration[];
}

/**
 * What a message asks for, or null when it is not for us: in a server the bot has to be named, in a direct message it is
 * alone with the learner.
 */
export function receiveMessage(message: RawMessage, { self, commands }: Reader): Asked | null {
  const { content, guild_id: guild, author, type, webhook_id: webhook, attachments } = message;
  if (author.bot || webhook !== undefined || !isWritten(type)) return null;
  const mention = new RegExp(`<@!?${self}>`, 'gu');
  if (guild !== undefined && !mention.test(content)) return null;
  const text = withPersons(content.replace(mention, '').trim(), commands, (typed) =>
    typed.replace(/<@!?(\d+)>/gu, (_, user: string) => learnerOf(user)),
  );
  const written = { text, files: attachments.map(writtenFile) };
  return askedInMessage(written, commands);
}

/** Messages that people write, and replies; the others say that somebody joined, pinned or called. */
const isWritten = (type: number): boolean => type === 0 || type === 19;
