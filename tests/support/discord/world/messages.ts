import { ApiError } from '../api-error.ts';
import type { Draft } from '../checks/draft.ts';
import { filled, isV2 } from '../checks/draft.ts';
import { checkMessage } from '../checks/message.ts';
import type { Problem } from '../checks/problem.ts';
import { intents, messageFlags } from '../codes.ts';
import type { Attachment, Message, MessageBody, Snowflake, UploadedFile, User } from '../wire.ts';
import { channelData, memberData } from './payloads.ts';
import { isoAt } from './places.ts';
import { storeComponents } from './stored-components.ts';
import type { Channel, StoredMessage, World } from './model.ts';
import { keepNewest } from './create-world.ts';

/** Messages that a channel keeps; older ones are forgotten. */
const keptMessages = 2000;

/** What a new message is made of. */
export interface NewMessage {
  readonly channel: Channel;
  readonly author: User;
  readonly body: MessageBody;
  readonly files: readonly UploadedFile[];
  readonly allowedFlags: number;
  /** Who alone sees it. */
  readonly onlyFor?: Snowflake | null;
  readonly interactionId?: Snowflake | null;
  /** More fields of the payload. */
  readonly more?: Partial<Message>;
}

/** Checks, keeps and tells a message. `about` names the request in complaints. Throws ApiError. */
export function postMessage(world: World, draft: NewMessage, about: string): StoredMessage {
  const { channel, author, body, files, onlyFor = null, interactionId = null } = draft;
  const { content, embeds, components, flags } = filled(body);
  accept(world, { body, files, before: null, allowedFlags: draft.allowedFlags }, about);
  const attachments = storeFiles(world, { channel, body, files });
  const id = world.id();
  const message: Message = {
    id,
    channel_id: channel.id,
    type: typeof body.message_reference === 'object' ? 19 : 0,
    author,
    content,
    embeds,
    components: storeComponents(components, attachments, world.id),
    attachments,
    flags: flags & draft.allowedFlags,
    timestamp: isoAt(world.now()),
    edited_timestamp: null,
    ...mentionsOf(world, content),
    pinned: false,
    tts: false,
    ...(body.nonce === undefined || body.nonce === null ? {} : { nonce: body.nonce }),
    ...draft.more,
  };
  return keepMessage(world, channel, { message, onlyFor, interactionId });
}

/** Keeps a message as it is and tells of it. */
export function keepMessage(world: World, channel: Channel, stored: StoredMessage): StoredMessage {
  channel.messages.set(stored.message.id, stored);
  channel.lastMessageId = stored.message.id;
  keepNewest(channel.messages, keptMessages);
  tell(world, 'MESSAGE_CREATE', stored);
  world.changes.notify();
  return stored;
}

/** Changes a message in place and tells of it. Throws ApiError. */
export function editMessage(
  world: World,
  stored: StoredMessage,
  edit: Omit<Draft, 'before'> & { readonly about: string },
): StoredMessage {
  const { message } = stored;
  const { body, files, about } = edit;
  const channel = channelOf(world, message);
  accept(world, { body, files, allowedFlags: edit.allowedFlags, before: message }, about);
  const attachments = [...keptAttachments(message, body), ...storeFiles(world, { channel, body, files })];
  const v2 = isV2({ body, before: message }) ? messageFlags.componentsV2 : 0;
  const changed: Message = {
    ...message,
    ...(body.content === undefined ? {} : { content: body.content ?? '', ...mentionsOf(world, body.content ?? '') }),
    ...(body.embeds === undefined ? {} : { embeds: body.embeds ?? [] }),
    ...(body.components === undefined
      ? {}
      : { components: storeComponents(body.components ?? [], attachments, world.id) }),
    attachments,
    flags: (message.flags & ~messageFlags.loading) | v2,
    edited_timestamp: isoAt(world.now()),
  };
  stored.message = changed;
  tell(world, 'MESSAGE_UPDATE', stored);
  world.changes.notify();
  return stored;
}

/** Takes a message away and tells of it. */
export function removeMessage(world: World, stored: StoredMessage): void {
  const channel = channelOf(world, stored.message);
  channel.messages.delete(stored.message.id);
  tell(world, 'MESSAGE_DELETE', stored);
  world.changes.notify();
}

function channelOf(world: World, { channel_id: id }: Message): Channel {
  const channel = world.channels.get(id);
  if (channel === undefined) throw new ApiError('unknown channel');
  return channel;
}

function accept(world: World, draft: Draft, about: string): void {
  const problems = checkMessage(draft);
  settle(world, about, problems);
  if (isEmpty(draft)) throw new ApiError('empty message');
}

/** Complains of all problems; throws ApiError if Discord would refuse the body for one of them. */
export function settle(world: World, about: string, problems: readonly Problem[]): void {
  world.complain(about, problems);
  const refused = problems.filter(({ kind }) => kind === 'refused');
  if (refused.length > 0) throw new ApiError('invalid form', refused);
}

function isEmpty({ body, files, before }: Draft): boolean {
  const { content, embeds, components, attachments } = { ...before, ...body };
  const hasMore = [body.poll, body.sticker_ids].some((more) => typeof more === 'object' && more !== null);
  const lists = [embeds, components, attachments, files];
  return (content ?? '').trim() === '' && !hasMore && lists.every((list) => (list ?? []).length === 0);
}

function keptAttachments(message: Message, { attachments }: MessageBody): readonly Attachment[] {
  if (attachments === undefined) return message.attachments;
  const ids = new Set((attachments ?? []).map(({ id }) => String(id)));
  return message.attachments.filter(({ id }) => ids.has(id));
}

function storeFiles(
  world: World,
  { channel, body, files }: Pick<NewMessage, 'channel' | 'body' | 'files'>,
): readonly Attachment[] {
  return files.map((file) => {
    const about = (body.attachments ?? []).find(({ id }) => String(id) === String(file.index));
    return storeFile(world, channel.id, {
      ...file,
      name: about?.filename ?? file.name,
      description: about?.description ?? null,
    });
  });
}

/** Keeps a file where its address leads. */
export function storeFile(
  world: World,
  channelId: Snowflake,
  file: Pick<UploadedFile, 'name' | 'type' | 'bytes'> & { readonly description?: string | null },
): Attachment {
  const id = world.id();
  const filename = file.name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
  const path = `/attachments/${channelId}/${id}/${encodeURIComponent(filename)}`;
  world.files.set(path, { name: filename, type: file.type, bytes: file.bytes });
  keepNewest(world.files, keptMessages);
  const url = `${world.origin}${path}?ex=0&is=0&hm=0`;
  const description = file.description ?? '';
  return {
    id,
    filename,
    size: file.bytes.length,
    content_type: file.type,
    url,
    proxy_url: url,
    ...(description === '' ? {} : { description }),
  };
}

function mentionsOf(world: World, content: string): Pick<Message, 'mentions' | 'mention_roles' | 'mention_everyone'> {
  const ids = new Set([...content.matchAll(/<@!?(\d+)>/g)].map(([, id]) => id ?? ''));
  const mentions = [...ids].flatMap((id) => world.users.get(id) ?? []);
  return { mentions, mention_roles: [], mention_everyone: false };
}

function tell(world: World, name: string, stored: StoredMessage): void {
  const { message, onlyFor } = stored;
  const channel = channelOf(world, message);
  if (onlyFor !== null || !hearsOf(world, channel)) return;
  const { guild } = channel;
  const place = { channel_id: channel.id, ...(guild === null ? {} : { guild_id: guild.id }) };
  const base = {
    name,
    guildId: guild?.id ?? null,
    intent: guild === null ? intents.directMessages : intents.guildMessages,
  };
  if (name === 'MESSAGE_DELETE') {
    world.hear({ ...base, data: { id: message.id, ...place } });
    return;
  }
  const data = { ...message, ...place, channel_type: channelData(world, channel).type, ...authorIn(channel, message) };
  const closed = { ...data, content: '', embeds: [], attachments: [], components: [] };
  world.hear({ ...base, data, ...(isOpen(world, channel, message) ? {} : { dataWithoutContent: closed }) });
}

function hearsOf(world: World, { guild, recipients }: Channel): boolean {
  return guild === null ? recipients.some(({ id }) => id === world.bot.id) : guild.hasBot;
}

function authorIn({ guild }: Channel, { author }: Message) {
  const member = guild?.members.get(author.id);
  return member === undefined ? {} : { member: { ...memberData(member), user: undefined } };
}

/** Without the intent for contents, a bot reads direct messages, its own ones and those that mention it. */
function isOpen(world: World, { guild }: Channel, { author, mentions }: Message): boolean {
  return guild === null || author.id === world.bot.id || mentions.some(({ id }) => id === world.bot.id);
}
