import { ApiError } from '../api-error.ts';
import { messageFlags, permissions } from '../codes.ts';
import type { MessageBody } from '../wire.ts';
import { editFlags } from '../world/answer-interaction.ts';
import { editMessage, postMessage, removeMessage } from '../world/messages.ts';
import type { Channel, StoredMessage, World } from '../world/model.ts';
import { channelData } from '../world/payloads.ts';
import { permissionsIn } from '../world/places.ts';
import type { Call, Route } from './call.ts';
import { channelOf, done, ok, param } from './call.ts';

const messages = '/channels/{channel_id}/messages';
const message = `${messages}/{message_id}`;

/** Channels and what is said in them. */
export const channelRoutes: readonly Route[] = [
  { method: 'GET', path: '/channels/{channel_id}', answer: (call) => ok(channelData(call.world, seen(call))) },
  {
    method: 'POST',
    path: '/channels/{channel_id}/typing',
    answer: (call) => {
      need(call.world, seen(call), permissions.sendMessages);
      return done;
    },
  },
  { method: 'POST', path: messages, answer: (call) => ok(post(call).message) },
  {
    method: 'GET',
    path: messages,
    answer: (call) => {
      const channel = seen(call);
      need(call.world, channel, permissions.readHistory);
      const limit = Number(call.query.get('limit') ?? 50);
      const after = call.query.get('after');
      const all = [...channel.messages.values()].filter(isForAll);
      // Those next to what is named, the newest of them first.
      const page =
        after === null
          ? all.slice(-limit)
          : all.filter(({ message: { id } }) => BigInt(id) > BigInt(after)).slice(0, limit);
      return ok(page.toReversed().map((stored) => stored.message));
    },
  },
  {
    method: 'GET',
    path: message,
    answer: (call) => {
      need(call.world, seen(call), permissions.readHistory);
      return ok(found(call).message);
    },
  },
  {
    method: 'PATCH',
    path: message,
    answer: (call) => {
      const stored = found(call);
      if (stored.message.author.id !== call.world.bot.id) throw new ApiError('not the author');
      const { files, about } = call;
      return ok(
        editMessage(call.world, stored, { body: call.body.message, files, about, allowedFlags: editFlags }).message,
      );
    },
  },
  {
    method: 'DELETE',
    path: message,
    answer: (call) => {
      const stored = found(call);
      if (stored.message.author.id !== call.world.bot.id) need(call.world, channelOf(call), permissions.manageMessages);
      removeMessage(call.world, stored);
      return done;
    },
  },
];

const isForAll = ({ onlyFor }: StoredMessage): boolean => onlyFor === null;

/** The channel of the path, if the bot sees it. */
function seen(call: Call): Channel {
  const channel = channelOf(call);
  const { bot } = call.world;
  const isThere = channel.guild === null ? channel.recipients.some(({ id }) => id === bot.id) : channel.guild.hasBot;
  if (!isThere || (permissionsIn(channel, bot.id) & permissions.viewChannel) === 0n)
    throw new ApiError('missing access');
  return channel;
}

function need(world: World, channel: Channel, permission: bigint): void {
  if ((permissionsIn(channel, world.bot.id) & permission) === 0n) throw new ApiError('missing permissions');
}

function found(call: Call): StoredMessage {
  const stored = seen(call).messages.get(param(call, 'message_id'));
  if (stored === undefined || !isForAll(stored)) throw new ApiError('unknown message');
  return stored;
}

function post(call: Call): StoredMessage {
  const { world, files, about } = call;
  const channel = seen(call);
  const body = call.body.message;
  need(world, channel, permissions.sendMessages);
  if (files.length > 0) need(world, channel, permissions.attachFiles);
  if (channel.guild === null && channel.recipients.some(({ id }) => world.closedDms.has(id)))
    throw new ApiError('cannot message user');
  const before = sameNonce(world, channel, body);
  if (before !== undefined) return before;
  const allowedFlags = messageFlags.suppressEmbeds | messageFlags.suppressNotifications | messageFlags.componentsV2;
  return postMessage(world, { channel, author: world.bot, body, files, allowedFlags }, about);
}

/** With `enforce_nonce`, a nonce seen in the last minutes means the message that it made. */
function sameNonce(
  world: World,
  channel: Channel,
  { nonce, enforce_nonce: enforced }: MessageBody,
): StoredMessage | undefined {
  if (enforced !== true || nonce === undefined || nonce === null) return undefined;
  return [...channel.messages.values()].find(
    (stored) => stored.message.author.id === world.bot.id && String(stored.message.nonce) === String(nonce),
  );
}
