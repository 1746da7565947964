import type { CommandDeclaration } from '#core/command.ts';
import type { Asked } from '#bots/shared/asked.ts';
import { askedInMessage, hasFence, isProgramName, programIn, takesPerson, withPersons } from '#bots/shared/asked.ts';
import { typedArgs } from '#bots/shared/typed-args.ts';
import { fromMrkdwn, fromMrkdwnButChannels } from './from-mrkdwn.ts';
import type { Origin } from './origin.ts';
import { messageShortcutOf } from './shortcuts.ts';
import type { Visit } from './visit.ts';
import { learnerOf } from './visit.ts';
import type { RawCommand, RawFile, RawMessage, RawPress, RawShortcut } from './wire.ts';

type Commands = readonly CommandDeclaration[];

/** What a slash command means; one that is not ours any more keeps its name: core says what there is. */
export type HeardCommand =
  | { readonly kind: 'asks'; readonly asked: Asked }
  | { readonly kind: 'usage'; readonly command: CommandDeclaration };

export function receiveCommand(
  { command: typed, text }: RawCommand,
  commands: Commands,
  visit: Pick<Visit, 'owner'>,
): HeardCommand {
  const name = typed.replace(/^\//u, '');
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return { kind: 'asks', asked: { command: name, args: {}, file: null } };
  const takesChannel = Object.values(command.options).some(({ kind }) => kind === 'channel');
  const named = takesPerson(command) ? namingPersons(text, visit) : text;
  const rest = (takesChannel ? fromMrkdwnButChannels(named) : fromMrkdwn(named)).trim();
  if (rest.toLowerCase() === 'help' && command.name !== 'help') return { kind: 'usage', command };
  return { kind: 'asks', asked: { command: name, args: typedArgs(command, rest), file: null } };
}

/** What a shortcut asks for: of the menu of a message with its text, or the file that came with it. */
export function receiveShortcut({ callback_id: id, user, message }: RawShortcut, commands: Commands): Asked {
  const found = messageShortcutOf(id, commands);
  if (found === null || message === undefined) return { command: id, args: {}, file: null };
  const { command, option } = found;
  const text = fromMrkdwn(message.text);
  const file = hasFence(text) ? undefined : programIn(filesIn(message.files));
  const author = message.user === user.id ? {} : ({ author: 'somebody-else' } as const);
  if (file === undefined) return { command, args: { [option]: text }, file: null, ...author };
  return { command, args: {}, file: { ...file, option }, ...author };
}

/** What a message to the bot asks for. Null for what no person wrote. */
export function receiveMessage(
  message: RawMessage,
  visit: Pick<Visit, 'self' | 'owner'>,
  commands: Commands,
): Asked | null {
  const { self } = visit;
  if (message.bot_id !== undefined || message.user === self || !isWritten(message.subtype)) return null;
  const bare = withoutName(message.text, self).trim();
  const text = fromMrkdwn(withPersons(bare, commands, (typed) => namingPersons(typed, visit))).trim();
  return askedInMessage({ text, files: filesIn(message.files) }, commands);
}

/** With the ids of learners in the place of Slack's mentions of people. */
const namingPersons = (text: string, visit: Pick<Visit, 'owner'>): string =>
  text.replace(/<@([UW]\w+)(?:\|[^>]*)?>/gu, (_, user: string) => learnerOf(user, visit));

/** Without what calls the bot; where nobody knows what it is called, without the name that it begins with. */
function withoutName(text: string, self: string | null): string {
  const name = self === null ? /^\s*<@[UW]\w+(?:\|[^>]*)?>/u : new RegExp(`<@${self}(?:\\|[^>]*)?>`, 'gu');
  return text.replace(name, '');
}

const isWritten = (subtype: string | undefined): boolean =>
  subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';

/** A snippet has its kind beside its name. */
function filesIn(files: readonly RawFile[]) {
  return files.map(({ name, filetype, size, url_private_download: download, url_private: url }) => {
    const called = name ?? 'untitled';
    const ending = isProgramName(called) ? '' : (endings[filetype] ?? '');
    return { name: `${called}${ending}`, size, url: download ?? url ?? '' };
  });
}

const endings: Readonly<Record<string, string>> = { python: '.py', text: '.txt' };

/** Where something was pressed; null when Slack does not say enough. */
export function originOf({ container, response_url: url }: RawPress): Origin | null {
  const { type, channel_id: channel, message_ts: ts, thread_ts: thread = null, is_ephemeral: isPrivate } = container;
  if (type === 'view') return { kind: 'home' };
  if (isPrivate && url !== undefined) return { kind: 'private', url, thread };
  return channel === undefined || ts === undefined
    ? null
    : { kind: 'message', channel, thread, under: { ts, url: url ?? null } };
}

/** A button's value, or that of what was picked in a menu. */
export function pressedIn({ actions: [action] }: RawPress): string {
  return action?.value ?? action?.selected_option?.value ?? '';
}

/** Where nobody else reads along. */
export const visibilityIn = (channel: string | undefined): 'private' | 'shared' =>
  channel === undefined || channel.startsWith('D') ? 'private' : 'shared';
