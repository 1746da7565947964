import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deliveries } from './delivery/deliver.ts';
import { createDeliveries } from './delivery/deliver.ts';
import type { Endpoint } from './delivery/create-endpoint.ts';
import { createEndpoint } from './delivery/create-endpoint.ts';
import type { Sockets } from './delivery/open-sockets.ts';
import { openSockets } from './delivery/open-sockets.ts';
import type { Clock } from './clock.ts';
import type { Person } from './people/person.ts';
import { createPerson } from './people/person.ts';
import type { Faults } from './web/faults.ts';
import { createFaults } from './web/faults.ts';
import type { Pace, RateLimits } from './web/rate-limits.ts';
import { createRateLimits } from './web/rate-limits.ts';
import type { SeenRequest } from './web/serve-web.ts';
import { serveWeb } from './web/serve-web.ts';
import { addMember } from './web/methods-places.ts';
import type { AppManifest } from './world/app-manifest.ts';
import { checkManifest, ordinaryManifest } from './world/app-manifest.ts';
import { createWorld } from './world/create-world.ts';
import { installationOf } from './world/installation-of.ts';
import { issueToken, revoke, uninstall } from './world/installations.ts';
import { removeMessage } from './world/messages.ts';
import type { Channel, ChannelKind, Enterprise, Token, User, Workspace, World } from './world/model.ts';
import { addUser, directChannel, makeChannel, makeWorkspace } from './world/places.ts';

/** Slack on this machine, for an app under test. */
export interface SlackServer {
  /** For SLACK_API_URL. */
  readonly apiUrl: string;
  /** For SLACK_AUTHORIZE_URL. */
  readonly authorizeUrl: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly world: World;
  /** Slack's time; a test can skip some. */
  readonly clock: Clock;
  readonly sockets: Sockets;
  readonly endpoint: Endpoint;
  readonly deliveries: Deliveries;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  /** The newest requests of the app, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Everything that was wrong with what the app sent, a line each. */
  readonly complaints: readonly string[];
  enterprise(name: string): Enterprise;
  workspace(name: string, options?: WorkspaceOptions): WorkspaceHands;
  /** From now on the app is reached over HTTP at this address, which must answer the challenge. */
  sendTo(url: string): Promise<void>;
  /** Waits until the app has so many live connections in Socket Mode (default: one). */
  connected(count?: number, withinMs?: number): Promise<void>;
  /** Waits until so many calls of a method came (default: one), answered in whatever way; all of them. */
  called(
    method: string,
    wait?: { readonly times?: number; readonly withinMs?: number },
  ): Promise<readonly SeenRequest[]>;
  close(): Promise<void>;
}

/** A workspace, and what its administrators can do. */
export interface WorkspaceHands {
  readonly workspace: Workspace;
  /** The app's newest token here; throws when it is not installed. */
  readonly botToken: string;
  channel(name: string, options?: ChannelOptions): Channel;
  person(name: string, setup?: PersonOptions): Person;
  /** A group of direct messages of these people, with the app when it is among them. */
  group(people: readonly Person[], options?: { readonly withBot?: boolean }): Channel;
  /** Installs the app without the pages of OAuth; the token. */
  install(scopes?: readonly string[]): string;
  uninstall(): void;
  revokeToken(): void;
  /** Takes a scope from the app's token. */
  takeScope(scope: string): void;
  removeBot(channel: Channel): void;
  archive(channel: Channel): void;
  /** Somebody deletes a message. */
  deleteMessage(channel: Channel, ts: string): void;
}

export interface SlackOptions {
  /** What the app declares; default: one that asks for everything. With it, only what it declares can be used. */
  readonly manifest?: AppManifest;
  readonly pace?: Pace;
  /** How long a token lives where the manifest rotates tokens, in ms; default 12 hours. */
  readonly tokenLifeMs?: number;
}

export interface WorkspaceOptions {
  readonly enterprise?: Enterprise;
  /** Default: installed, with all scopes of the manifest. */
  readonly isInstalled?: boolean;
}

export interface ChannelOptions {
  readonly kind?: Exclude<ChannelKind, 'im'>;
  /** Default: the app is a member. */
  readonly withBot?: boolean;
}

export interface PersonOptions {
  readonly locale?: string;
  readonly tz?: string;
  readonly rank?: User['rank'];
  /** Where they are; default: the first public channel, or one made for them. */
  readonly in?: Channel | 'dm';
}

/** Requests that are remembered. */
const keptRequests = 5000;

/** Starts Slack on a free port of the loopback interface. */
export async function startSlack({
  manifest = ordinaryManifest,
  pace = {},
  tokenLifeMs,
}: SlackOptions = {}): Promise<SlackServer> {
  const world = createWorld(manifest);
  world.tokenLifeMs = tokenLifeMs ?? world.tokenLifeMs;
  world.complaints.push(...checkManifest(manifest));
  const faults = createFaults();
  const rateLimits = createRateLimits(world.clock, pace);
  const requests: SeenRequest[] = [];
  const server = createServer({ keepAliveTimeout: 60_000 });
  const sockets = openSockets(world, server);
  const endpoint = createEndpoint(world);
  const deliveries = createDeliveries(world, () => (endpoint.url === null ? sockets : endpoint));
  world.deliver = deliveries.deliver;
  const seen = (request: SeenRequest) => {
    requests.push(request);
    if (requests.length > keptRequests * 2) requests.splice(0, keptRequests);
    world.changes.notify();
  };
  server.on('request', serveWeb({ world, faults, rateLimits, makeSocketAddress: sockets.makeAddress, seen }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  world.origin = originOf(server.address());
  const { app, clock, complaints } = world;
  return {
    apiUrl: `${world.origin}/api/`,
    authorizeUrl: `${world.origin}/oauth/v2/authorize`,
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    world,
    clock,
    sockets,
    endpoint,
    deliveries,
    faults,
    rateLimits,
    requests,
    complaints,
    enterprise: (name) => ({ id: world.id('E'), name }),
    workspace: (name, options = {}) => createWorkspace(world, name, options),
    sendTo: (url) => endpoint.use(url),
    async connected(count = 1, withinMs = 10_000) {
      const failure = () => `expected ${count} connections, there are ${sockets.connected}`;
      await world.changes.until(() => (sockets.connected >= count ? true : undefined), { withinMs, failure });
    },
    called(method, { times = 1, withinMs = 10_000 } = {}) {
      const matching = () => requests.filter(({ name }) => name === method);
      return world.changes.until(() => (matching().length >= times ? matching() : undefined), {
        withinMs,
        failure: () =>
          `expected ${times} calls of ${method}, got ${requests.map(({ name, status }) => `${name} ${status}`).join(', ')}`,
      });
    },
    async close() {
      clock.close();
      sockets.close();
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

function createWorkspace(
  world: World,
  name: string,
  { enterprise, isInstalled = true }: WorkspaceOptions,
): WorkspaceHands {
  const workspace = makeWorkspace(world, name, enterprise ?? null);
  const declared = world.app.manifest.oauth_config?.scopes?.bot ?? [];
  const channel = (called: string, { kind = 'public', withBot = true }: ChannelOptions = {}) =>
    makeChannel(world, workspace, { name: called, kind, members: withBot ? [workspace.bot.id] : [] });
  const install = (scopes: readonly string[] = declared): string =>
    issueToken(world, { workspace, enterprise: workspace.enterprise, scopes, installedBy: null }).value;
  if (isInstalled) install();

  function token(): Token {
    const found = installationOf(world, workspace);
    if (found === null) throw new Error(`the app is not installed in ${name}`);
    return found;
  }

  return {
    workspace,
    get botToken() {
      return token().value;
    },
    channel,
    person(called, { locale = 'en-US', tz = 'Europe/London', rank = 'member', in: place }: PersonOptions = {}) {
      const user = addUser(world, workspace, { name: called, locale, tz });
      user.rank = rank;
      const first = [...workspace.channels.values()].find(({ kind }) => kind === 'public');
      const where =
        place === 'dm' ? directChannel(world, workspace, [user.id]) : (place ?? first ?? channel('general'));
      addMember(world, where, user);
      return createPerson(world, { user, workspace, channel: where });
    },
    group(people, { withBot = true } = {}) {
      const members = people.map(({ user }) => user.id);
      if (withBot) return directChannel(world, workspace, members);
      return makeChannel(world, workspace, { name: 'mpdm', kind: 'mpim', members });
    },
    install,
    uninstall: () => uninstall(world, workspace),
    revokeToken: () => revoke(world, workspace),
    takeScope: (scope) => void token().scopes.delete(scope),
    removeBot: (where) => void where.members.delete(workspace.bot.id),
    archive: (where) => void (where.archived = true),
    deleteMessage(where, ts) {
      const message = where.messages.get(ts);
      if (message === undefined) throw new Error(`there is no message ${ts} in ${where.name}`);
      removeMessage(world, message);
    },
  };
}
