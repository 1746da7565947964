import { Client, Events, GatewayDispatchEvents, GatewayIntentBits, Options, Partials } from 'discord.js';

import type { Log } from '#core/ports/log.ts';
import type { Hearing } from './hearing.ts';
import { createManagerKeeper } from './manager-keeper.ts';
import { reasonOf } from './trouble.ts';
import { readGuild, readGuildGone, readInteraction, readMessage, readReady } from './wire.ts';

/** Which shards this process has: as many as Discord recommends, or some of so many. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly of: number };

/** The connections of these shards to Discord's gateway. */
export interface GatewayClient {
  /** Rejects with the client's own error when Discord cannot be reached or does not let us in. */
  login(): Promise<void>;
  /** Settles with the close code when the connection has ended for good; until then it is mended by itself. */
  readonly ended: Promise<number>;
  close(): Promise<void>;
}

interface GatewayOptions {
  readonly token: string;
  readonly apiUrl: string | null;
  readonly shards: Shards;
  readonly log: Log;
}

/** What Discord pushes goes to `hearing` as it comes; the client keeps the connection, and hardly anything in memory. */
export function openGatewayClient({ token, apiUrl, shards, log }: GatewayOptions, hearing: Hearing): GatewayClient {
  const managers = createManagerKeeper();
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
    ...(shards === 'auto' ? { shards } : { shards: shards.ids, shardCount: shards.of }),
    rest: apiUrl === null ? {} : { api: apiUrl },
    makeCache: Options.cacheWithLimits(cacheLimits),
    ws: { buildStrategy: managers.buildStrategy },
  });
  listen(client, hearing);
  tellOfConnection(client, log);
  const ended = Promise.withResolvers<number>();
  client.on(Events.ShardDisconnect, ({ code }) => ended.resolve(code));
  client.on(Events.Invalidated, () => ended.resolve(sessionInvalidated));
  return {
    ended: ended.promise,
    async login() {
      await client.login(token);
    },
    async close() {
      managers.close();
      client.removeAllListeners();
      client.on(Events.Error, () => undefined);
      await managers.settled();
      await client.destroy();
    },
  };
}

const sessionInvalidated = 4009;

/** Nothing is looked up there: every event brings what we need. Ourselves the client needs. */
const none = 0;
const cacheLimits = {
  ApplicationCommandManager: none,
  ApplicationEmojiManager: none,
  AutoModerationRuleManager: none,
  BaseGuildEmojiManager: none,
  DMMessageManager: none,
  EntitlementManager: none,
  GuildBanManager: none,
  GuildEmojiManager: none,
  GuildForumThreadManager: none,
  GuildInviteManager: none,
  GuildMemberManager: { maxSize: 1, keepOverLimit: isOurself },
  GuildMessageManager: none,
  GuildScheduledEventManager: none,
  GuildStickerManager: none,
  GuildTextThreadManager: none,
  MessageManager: none,
  PresenceManager: none,
  ReactionManager: none,
  ReactionUserManager: none,
  StageInstanceManager: none,
  ThreadManager: none,
  ThreadMemberManager: none,
  UserManager: { maxSize: 1, keepOverLimit: isOurself },
  VoiceStateManager: none,
};

function isOurself({ id, client }: { readonly id: string; readonly client: Client }): boolean {
  return id === client.user?.id;
}

/** Events as they come, before the client waits for all of its servers. */
function listen(client: Client, hearing: Hearing): void {
  const hear = <Read>(
    event: GatewayDispatchEvents,
    read: (payload: unknown) => Read | null,
    tell: (what: Read) => void,
  ) => {
    client.ws.on(event, (payload: unknown) => {
      const what = read(payload);
      if (what !== null) tell(what);
    });
  };
  hear(GatewayDispatchEvents.Ready, readReady, (identity) => hearing.ready(identity));
  hear(GatewayDispatchEvents.InteractionCreate, readInteraction, (raw) => void hearing.interaction(raw));
  hear(GatewayDispatchEvents.MessageCreate, readMessage, (raw) => hearing.message(raw));
  hear(GatewayDispatchEvents.GuildCreate, readGuild, ({ id, locale }) => hearing.guild(id, locale));
  hear(GatewayDispatchEvents.GuildDelete, readGuildGone, (id) => hearing.guildGone(id));
}

/** A line when a connection is lost and one when it is back, however many tries lie between. */
function tellOfConnection(client: Client, log: Log): void {
  const lost = new Set<number>();
  client.on(Events.ShardReconnecting, (shard) => {
    if (!lost.has(shard)) log.warn('discord connection lost', { shard });
    lost.add(shard);
  });
  const back = (shard: number) => {
    if (lost.delete(shard)) log.info('discord connection back', { shard });
  };
  client.on(Events.ShardResume, back);
  client.on(Events.ShardReady, back);
  client.on(Events.ShardError, (error, shard) => {
    if (!lost.has(shard)) log.warn('discord connection failed', { shard, why: reasonOf(error) });
  });
  client.on(Events.Error, (error) => log.warn('discord client failed', { why: reasonOf(error) }));
}
