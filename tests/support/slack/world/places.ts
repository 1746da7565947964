import { slackError } from '../web/slack-error.ts';
import type { Channel, ChannelKind, Enterprise, User, Workspace, World } from './model.ts';

/** Makes a workspace with the app's user in it, who is one and the same in an enterprise; the app is not installed yet. */
export function makeWorkspace(world: World, name: string, enterprise: Enterprise | null): Workspace {
  const domain = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const botName = world.app.manifest.features?.bot_user?.display_name ?? world.app.manifest.display_information.name;
  const sister = [...world.workspaces.values()].find((one) => enterprise !== null && one.enterprise === enterprise);
  const bot: User = sister?.bot ?? {
    id: world.id('U'),
    name: botName.toLowerCase().replaceAll(/\s+/g, ''),
    realName: botName,
    locale: 'en-US',
    tz: 'America/Los_Angeles',
    isBot: true,
    rank: 'member',
    dnd: null,
  };
  const workspace: Workspace = {
    id: world.id('T'),
    name,
    domain,
    enterprise,
    users: new Map([[bot.id, bot]]),
    channels: new Map(),
    bot,
    botId: sister?.botId ?? world.id('B'),
    modals: new Map(),
    homes: new Map(),
  };
  world.workspaces.set(workspace.id, workspace);
  return workspace;
}

export interface PersonData {
  readonly name: string;
  readonly locale: string;
  readonly tz: string;
}

export function addUser(world: World, workspace: Workspace, { name, locale, tz }: PersonData): User {
  const user: User = {
    // People of an Enterprise Grid have ids with a W at times.
    id: world.id(workspace.enterprise === null ? 'U' : 'W'),
    name: name.toLowerCase(),
    realName: name,
    locale,
    tz,
    isBot: false,
    rank: 'member',
    dnd: null,
  };
  workspace.users.set(user.id, user);
  return user;
}

export interface ChannelData {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly members: readonly string[];
}

export function makeChannel(world: World, workspace: Workspace, { name, kind, members }: ChannelData): Channel {
  const letter = kind === 'im' ? 'D' : 'C';
  const channel: Channel = {
    id: world.id(letter),
    name,
    kind,
    workspace,
    members: new Set(members),
    archived: false,
    messages: new Map(),
    replies: new Map(),
    threads: new Map(),
  };
  workspace.channels.set(channel.id, channel);
  return channel;
}

/** The direct messages of these, the app's user included; made when there are none. */
export function directChannel(world: World, workspace: Workspace, userIds: readonly string[]): Channel {
  const members = [...new Set([...userIds, workspace.bot.id])];
  const kind = members.length === 2 ? 'im' : 'mpim';
  const same = [...workspace.channels.values()].find(
    (one) => one.kind === kind && one.members.size === members.length && members.every((id) => one.members.has(id)),
  );
  const name =
    kind === 'im' ? 'directmessage' : `mpdm-${members.map((id) => workspace.users.get(id)?.name).join('--')}-1`;
  return same ?? makeChannel(world, workspace, { name, kind, members });
}

/** Where the app wants to post: a channel it may write to, or the direct messages of a user; throws what Slack answers. */
export function channelForPosting(world: World, workspace: Workspace, id: string): Channel {
  const channel = visibleChannel(world, workspace, id);
  if (channel.archived) throw slackError('is_archived');
  if (!channel.members.has(workspace.bot.id)) throw slackError('not_in_channel');
  return channel;
}

/** A channel that the app can know of. */
export function visibleChannel(world: World, workspace: Workspace, id: string): Channel {
  if (/^[UW]/.test(id) && workspace.users.has(id) && id !== workspace.bot.id)
    return directChannel(world, workspace, [id]);
  const channel = workspace.channels.get(id);
  if (channel === undefined) throw slackError('channel_not_found');
  if (channel.kind !== 'public' && !channel.members.has(workspace.bot.id)) throw slackError('channel_not_found');
  return channel;
}
