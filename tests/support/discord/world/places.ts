import { intents, ordinaryPermissions, permissions } from '../codes.ts';
import type { Snowflake, User } from '../wire.ts';
import { channelData, guildCreateData, memberData } from './payloads.ts';
import type { Channel, GatewayEvent, Guild, Member, Overwrite, World } from './model.ts';
import { makeUser } from './create-world.ts';

/** What may be chosen about a guild. */
export interface GuildOptions {
  readonly name?: string;
  readonly locale?: string;
  /** Names of its text channels; default: one, `study`. */
  readonly channels?: readonly string[];
  /** Whether the bot was invited. Default: yes. */
  readonly hasBot?: boolean;
}

/** Makes a guild with an owner, a role for the bot and channels; tells the bot when it was invited. */
export function makeGuild(world: World, options: GuildOptions = {}): Guild {
  const { name = 'Async evenings', locale = 'en-US', channels = ['study'], hasBot = true } = options;
  const id = world.guildId();
  const owner = addUser(world, `Owner of ${name}`);
  const everyone = { id, name: '@everyone', permissions: ordinaryPermissions, position: 0, botId: null };
  const botRole = {
    id: world.id(),
    name: world.application.name,
    permissions: ordinaryPermissions,
    position: 1,
    botId: world.bot.id,
  };
  const guild: Guild = {
    id,
    name,
    locale,
    ownerId: owner.id,
    roles: [everyone, botRole],
    members: new Map(),
    channels: [],
    hasBot: false,
    commandsCreated: 0,
  };
  world.guilds.set(id, guild);
  addMember(world, guild, owner);
  for (const channel of channels) makeChannel(world, guild, channel);
  if (hasBot) inviteBot(world, guild);
  return guild;
}

/** Makes a text channel in a guild. */
export function makeChannel(world: World, guild: Guild, name: string): Channel {
  const channel: Channel = {
    id: world.id(),
    guild,
    name,
    recipients: [],
    overwrites: [],
    messages: new Map(),
    lastMessageId: null,
  };
  guild.channels.push(channel);
  world.channels.set(channel.id, channel);
  if (guild.hasBot) tellGuild(world, guild, { name: 'CHANNEL_CREATE', data: channelData(world, channel) });
  return channel;
}

/** Takes a channel and what was said in it away. */
export function deleteChannel(world: World, channel: Channel): void {
  const { guild } = channel;
  world.channels.delete(channel.id);
  if (guild === null) return;
  guild.channels.splice(guild.channels.indexOf(channel), 1);
  if (guild.hasBot) tellGuild(world, guild, { name: 'CHANNEL_DELETE', data: channelData(world, channel) });
  world.changes.notify();
}

/** Lets the bot into a guild, at first or again. */
export function inviteBot(world: World, guild: Guild): void {
  guild.hasBot = true;
  const managed = guild.roles.filter((role) => role.botId === world.bot.id).map((role) => role.id);
  guild.members.set(world.bot.id, { user: world.bot, roles: managed, joinedAt: isoAt(world.now()) });
  tellGuild(world, guild, { name: 'GUILD_CREATE', data: guildCreateData(world, guild) });
}

/** Throws the bot out of a guild. */
export function kickBot(world: World, guild: Guild): void {
  guild.hasBot = false;
  guild.members.delete(world.bot.id);
  world.commands.delete(guild.id);
  tellGuild(world, guild, { name: 'GUILD_DELETE', data: { id: guild.id } });
}

/** Makes somebody who is nowhere yet. */
export function addUser(world: World, name: string): User {
  const user = makeUser(world.id(), name, { bot: false });
  world.users.set(user.id, user);
  return user;
}

/** Lets somebody into a guild. */
export function addMember(world: World, guild: Guild, user: User): Member {
  const member: Member = { user, roles: [], joinedAt: isoAt(world.now()) };
  guild.members.set(user.id, member);
  const data = { ...memberData(member), guild_id: guild.id };
  if (guild.hasBot) world.hear({ name: 'GUILD_MEMBER_ADD', data, guildId: guild.id, intent: intents.guildMembers });
  return member;
}

/** The conversation of just these; it is made at its first use. */
export function privateChannel(world: World, recipients: readonly User[]): Channel {
  const ids = new Set(recipients.map(({ id }) => id));
  const isIt = (channel: Channel): boolean =>
    channel.guild === null &&
    channel.recipients.length === ids.size &&
    channel.recipients.every(({ id }) => ids.has(id));
  const found = [...world.channels.values()].find(isIt);
  if (found !== undefined) return found;
  const channel: Channel = {
    id: world.id(),
    guild: null,
    name: '',
    recipients,
    overwrites: [],
    messages: new Map(),
    lastMessageId: null,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** What somebody may do in a channel, as Discord works it out from roles and overwrites. All of it in private conversations. */
export function permissionsIn(channel: Channel, userId: Snowflake): bigint {
  const { guild } = channel;
  if (guild === null) return ordinaryPermissions;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  if (guild.ownerId === userId) return everything;
  const base = guild.roles
    .filter(({ id }) => id === guild.id || member.roles.includes(id))
    .reduce((sum, role) => sum | role.permissions, 0n);
  if ((base & permissions.administrator) !== 0n) return everything;
  const steps: readonly (readonly Overwrite[])[] = [
    channel.overwrites.filter(({ id }) => id === guild.id),
    channel.overwrites.filter(({ type, id }) => type === 0 && member.roles.includes(id)),
    channel.overwrites.filter(({ type, id }) => type === 1 && id === userId),
  ];
  return steps.reduce((sum, step) => (sum & ~bits(step, 'deny')) | bits(step, 'allow'), base);
}

const everything = (1n << 53n) - 1n;

const bits = (overwrites: readonly Overwrite[], which: 'allow' | 'deny'): bigint =>
  overwrites.reduce((sum, overwrite) => sum | overwrite[which], 0n);

/** Takes permissions of somebody or of a role away in one channel, and tells the bot. */
export function denyIn(world: World, channel: Channel, overwrite: Pick<Overwrite, 'id' | 'type' | 'deny'>): void {
  channel.overwrites.push({ ...overwrite, allow: 0n });
  if (channel.guild?.hasBot === true)
    tellGuild(world, channel.guild, { name: 'CHANNEL_UPDATE', data: channelData(world, channel) });
}

function tellGuild(world: World, guild: Guild, event: Pick<GatewayEvent, 'name' | 'data'>): void {
  world.hear({ ...event, guildId: guild.id, intent: intents.guilds });
}

/** A moment as the API writes it. */
export function isoAt(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
