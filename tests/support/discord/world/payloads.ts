import type { Channel, Guild, Member, Role, World } from './model.ts';

/** A member as the API shows it. */
export function memberData({ user, roles, joinedAt }: Member) {
  return {
    user,
    roles,
    joined_at: joinedAt,
    nick: null,
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    premium_since: null,
    flags: 0,
    pending: false,
    mute: false,
    deaf: false,
  };
}

/** A channel as the API shows it. */
export function channelData(world: World, { id, guild, name, overwrites, recipients, lastMessageId: last }: Channel) {
  if (guild === null) {
    const others = recipients.filter((user) => user.id !== world.bot.id);
    return { id, type: others.length > 1 ? 3 : 1, flags: 0, last_message_id: last, recipients: others };
  }
  return {
    id,
    type: 0,
    flags: 0,
    guild_id: guild.id,
    name,
    position: guild.channels.findIndex((channel) => channel.id === id),
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    last_message_id: last,
    permission_overwrites: overwrites.map(({ allow, deny, ...rest }) => ({
      ...rest,
      allow: String(allow),
      deny: String(deny),
    })),
  };
}

/** A role as the API shows it. */
export function roleData({ id, name, permissions, position, botId }: Role) {
  return {
    id,
    name,
    permissions: String(permissions),
    position,
    managed: botId !== null,
    ...(botId === null ? {} : { tags: { bot_id: botId } }),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** A guild as the REST API shows it. */
export function guildData({ id, name, locale, ownerId, roles }: Guild) {
  return {
    id,
    name,
    owner_id: ownerId,
    preferred_locale: locale,
    roles: roles.map(roleData),
    ...unremarkable,
  };
}

const unremarkable = {
  icon: null,
  description: null,
  home_header: null,
  splash: null,
  discovery_splash: null,
  features: [],
  banner: null,
  application_id: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: null,
  system_channel_flags: 0,
  widget_enabled: false,
  widget_channel_id: null,
  verification_level: 0,
  default_message_notifications: 0,
  mfa_level: 0,
  explicit_content_filter: 0,
  max_presences: null,
  max_members: 25_000_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  rules_channel_id: null,
  safety_alerts_channel_id: null,
  public_updates_channel_id: null,
  premium_progress_bar_enabled: false,
  nsfw: false,
  nsfw_level: 0,
  emojis: [],
  stickers: [],
  incidents_data: null,
} as const;

/** A guild as the gateway tells it when the bot comes in or connects. */
export function guildCreateData(world: World, guild: Guild) {
  const bot = guild.members.get(world.bot.id);
  return {
    ...guildData(guild),
    joined_at: bot?.joinedAt ?? '',
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot === undefined ? [] : [memberData(bot)],
    channels: guild.channels.map((channel) => channelData(world, channel)),
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The application as its own token sees it. */
export function applicationData(world: World) {
  const { id, name, description, interactionsEndpointUrl, integrationTypes } = world.application;
  const install = { oauth2_install_params: { scopes: ['applications.commands', 'bot'], permissions: '52224' } };
  return {
    id,
    name,
    description,
    icon: null,
    type: null,
    bot: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: world.keys.publicHex,
    flags: applicationFlags,
    flags_new: String(applicationFlags),
    redirect_uris: [],
    interactions_endpoint_url: interactionsEndpointUrl,
    role_connections_verification_url: null,
    owner: world.bot,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
    tags: [],
    integration_types_config: Object.fromEntries(integrationTypes.map((type) => [type, type === 0 ? install : {}])),
  };
}

const applicationFlags = 1 << 23;
