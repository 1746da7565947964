import { randomBytes } from 'node:crypto';
import { limits } from '../checks/limits.ts';
import { permissions } from '../codes.ts';
import type { Snowflake } from '../wire.ts';
import { channelData, memberData } from './payloads.ts';
import { permissionsIn } from './places.ts';
import type { Channel, Interaction, StoredMessage, World } from './model.ts';
import { keepNewest } from './create-world.ts';

/** Interactions that the world remembers. */
const keptInteractions = 20_000;

/** Who does something, where, and how the app came there. */
export interface Actor {
  readonly userId: Snowflake;
  readonly locale: string;
  readonly channel: Channel;
  /** Whether the person installed the app for themselves. */
  readonly hasInstalled: boolean;
}

/** What is done. */
export interface Deed {
  readonly type: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly source: StoredMessage | null;
  /** Of a command: what it is. */
  readonly command: { readonly name: string; readonly type: number } | null;
}

/** Sends an interaction to the bot; Discord's clock for its answer starts now. */
export function startInteraction(world: World, actor: Actor, deed: Deed): Interaction {
  const { channel, userId } = actor;
  const id = world.id();
  // Real tokens are this long, and in web addresses as they are.
  const token = Buffer.from(`interaction:${id}:${randomBytes(96).toString('base64url')}`).toString('base64url');
  const { hasBot, owners } = installs(world, actor);
  const mayTalk = channel.guild === null || (permissionsIn(channel, userId) & permissions.useExternalApps) !== 0n;
  const interaction: Interaction = {
    id,
    token,
    type: deed.type,
    createdAt: world.now(),
    userId,
    channel,
    payload: { ...payloadOf(world, actor, deed), id, token, authorizing_integration_owners: owners },
    command: deed.command,
    owners,
    byUserAlone: !hasBot,
    mustBePrivate: !hasBot && !mayTalk,
    source: deed.source,
    answeredAt: null,
    answer: null,
    shownAt: null,
    changedAt: null,
    original: null,
    loading: false,
    messageIds: [],
    followUps: 0,
    edits: 0,
    modal: null,
    choices: null,
  };
  world.interactions.set(token, interaction);
  keepNewest(world.interactions, keptInteractions);
  world.deliver(interaction);
  return interaction;
}

interface Installs {
  readonly hasBot: boolean;
  /** Keys: 0 for the guild, whose value is "0" in a direct message with the bot; 1 for the user. */
  readonly owners: Readonly<Record<string, string>>;
}

function installs(world: World, { channel, userId, hasInstalled }: Actor): Installs {
  const { guild } = channel;
  const isBotDm = guild === null && channel.recipients.some(({ id }) => id === world.bot.id);
  const hasBot = guild === null ? isBotDm : guild.hasBot;
  const byGuild = hasBot ? { '0': guild?.id ?? '0' } : {};
  return { hasBot, owners: { ...byGuild, ...(hasInstalled ? { '1': userId } : {}) } };
}

/** 0: a guild, 1: a direct message with the bot, 2: another private conversation. */
export function contextOf(world: World, { guild, recipients }: Channel): number {
  if (guild !== null) return 0;
  return recipients.some(({ id }) => id === world.bot.id) ? 1 : 2;
}

function payloadOf(
  world: World,
  { userId, channel, locale }: Actor,
  { type, data, source }: Deed,
): Record<string, unknown> {
  const { guild } = channel;
  const user = world.users.get(userId);
  const member = guild?.members.get(userId);
  return {
    application_id: world.application.id,
    type,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelData(world, channel), permissions: String(permissionsIn(channel, userId)) },
    ...(guild === null
      ? { user }
      : {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          ...(member === undefined
            ? {}
            : { member: { ...memberData(member), permissions: String(permissionsIn(channel, userId)) } }),
        }),
    ...(source === null ? {} : { message: source.message }),
    locale,
    app_permissions: String(permissionsIn(channel, world.bot.id)),
    entitlements: [],
    entitlement_sku_ids: [],
    context: contextOf(world, channel),
    attachment_size_limit: limits.fileBytes,
  };
}
