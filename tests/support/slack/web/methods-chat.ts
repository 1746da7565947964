import { checkMessage } from '../checks/check-message.ts';
import { limits } from '../checks/limits.ts';
import type { Block, Fields } from '../wire.ts';
import { asText, isBlocks } from '../wire.ts';
import { isObject } from '../checks/check-text.ts';
import { editMessage, messageJson, postMessage, removeMessage } from '../world/messages.ts';
import type { Channel, StoredMessage } from '../world/model.ts';
import { channelForPosting, visibleChannel } from '../world/places.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

const scopes = ['chat:write'];

/** Methods that post, change and remove messages. */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { scopes, perMinute: tiers.special, run: post },
  'chat.postEphemeral': { scopes, perMinute: tiers.four, run: postEphemeral },
  'chat.update': { scopes, perMinute: tiers.three, run: update },
  'chat.delete': { scopes, perMinute: tiers.three, run: remove },
  'chat.startStream': { scopes, perMinute: tiers.two, run: startStream },
  'chat.appendStream': { scopes, perMinute: tiers.four, run: appendStream },
  'chat.stopStream': { scopes, perMinute: tiers.two, run: stopStream },
  'chat.getPermalink': { scopes: [], perMinute: tiers.special, run: getPermalink },
};

/** What a message of a call consists of, checked. */
interface Content {
  readonly text: string;
  readonly blocks: readonly Block[] | undefined;
}

function readContent({ world, name, args }: Call): Content {
  const blocks = args.json('blocks', 'invalid_blocks_format');
  const text = args.text('text');
  const markdown = args.text('markdown_text');
  const attachments = args.json('attachments', 'invalid_attachments');
  if (args.is('link_names')) world.complaints.push(`${name}: link_names makes pings of names`);
  for (const member of ['username', 'icon_emoji', 'icon_url'])
    if (args.text(member) !== undefined) world.complaints.push(`${name}: ${member} needs chat:write.customize`);
  checkMessage(world, name, {
    ...(text === undefined ? {} : { text }),
    ...(blocks === undefined ? {} : { blocks }),
    ...(markdown === undefined ? {} : { markdown_text: markdown }),
    ...(attachments === undefined ? {} : { attachments }),
  });
  const ofMarkdown: readonly Block[] | undefined =
    markdown === undefined ? undefined : [{ type: 'markdown', text: markdown }];
  return { text: text ?? markdown ?? '', blocks: isBlocks(blocks) ? blocks : ofMarkdown };
}

function post(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = postable(call, args.need('channel'));
  const content = readContent(call);
  const message = postMessage(world, {
    channel,
    userId: workspace.bot.id,
    text: content.text,
    blocks: content.blocks ?? [],
    threadTs: threadOf(channel, args.text('thread_ts')),
    metadata: args.json('metadata', 'invalid_metadata_format') ?? null,
  });
  return { channel: channel.id, ts: message.ts, message: messageJson(world, message) };
}

function postable({ world, workspace, token }: Call, id: string): Channel {
  const channel = visibleChannel(world, workspace, id);
  if (channel.kind === 'public' && token.scopes.has('chat:write.public') && !channel.archived) return channel;
  return channelForPosting(world, workspace, id);
}

/** The thread that a reply goes to: that of the message named, or of its own thread. */
function threadOf(channel: Channel, ts: string | undefined): string | null {
  if (ts === undefined) return null;
  if (channel.threads.has(ts)) return ts;
  const parent = channel.messages.get(ts);
  if (parent === undefined) throw slackError('thread_not_found');
  return parent.threadTs ?? parent.ts;
}

function postEphemeral(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = channelForPosting(world, workspace, args.need('channel'));
  const userId = args.need('user');
  if (!channel.members.has(userId)) throw slackError('user_not_in_channel');
  const content = readContent(call);
  const message = postMessage(world, {
    channel,
    userId: workspace.bot.id,
    text: content.text,
    blocks: content.blocks ?? [],
    threadTs: threadOf(channel, args.text('thread_ts')),
    onlyFor: userId,
  });
  return { message_ts: message.ts };
}

function ownMessage({ world, workspace, args }: Call, denied: string): StoredMessage {
  const channel = visibleChannel(world, workspace, args.need('channel'));
  if (!args.need('channel').startsWith('C') && !args.need('channel').startsWith('D'))
    throw slackError('channel_not_found');
  const message = channel.messages.get(args.need('ts'));
  // Ephemeral messages are beyond the methods: only a response_url reaches them.
  if (message === undefined || message.onlyFor !== null) throw slackError('message_not_found');
  if (!message.isFromBot) throw slackError(denied);
  if (channel.archived) throw slackError('is_archived');
  return message;
}

function update(call: Call): Fields {
  const message = ownMessage(call, 'cant_update_message');
  const { text, blocks } = readContent(call);
  // Text without blocks takes the blocks away.
  editMessage(call.world, message, { text, blocks: blocks ?? [] });
  return { channel: message.channel.id, ts: message.ts, text: message.text, message: messageJson(call.world, message) };
}

function remove(call: Call): Fields {
  const message = ownMessage(call, 'cant_delete_message');
  removeMessage(call.world, message);
  return { channel: message.channel.id, ts: message.ts };
}

function startStream(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = channelForPosting(world, workspace, args.need('channel'));
  const threadTs = threadOf(channel, args.need('thread_ts'));
  if (channel.kind !== 'im') {
    if (args.text('recipient_user_id') === undefined) throw slackError('missing_recipient_user_id');
    if (args.text('recipient_team_id') === undefined) throw slackError('missing_recipient_team_id');
  }
  const text = streamed(call);
  const message = postMessage(world, { channel, userId: workspace.bot.id, text, threadTs, streaming: true });
  return { channel: channel.id, ts: message.ts };
}

function streaming(call: Call): StoredMessage {
  const message = ownMessage(call, 'message_not_owned_by_app');
  if (!message.streaming) throw slackError('message_not_in_streaming_state');
  return message;
}

function appendStream(call: Call): Fields {
  const message = streaming(call);
  const more = streamed(call);
  if (more === '') throw slackError('no_text');
  editMessage(call.world, message, { text: message.text + more, streaming: true });
  return { channel: message.channel.id, ts: message.ts };
}

function stopStream(call: Call): Fields {
  const message = streaming(call);
  const text = message.text + streamed(call);
  const blocks = call.args.json('blocks', 'invalid_blocks_format');
  if (blocks !== undefined) checkMessage(call.world, call.name, { text: 'of the stream', blocks });
  editMessage(call.world, message, {
    text,
    streaming: false,
    blocks: [{ type: 'markdown', text }, ...(isBlocks(blocks) ? blocks : [])],
  });
  return { channel: message.channel.id, ts: message.ts, message: messageJson(call.world, message) };
}

/** Text that a call adds to a stream: markdown, or what chunks of markdown hold. */
function streamed({ world, name, args }: Call): string {
  const chunks = [args.json('chunks', 'invalid_chunks')].flat().filter(isObject);
  const ofChunks = chunks.filter(({ type }) => type === 'markdown_text').map((chunk) => asText(chunk['text']));
  const text = (args.text('markdown_text') ?? '') + ofChunks.join('');
  if (text !== '') checkMessage(world, name, { markdown_text: text });
  if (text.length > limits.markdownInAll) throw slackError('msg_too_long');
  return text;
}

function getPermalink({ world, workspace, args }: Call): Fields {
  const channel = visibleChannel(world, workspace, args.need('channel'));
  const ts = args.need('message_ts');
  if (!channel.messages.has(ts)) throw slackError('message_not_found');
  const permalink = `https://${workspace.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  return { channel: channel.id, permalink };
}
