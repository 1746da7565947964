import type { Block, Fields, State } from '../wire.ts';
import { escapeBare } from './entities.ts';
import { sendEvent } from './events.ts';
import { fileJson } from './file-json.ts';
import { keepBlocks } from './keep-blocks.ts';
import type { Channel, StoredFile, StoredMessage, World } from './model.ts';
import { stateOf } from './state-values.ts';

/** What is posted. */
export interface Posting {
  readonly channel: Channel;
  readonly userId: string;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly files?: readonly StoredFile[];
  readonly threadTs?: string | null;
  readonly onlyFor?: string | null;
  readonly metadata?: unknown;
  readonly streaming?: boolean;
}

/** Puts a message into a channel and tells the app of it when it would hear. */
export function postMessage(world: World, posting: Posting): StoredMessage {
  const { channel, userId, files = [], threadTs = null, onlyFor = null } = posting;
  const now = world.clock.now();
  const isFromBot = userId === channel.workspace.bot.id;
  const message: StoredMessage = {
    ts: world.ts(),
    channel,
    threadTs,
    userId,
    isFromBot,
    onlyFor,
    subtype: files.length > 0 ? 'file_share' : null,
    text: isFromBot ? escapeBare(posting.text) : posting.text,
    blocks: keepBlocks(world, posting.blocks ?? []),
    files,
    metadata: posting.metadata ?? null,
    editedTs: null,
    streaming: posting.streaming ?? false,
    reactions: new Map(),
    postedAt: now,
    changedAt: now,
    states: new Map(),
  };
  channel.messages.set(message.ts, message);
  countReply(message, 1);
  if (isFromBot) {
    clearStatus(message);
    noteDeed(world, message, 'posted');
  }
  if (onlyFor === null) announce(world, message);
  world.changes.notify();
  return message;
}

function countReply({ channel, threadTs, onlyFor }: StoredMessage, change: 1 | -1): void {
  if (threadTs !== null && onlyFor === null)
    channel.replies.set(threadTs, (channel.replies.get(threadTs) ?? 0) + change);
}

/** An answer in a thread ends the status of thinking. */
function clearStatus({ channel, threadTs }: StoredMessage): void {
  const thread = channel.threads.get(threadTs ?? '');
  if (thread !== undefined) thread.status = '';
}

/** The parts of a message that are changed; what is missing stays. */
export type Change = Partial<Pick<StoredMessage, 'text' | 'blocks' | 'files' | 'streaming' | 'metadata'>>;

/** Changes a message. */
export function editMessage(world: World, message: StoredMessage, change: Change): void {
  const previous = messageJson(world, message);
  Object.assign(message, change);
  if (change.text !== undefined && message.isFromBot) message.text = escapeBare(change.text);
  if (change.blocks !== undefined) message.blocks = keepBlocks(world, change.blocks);
  message.changedAt = world.clock.now();
  if (message.isFromBot) noteDeed(world, message, 'changed');
  if (message.onlyFor === null && change.streaming === undefined) {
    message.editedTs = world.ts();
    const body = {
      subtype: 'message_changed',
      hidden: true,
      message: messageJson(world, message),
      previous_message: previous,
    };
    sendMessageEvent(world, message.channel, { ...body, ts: world.ts() });
  }
  world.changes.notify();
}

/** Takes a message away. */
export function removeMessage(world: World, message: StoredMessage): void {
  message.channel.messages.delete(message.ts);
  countReply(message, -1);
  if (message.isFromBot) noteDeed(world, message, 'deleted');
  if (message.onlyFor === null) {
    const body = {
      subtype: 'message_deleted',
      hidden: true,
      deleted_ts: message.ts,
      previous_message: messageJson(world, message),
    };
    sendMessageEvent(world, message.channel, { ...body, ts: world.ts() });
  }
  world.changes.notify();
}

/** A message as Slack describes it to apps. */
export function messageJson(world: World, message: StoredMessage): Fields {
  const { channel, ts, userId, text, blocks, files, editedTs } = message;
  const { workspace } = channel;
  return {
    type: 'message',
    ...(message.subtype === null ? {} : { subtype: message.subtype }),
    user: userId,
    ts,
    ...(message.isFromBot
      ? { bot_id: workspace.botId, app_id: world.app.id, bot_profile: botProfile(world, message) }
      : { client_msg_id: `${ts}-client` }),
    text,
    team: workspace.id,
    ...(blocks.length === 0 ? {} : { blocks }),
    ...(files.length === 0 ? {} : { files: files.map((file) => fileJson(world, file)), upload: false }),
    ...threadJson(message),
    ...(editedTs === null ? {} : { edited: { user: userId, ts: editedTs } }),
    ...(message.metadata === null ? {} : { metadata: message.metadata }),
  };
}

function threadJson({ channel, ts, threadTs }: StoredMessage): Fields {
  const replies = channel.replies.get(ts) ?? 0;
  const parent = channel.messages.get(threadTs ?? '');
  if (threadTs === null) return replies === 0 ? {} : { thread_ts: ts, reply_count: replies };
  return { thread_ts: threadTs, ...(parent === undefined ? {} : { parent_user_id: parent.userId }) };
}

/** What somebody chose and typed in a message. */
export function messageState(message: StoredMessage, userId: string): State {
  return stateOf(message.blocks, message.states.get(userId));
}

function botProfile(world: World, { channel: { workspace } }: StoredMessage): Fields {
  return {
    id: workspace.botId,
    deleted: false,
    name: workspace.bot.realName,
    updated: 1_700_000_000,
    app_id: world.app.id,
    team_id: workspace.id,
  };
}

function announce(world: World, message: StoredMessage): void {
  const { channel, text } = message;
  sendMessageEvent(world, channel, messageJson(world, message));
  const isMention = !message.isFromBot && text.includes(`<@${channel.workspace.bot.id}`) && channel.kind !== 'im';
  if (!isMention || !channel.members.has(channel.workspace.bot.id)) return;
  const event = { ...messageJson(world, message), type: 'app_mention', channel: channel.id, event_ts: message.ts };
  sendEvent(world, channel.workspace, { event, subscription: 'app_mention' });
}

const channelTypes = { public: 'channel', private: 'group', im: 'im', mpim: 'mpim' } as const;
const subscriptions = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
} as const;

function sendMessageEvent(world: World, channel: Channel, body: Fields): void {
  if (!channel.members.has(channel.workspace.bot.id)) return;
  const event = {
    type: 'message',
    ...body,
    channel: channel.id,
    channel_type: channelTypes[channel.kind],
    event_ts: body['ts'],
  };
  sendEvent(world, channel.workspace, { event, subscription: subscriptions[channel.kind] });
}

function noteDeed(world: World, message: StoredMessage, how: string): void {
  world.deeds.push({
    at: world.clock.now(),
    workspace: message.channel.workspace,
    channelId: message.channel.id,
    userId: message.onlyFor,
    what: `${how} ${message.ts}`,
  });
  if (world.deeds.length > 20_000) world.deeds.splice(0, 10_000);
}
