import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { judge } from './checks/openapi.ts';
import type { Endpoint } from './endpoint.ts';
import { createEndpoint } from './endpoint.ts';
import type { Gateway, GatewayOptions } from './gateway/open-gateway.ts';
import { openGateway } from './gateway/open-gateway.ts';
import type { Person } from './people/person.ts';
import { createPerson } from './people/person.ts';
import type { Faults } from './rest/faults.ts';
import { createFaults } from './rest/faults.ts';
import { operations } from './rest/find-route.ts';
import type { RateLimits } from './rest/rate-limits.ts';
import { createRateLimits } from './rest/rate-limits.ts';
import type { SeenRequest } from './rest/serve-rest.ts';
import { serveRest } from './rest/serve-rest.ts';
import type { WorldOptions } from './world/create-world.ts';
import { createWorld } from './world/create-world.ts';
import { removeMessage } from './world/messages.ts';
import type { Channel, Guild, World } from './world/model.ts';
import type { GuildOptions } from './world/places.ts';
import {
  addMember,
  addUser,
  deleteChannel,
  denyIn,
  inviteBot,
  kickBot,
  makeChannel,
  makeGuild,
  privateChannel,
} from './world/places.ts';

/** Discord on this machine, for a bot under test. */
export interface DiscordServer {
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** For DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  readonly endpoint: Endpoint;
  /** The newest requests, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Everything that was wrong with what the bot sent, a line each. */
  readonly complaints: readonly string[];
  guild(options?: GuildOptions): Guild;
  channel(guild: Guild, name: string): Channel;
  person(name: string, setup?: PersonOptions): Person;
  /** Somebody who was there and takes a role with more permissions, e.g. to manage the guild. */
  promote(person: Person, guild: Guild, permissions: bigint): void;
  kickBot(guild: Guild): void;
  inviteBot(guild: Guild): void;
  deleteChannel(channel: Channel): void;
  deleteMessage(channel: Channel, id: string): void;
  /** Takes permissions of the bot away in a channel. */
  denyBot(channel: Channel, permissions: bigint): void;
  /** The person takes no direct messages any more. */
  closeDms(person: Person): void;
  /** The token is worth nothing from now on: 401, and the gateway closes with 4004. */
  revokeToken(): void;
  /** Sends interactions to the bot's own address from now on, not over the gateway. */
  sendInteractionsTo(url: string): void;
  /** Waits until a bot is connected and was told of its guilds. */
  connected(withinMs?: number): Promise<void>;
  /** Waits until so many matching requests came (default: one); all that match. */
  requested(
    method: string,
    path: RegExp,
    wait?: { readonly times?: number; readonly withinMs?: number },
  ): Promise<readonly SeenRequest[]>;
  close(): Promise<void>;
}

export interface PersonOptions {
  readonly locale?: string;
  /** Where they use the app: in a guild with the bot, in a direct message with it, or installed for themselves in a guild without it. */
  readonly in?: 'guild' | 'dm' | 'user install' | 'group';
  /** The guild; default: the first one, or one made for it. */
  readonly guild?: Guild;
}

/** What may be chosen about the whole server. */
export interface DiscordOptions extends WorldOptions, GatewayOptions {
  /** When the checks of bodies are compiled: for a measurement of time, at the start. Default: each at its first use. */
  readonly checks?: 'compiled at the start' | 'compiled at first use';
}

/** Requests that are remembered. */
const keptRequests = 5000;

/** Starts Discord on a free port of the loopback interface. */
export async function startDiscord(options: DiscordOptions = {}): Promise<DiscordServer> {
  const world = createWorld(options);
  if (options.checks === 'compiled at the start') for (const operation of operations) judge().prepare(...operation);
  const faults = createFaults();
  const rateLimits = createRateLimits(world.now);
  const requests: SeenRequest[] = [];
  const seen = (request: SeenRequest) => {
    requests.push(request);
    if (requests.length > keptRequests * 2) requests.splice(0, keptRequests);
    world.changes.notify();
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, serveRest({ world, faults, rateLimits, seen }));
  const gateway = openGateway(world, server, options);
  const endpoint = createEndpoint(world);
  world.deliver = (interaction) => {
    if (world.application.interactionsEndpointUrl === null) {
      const guildId = interaction.channel.guild?.id ?? null;
      world.hear({ name: 'INTERACTION_CREATE', data: interaction.payload, guildId, intent: 0 });
    } else {
      endpoint
        .deliver(interaction)
        .catch((error: unknown) => world.complaints.push(`the endpoint failed: ${String(error)}`));
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  world.origin = originOf(server.address());

  return {
    apiUrl: `${world.origin}/api`,
    token: world.token ?? '',
    applicationId: world.application.id,
    publicKey: world.keys.publicHex,
    world,
    gateway,
    faults,
    rateLimits,
    endpoint,
    requests,
    complaints: world.complaints,
    ...createHands(world, gateway),
    async connected(withinMs = 10_000) {
      const look = () => (gateway.connected > 0 ? true : undefined);
      await world.changes.until(look, { withinMs, failure: () => 'no bot is connected' });
    },
    requested(method, path, { times = 1, withinMs = 10_000 } = {}) {
      const matching = () => requests.filter((one) => one.method === method && path.test(one.path));
      return world.changes.until(() => (matching().length >= times ? matching() : undefined), {
        withinMs,
        failure: () =>
          `expected ${times} times ${method} ${path}, got ${requests.map((one) => `${one.method} ${one.path}`).join('\n')}`,
      });
    },
    async close() {
      gateway.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function originOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error(`expected a port to listen on, got ${address}`);
  return `http://127.0.0.1:${address.port}`;
}

type Hands = Pick<
  DiscordServer,
  | 'guild'
  | 'channel'
  | 'person'
  | 'promote'
  | 'kickBot'
  | 'inviteBot'
  | 'deleteChannel'
  | 'deleteMessage'
  | 'denyBot'
  | 'closeDms'
  | 'revokeToken'
  | 'sendInteractionsTo'
>;

function createHands(world: World, gateway: Gateway): Hands {
  const place = (setup: PersonOptions): Guild => {
    const hasBot = setup.in !== 'user install';
    return (
      setup.guild ?? [...world.guilds.values()].find((guild) => guild.hasBot === hasBot) ?? makeGuild(world, { hasBot })
    );
  };

  function channelFor(person: ReturnType<typeof addUser>, setup: PersonOptions): Channel {
    if (setup.in === 'dm') return privateChannel(world, [world.bot, person]);
    if (setup.in === 'group')
      return privateChannel(world, [person, addUser(world, 'Friend'), addUser(world, 'Other friend')]);
    const guild = place(setup);
    addMember(world, guild, person);
    return guild.channels[0] ?? makeChannel(world, guild, 'study');
  }

  return {
    guild: (options) => makeGuild(world, options),
    channel: (guild, name) => makeChannel(world, guild, name),
    person(name, setup = {}) {
      const user = addUser(world, name);
      // Who uses the app in a direct message shares a guild with it, unless it is installed for them.
      const hasInstalled = setup.in === 'user install' || setup.in === 'group';
      if (setup.in === 'dm') addMember(world, place(setup), user);
      const channel = channelFor(user, setup);
      return createPerson(world, { user, channel, hasInstalled, locale: setup.locale ?? 'en-US' });
    },
    promote(person, guild, permissions) {
      const role = { id: world.id(), name: 'Teachers', permissions, position: guild.roles.length, botId: null };
      guild.roles.push(role);
      guild.members.get(person.user.id)?.roles.push(role.id);
    },
    kickBot: (guild) => kickBot(world, guild),
    inviteBot: (guild) => inviteBot(world, guild),
    deleteChannel: (channel) => deleteChannel(world, channel),
    deleteMessage(channel, id) {
      const stored = channel.messages.get(id);
      if (stored === undefined) throw new Error(`there is no message ${id} in ${channel.name}`);
      removeMessage(world, stored);
    },
    denyBot: (channel, deny) => denyIn(world, channel, { id: world.bot.id, type: 1, deny }),
    closeDms: (person) => void world.closedDms.add(person.user.id),
    revokeToken() {
      world.token = null;
      gateway.closeWith(4004);
    },
    sendInteractionsTo: (url) => void (world.application.interactionsEndpointUrl = url),
  };
}
