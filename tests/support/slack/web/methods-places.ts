import type { Fields } from '../wire.ts';
import { messageJson } from '../world/messages.ts';
import type { Channel, ChannelKind, StoredMessage, User, Workspace, World } from '../world/model.ts';
import { directChannel, visibleChannel } from '../world/places.ts';
import { sendEvent } from '../world/events.ts';
import type { Call, Method } from './method.ts';
import { tiers } from './method.ts';
import { slackError } from './slack-error.ts';

const reading = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const history = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

/** Methods about channels and people. */
export const placeMethods: Readonly<Record<string, Method>> = {
  'conversations.info': { scopes: reading, perMinute: tiers.three, run: info },
  'conversations.open': { scopes: ['im:write', 'mpim:write'], perMinute: tiers.three, run: open },
  'conversations.members': { scopes: reading, perMinute: tiers.four, run: members },
  'conversations.join': { scopes: ['channels:join'], perMinute: tiers.three, run: join },
  'conversations.replies': { scopes: history, perMinute: tiers.three, run: replies },
  'conversations.history': { scopes: history, perMinute: tiers.three, run: readHistory },
  'users.info': { scopes: ['users:read'], perMinute: tiers.four, run: userInfo },
  'dnd.info': { scopes: ['dnd:read'], perMinute: tiers.three, run: dndInfo },
  'team.info': { scopes: ['team:read'], perMinute: tiers.three, run: teamInfo },
};

const prefixes: Readonly<Record<ChannelKind, string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
  mpim: 'mpim',
};

/** The channel that a call names; the scope must be that for its kind. */
function channelOf({ world, workspace, args, token }: Call, right: string): Channel {
  const channel = visibleChannel(world, workspace, args.need('channel'));
  const needed = `${prefixes[channel.kind]}:${right}`;
  if (!token.scopes.has(needed)) throw slackError('missing_scope', { needed, provided: [...token.scopes].join(',') });
  return channel;
}

function info(call: Call): Fields {
  return { channel: channelJson(channelOf(call, 'read')) };
}

function channelJson(channel: Channel): Fields {
  const { id, name, kind, workspace, members: inside, archived } = channel;
  const isMember = inside.has(workspace.bot.id);
  const common = {
    id,
    created: 1_700_000_000,
    is_archived: archived,
    context_team_id: workspace.id,
    is_im: kind === 'im',
    is_mpim: kind === 'mpim',
  };
  if (kind === 'im')
    return { ...common, user: [...inside].find((one) => one !== workspace.bot.id), is_org_shared: false };
  const flags = {
    is_channel: kind === 'public',
    is_group: kind === 'private',
    is_private: kind !== 'public',
    is_member: isMember,
  };
  return { ...common, ...flags, name, name_normalized: name, is_general: name === 'general', num_members: inside.size };
}

function open(call: Call): Fields {
  const { world, workspace, args } = call;
  const known = args.text('channel');
  const userIds = (args.text('users') ?? '').split(',').filter((id) => id !== '');
  if (known === undefined && userIds.length === 0) throw slackError('users_list_not_supplied');
  if (userIds.some((id) => !workspace.users.has(id))) throw slackError('user_not_found');
  const channel =
    known === undefined ? directChannel(world, workspace, userIds) : visibleChannel(world, workspace, known);
  return {
    no_op: false,
    already_open: false,
    channel: args.is('return_im') ? channelJson(channel) : { id: channel.id },
  };
}

function members(call: Call): Fields {
  return { members: [...channelOf(call, 'read').members], response_metadata: { next_cursor: '' } };
}

function join(call: Call): Fields {
  const { world, workspace, args } = call;
  const channel = visibleChannel(world, workspace, args.need('channel'));
  if (channel.kind !== 'public') throw slackError('method_not_supported_for_channel_type');
  if (channel.archived) throw slackError('is_archived');
  addMember(world, channel, workspace.bot);
  return { channel: channelJson(channel) };
}

/** Takes somebody into a channel and tells the app when it would hear. */
export function addMember(world: World, channel: Channel, user: User): void {
  if (channel.members.has(user.id)) return;
  channel.members.add(user.id);
  const event = {
    type: 'member_joined_channel',
    user: user.id,
    channel: channel.id,
    channel_type: 'C',
    team: channel.workspace.id,
    event_ts: world.ts(),
  };
  if (channel.members.has(channel.workspace.bot.id))
    sendEvent(world, channel.workspace, { event, subscription: 'member_joined_channel' });
}

function replies(call: Call): Fields {
  const channel = channelOf(call, 'history');
  if (!channel.members.has(call.workspace.bot.id)) throw slackError('not_in_channel');
  const ts = call.args.need('ts');
  const found = [...channel.messages.values()].filter(
    (one) => one.onlyFor === null && (one.ts === ts || one.threadTs === ts),
  );
  if (found.length === 0) throw slackError('thread_not_found');
  return listed(call, found);
}

/** What an app outside the Marketplace may have at a time. */
const mostListed = 15;

function readHistory(call: Call): Fields {
  const { world, args } = call;
  const isFirst = args.text('latest') === undefined;
  if ((isFirst && !(Number(args.text('limit')) <= mostListed)) || args.text('oldest') === undefined)
    world.complaints.push('conversations.history: an app outside the Marketplace must not build on it');
  const channel = channelOf(call, 'history');
  if (!channel.members.has(call.workspace.bot.id)) throw slackError('not_in_channel');
  const found = [...channel.messages.values()].filter((one) => one.onlyFor === null && one.threadTs === null);
  return listed(call, found.toReversed());
}

/** As many as were asked for; what apps have put beside a message only for who asks for it. */
function listed({ world, args }: Call, found: readonly StoredMessage[]): Fields {
  const limit = Number(args.text('limit') ?? 100);
  const [oldest, latest] = [Number(args.text('oldest') ?? 0), Number(args.text('latest') ?? Infinity)];
  const since = found.filter(({ ts }) => Number(ts) >= oldest && Number(ts) < latest);
  const shown = since.slice(0, limit).map((one) => {
    const { metadata, ...rest } = messageJson(world, one);
    return args.is('include_all_metadata') && metadata !== undefined ? { ...rest, metadata } : rest;
  });
  return { messages: shown, has_more: since.length > limit };
}

function userOf({ workspace, args }: Call): User {
  const user = workspace.users.get(args.need('user'));
  if (user === undefined) throw slackError('user_not_found');
  return user;
}

function userInfo(call: Call): Fields {
  const { id, name, realName, tz, locale, isBot, rank } = userOf(call);
  const { workspace, args } = call;
  const grid = workspace.enterprise;
  return {
    user: {
      id,
      team_id: workspace.id,
      name,
      deleted: false,
      real_name: realName,
      tz,
      tz_label: tz,
      tz_offset: offsetS(tz, call.world.clock.now()),
      profile: { real_name: realName, display_name: realName, team: workspace.id, avatar_hash: 'none' },
      // Owners are administrators too.
      is_admin: rank !== 'member',
      is_owner: rank === 'owner',
      is_restricted: false,
      is_ultra_restricted: false,
      is_bot: isBot,
      is_app_user: false,
      updated: 1_700_000_000,
      ...(args.is('include_locale') ? { locale } : {}),
      ...(grid === null
        ? {}
        : { enterprise_user: { id, enterprise_id: grid.id, enterprise_name: grid.name, teams: [workspace.id] } }),
    },
  };
}

function offsetS(tz: string, now: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'longOffset' }).formatToParts(now);
  const [, sign, hours = '0', minutes = '0'] =
    /GMT([+-])(\d+):(\d+)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function dndInfo(call: Call): Fields {
  const { dnd } = userOf(call);
  const seconds = (ms: number) => Math.floor(ms / 1000);
  if (dnd === null) return { dnd_enabled: false, next_dnd_start_ts: 1, next_dnd_end_ts: 1, snooze_enabled: false };
  return {
    dnd_enabled: true,
    next_dnd_start_ts: seconds(dnd.fromMs),
    next_dnd_end_ts: seconds(dnd.toMs),
    snooze_enabled: false,
  };
}

function teamInfo({ workspace }: Call): Fields {
  return { team: teamJson(workspace) };
}

function teamJson({ id, name, domain, enterprise }: Workspace): Fields {
  return {
    id,
    name,
    domain,
    ...(enterprise === null ? {} : { enterprise_id: enterprise.id, enterprise_name: enterprise.name }),
  };
}
