import type { App as BoltApp, SocketModeReceiver } from '@slack/bolt';
import type { App } from '#core/app.ts';
import type { Bot } from '#core/ports/bot.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { NoteStore, RequestStore } from '#core/ports/store.ts';
import { createInbox } from '#bots/shared/inbox.ts';
import type { FrontDoor } from '#bots/shared/front-door.ts';
import { createPresses } from '#bots/shared/presses.ts';
import { createTurns } from '#bots/shared/turns.ts';
import { graceMs } from './connection-limits.ts';
import type { Identity } from './bolt-app.ts';
import { createBoltApp } from './bolt-app.ts';
import { createCourier } from './courier.ts';
import type { Courier } from './courier.ts';
import { createHearing } from './create-hearing.ts';
import type { Installations } from './installations.ts';
import { createInstallations } from './installations.ts';
import type { Installer, OAuthClient } from './installer.ts';
import { createInstaller } from './installer.ts';
import { createPeople } from './people.ts';
import { createHttpReceiver, listenAt, serveHttp } from './serve-http.ts';
import { createSocketReceiver, serveSocket } from './serve-socket.ts';
import { passOverUnreadable } from './take-everything.ts';
import { createThrottle } from './throttle.ts';
import type { OwnWorkspace } from './own-workspace.ts';
import { createOwnWorkspace } from './own-workspace.ts';
import { patienceAfter } from './patience.ts';
import { reasonOf } from './trouble.ts';
import { createUntitledThreads } from './untitled-threads.ts';

interface SlackOptions {
  readonly workspaces: Workspaces;
  readonly door: Door;
  /** Whether this process shows the pages for installing although its events come by a socket; default: here. */
  readonly pages?: 'here' | 'elsewhere';
  /** Another server in the place of Slack's; null: Slack's. */
  readonly apiUrl: string | null;
  /** Where pages for installing are shown, and requests are taken when they come by HTTP. */
  readonly http: FrontDoor;
  /** At least 32 bytes: what buttons are sealed with. */
  readonly key: Uint8Array;
  readonly notes: NoteStore;
  readonly requests: RequestStore;
  readonly clock: Clock;
  /** Null: pictures are told in words. */
  readonly draw: Draw | null;
  readonly log: Log;
}

/** One that the host has a token of, or all that install the app. */
export type Workspaces =
  | { readonly kind: 'one'; readonly token: string }
  /** `token`: of one that did not install it by its page; `secret`: what the tokens of the others are kept under. */
  | { readonly kind: 'many'; readonly token: string | null; readonly client: OAuthClient; readonly secret: string };

/** How Slack reaches the bot. */
export type Door =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };

/** The bot in Slack: in channels, in direct messages, on everybody's page, and as an assistant. */
export function createSlackBot(options: SlackOptions): Bot {
  let courier: Courier | null = null;
  return {
    name: 'slack',
    async serve(app, signal) {
      const employ = (one: Courier | null) => void (courier = one);
      await serve(options, app, { signal, employ });
    },
    deliver: async (delivery, say) => (await courier?.(delivery, say)) ?? { kind: 'failed', sent: 'no' },
  };
}

/** Sends what core wants sent by itself where another process hears; until a while after the signal. */
export function createSlackCourier(options: SlackOptions, signal: AbortSignal): Pick<Bot, 'name' | 'deliver'> {
  const { workspaces, apiUrl, key, notes, clock, draw, log } = options;
  const presses = createPresses({ platform: 'slack', key, notes, clock });
  const installations =
    workspaces.kind === 'one' ? null : createInstallations({ notes, clock, secret: workspaces.secret });
  const identity = identityOf(workspaces, createInstallerFor(options, installations));
  const throttle = createThrottle(patienceAfter(signal, graceMs).over);
  return { name: 'slack', deliver: createCourier({ identity, apiUrl, throttle }, { presses, draw, log }) };
}

interface Duty {
  readonly signal: AbortSignal;
  /** Told who sends what core wants sent by itself, and null when nobody does any more. */
  readonly employ: (courier: Courier | null) => void;
}

async function serve(options: SlackOptions, app: App, { signal, employ }: Duty): Promise<void> {
  const { workspaces, apiUrl, key, notes, clock, draw, log } = options;
  if (apiUrl !== null) log.warn('slack has another address', { apiUrl });
  const inbox = createInbox({ ...options, platform: 'slack' });
  const turns = createTurns(log, inbox, reasonOf);
  const presses = createPresses({ platform: 'slack', key, notes, clock });
  const installations =
    workspaces.kind === 'one' ? null : createInstallations({ notes, clock, secret: workspaces.secret });
  const installer = createInstallerFor(options, installations);
  const identity = identityOf(workspaces, installer);
  const memory = { people: createPeople(), untitled: createUntitledThreads() };
  const office = { app, presses, inbox, draw, log, signal, ...memory, isOurs: ownAddress(apiUrl) };
  const { hearing, expect } = createHearing(office, { turns, installations });
  using patience = patienceAfter(signal, graceMs);
  const throttle = createThrottle(patience.over);
  const own = createOwnWorkspace(workspaces.kind === 'one' ? 'workspace' : null);
  const watch = async (bolt: BoltApp) => {
    await inbox.watch(async (body, id) => await takeUp(body, expect(id), bolt), signal);
    await turns.settled();
  };
  const around = { hearing, identity, installer, throttle, own, watch };
  employ(createCourier({ identity, apiUrl, throttle }, { presses, draw, log }));
  try {
    await serveByDoor(options, around, { signal, closed: patience.over });
  } finally {
    employ(null);
  }
}

/** What another process had comes in by the same way as what Slack sends. */
async function takeUp(body: unknown, hasNotCome: () => boolean, bolt: BoltApp): Promise<void> {
  await bolt.processEvent({ body: asObject(body), ack: async () => {} });
  if (hasNotCome()) throw new Error('expected what was kept to be heard again');
}

function asObject(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null) return { ...body };
  throw new Error(`expected what Slack sent, got ${typeof body}`);
}

interface Ends {
  readonly signal: AbortSignal;
  /** Aborted when nothing is asked any more. */
  readonly closed: AbortSignal;
}

async function serveByDoor(options: SlackOptions, around: Around, { signal, closed }: Ends): Promise<void> {
  const { door, apiUrl, log } = options;
  const { hearing, identity, installer, throttle, own, watch } = around;
  switch (door.kind) {
    case 'http': {
      const receiver = createHttpReceiver(door.signingSecret);
      const bolt = createBoltApp({ identity, receiver, apiUrl, throttle, own, log }, hearing);
      return await serveHttp(options.http, {
        app: bolt,
        own,
        receiver,
        installing: installer?.listener ?? null,
        watch: async () => await watch(bolt),
        log,
        signal,
      });
    }
    case 'socket':
      return await serveOverSocket(createSocketReceiver({ ...door, apiUrl, closed }), around, {
        options,
        signal,
      });
  }
}

interface Around {
  readonly hearing: Parameters<typeof createBoltApp>[1];
  readonly identity: Identity;
  readonly installer: Installer | null;
  readonly throttle: ReturnType<typeof createThrottle>;
  readonly own: OwnWorkspace;
  /** Goes on with what other processes heard; settles after the signal, when nothing is under way. */
  readonly watch: (bolt: BoltApp) => Promise<void>;
}

/** Pages for installing need an address of their own even then. */
async function serveOverSocket(
  receiver: SocketModeReceiver,
  { hearing, identity, installer, throttle, own, watch }: Around,
  { options, signal }: { readonly options: SlackOptions; readonly signal: AbortSignal },
): Promise<void> {
  const { apiUrl, http, pages: where, log } = options;
  const app = createBoltApp({ identity, receiver, apiUrl, throttle, own, log }, hearing);
  passOverUnreadable(receiver, log);
  const pages =
    installer === null || where === 'elsewhere'
      ? null
      : await listenAt(http, { receiver: null, installing: installer.listener, log });
  try {
    await serveSocket({ app, own, receiver, watch: async () => await watch(app), log, signal });
  } finally {
    await pages?.close();
  }
}

function createInstallerFor(options: SlackOptions, installations: Installations | null): Installer | null {
  const { workspaces, apiUrl, log } = options;
  if (workspaces.kind === 'one' || installations === null) return null;
  return createInstaller(workspaces.client, { apiUrl, own: workspaces.token, store: installations, log });
}

function identityOf(workspaces: Workspaces, installer: Installer | null): Identity {
  if (workspaces.kind === 'one') return { kind: 'one', token: workspaces.token };
  if (installer === null) throw new Error('expected an installer for many workspaces');
  return { kind: 'many', authorize: installer.authorize };
}

/** Addresses of files: Slack's own, or those of the server in its place. */
function ownAddress(apiUrl: string | null): (url: URL) => boolean {
  const { hostname } = new URL(apiUrl ?? 'https://slack.com/');
  return (url) =>
    apiUrl === null
      ? url.protocol === 'https:' && (url.hostname === hostname || url.hostname.endsWith('.slack.com'))
      : url.hostname === hostname;
}
