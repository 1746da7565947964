import type { CommandDeclaration } from '#core/command.ts';
import type { LearnerId } from '#core/ids.ts';
import { learnerId } from '#core/ids.ts';
import type { Place, Request } from '#core/request.ts';
import type { Say } from '#core/words.ts';
import type { Asked, AskedFile } from '#bots/shared/asked.ts';
import { codeOption, hasFence, programIn } from '#bots/shared/asked.ts';
import { fileOption, personType } from './command-bodies.ts';
import { roleOf } from './permissions.ts';
import { menuPrefix } from './render/offer-parts.ts';
import type { Circumstances, CommandData, PressData, RawAttachment, RawInteraction } from './wire.ts';

/** What an interaction means. */
export type Heard =
  | { readonly kind: 'asks'; readonly asked: Asked }
  | { readonly kind: 'types'; readonly typing: Typing }
  | { readonly kind: 'presses'; readonly id: string }
  /** `data`: what `readModal` reads. */
  | { readonly kind: 'submits'; readonly id: string; readonly data: unknown }
  | { readonly kind: 'pings' };

interface Typing {
  readonly command: string;
  readonly option: string;
  readonly typed: string;
  readonly args: Request['args'];
}

/** Who did it, and where. */
export interface Asker {
  readonly user: string;
  readonly learner: LearnerId;
  readonly place: Place;
  readonly locale: string;
}

interface Desk {
  readonly commands: readonly CommandDeclaration[];
  /** English: commands go by their names in it. */
  readonly say: Say;
}

/** Null for what this bot has no use of. */
export function receive(raw: RawInteraction, desk: Desk): Heard | null {
  switch (raw.type) {
    case 1:
      return { kind: 'pings' };
    case 2:
      return {
        kind: 'asks',
        asked: raw.data.type === 1 ? slashCommand(raw.data, desk) : menuCommand(raw.data, doerOf(raw), desk),
      };
    case 3:
      return { kind: 'presses', id: pressed(raw.data) };
    case 4: {
      const typing = typingIn(raw.data);
      return typing === null ? null : { kind: 'types', typing };
    }
    case 5:
      return { kind: 'submits', id: raw.data.custom_id, data: raw.data };
  }
}

/** What is picked in a menu is told by its value. */
function pressed({ custom_id: id, values }: PressData): string {
  return id.startsWith(menuPrefix) ? (values[0] ?? '') : id;
}

/** Null when nobody is named. */
export function askerOf(raw: Circumstances): Asker | null {
  const user = doerOf(raw);
  if (user === undefined) return null;
  return { user, learner: learnerOf(user), place: placeOf(raw), locale: raw.locale };
}

/** In a server everything has its place; private conversations are nobody's to post into. */
function placeOf(raw: Circumstances): Place {
  const visibility = visibilityIn(raw);
  const { guild_id: community, channel_id: channel, member } = raw;
  if (community === undefined) return { platform: 'discord', visibility };
  const role = roleOf(member?.permissions);
  return {
    platform: 'discord',
    visibility,
    community,
    ...(channel === undefined ? {} : { channel }),
    ...(role === null ? {} : { role }),
  };
}

/** The user that a learner is. */
export const userOf = (learner: LearnerId): string => learner.slice(learner.indexOf(':') + 1);

const doerOf = (raw: Circumstances): string | undefined => (raw.member?.user ?? raw.user)?.id;

export const learnerOf = (user: string): LearnerId => learnerId(`discord:${user}`);

const withBotAlone = 1;

function visibilityIn({ context, guild_id: guild }: Circumstances): Place['visibility'] {
  if (context === undefined) return guild === undefined ? 'private' : 'shared';
  return context === withBotAlone ? 'private' : 'shared';
}

function slashCommand({ name, options, resolved }: CommandData, { commands }: Desk): Asked {
  const code = codeOption(commands.find((command) => command.name === name));
  const sent = options.find((option) => option.name === fileOption);
  const file = resolved.attachments[String(sent?.value)];
  const args = argsIn(
    options.filter((option) => option !== sent),
    resolved.channels,
  );
  return {
    command: name,
    args,
    file: code === null || file === undefined ? null : { ...writtenFile(file), option: code },
  };
}

function argsIn(options: CommandData['options'], channels: CommandData['resolved']['channels'] = {}): Request['args'] {
  return Object.fromEntries(
    options.flatMap(({ name, type, value }) =>
      value === undefined ? [] : [[name, valueOf(type, String(value), channels)]],
    ),
  );
}

/** Channels and people as core reads them. */
function valueOf(type: number | undefined, value: string, channels: CommandData['resolved']['channels']): string {
  if (type === personType) return learnerOf(value);
  return type === channelType ? written(value, channels) : value;
}

const channelType = 7;

/** A channel as core reads it. */
function written(id: string, channels: CommandData['resolved']['channels']): string {
  const name = channels[id]?.name;
  return name === undefined ? `<#${id}>` : `<#${id}|${name.replaceAll('>', '')}>`;
}

export const writtenFile = ({ url, filename, size }: RawAttachment): Omit<AskedFile, 'option'> => ({
  url,
  name: filename,
  size,
});

/**
 * A command of the menu of a message: its text, or the file that came with it where the text holds no program. One that is
 * not ours any more keeps its name: core says what there is.
 */
function menuCommand(
  { name, target_id: target, resolved }: CommandData,
  user: string | undefined,
  { commands, say }: Desk,
): Asked {
  const command = commands.find(({ onMessage }) => onMessage !== null && say(onMessage.label) === name);
  const message = resolved.messages[target ?? ''];
  const option = command?.onMessage?.option;
  if (command === undefined || option === undefined || message === undefined)
    return { command: name, args: {}, file: null };
  const file = hasFence(message.content) ? undefined : programIn(message.attachments.map(writtenFile));
  const args: Request['args'] = file === undefined ? { [option]: message.content } : {};
  const isOwn = message.author === undefined || message.author.id === user;
  const author = isOwn ? {} : ({ author: 'somebody-else' } as const);
  return { command: command.name, args, file: file === undefined ? null : { ...file, option }, ...author };
}

function typingIn({ name, options }: CommandData): Typing | null {
  const focused = options.find((option) => option.focused === true);
  if (focused === undefined) return null;
  const args = argsIn(options.filter((option) => option !== focused));
  return { command: name, option: focused.name, typed: String(focused.value ?? ''), args };
}
