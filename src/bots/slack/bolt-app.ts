import type { Authorize, Context, Receiver, webApi } from '@slack/bolt';
import { App, LogLevel } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { createApi } from './api.ts';
import { requestMs } from './connection-limits.ts';
import type { Hearing } from './hearing.ts';
import type { OwnWorkspace } from './own-workspace.ts';
import { settled } from './settled.ts';
import { acknowledgeEverything } from './take-everything.ts';
import type { Throttle } from './throttle.ts';
import { reasonOf } from './trouble.ts';
import type { Visit } from './visit.ts';
import type { RawMessage } from './wire.ts';
import {
  readBotRevoked,
  readCommand,
  readEventId,
  readHomeOpened,
  readMessage,
  readPress,
  readShortcut,
  readSubmission,
  readThreadStarted,
} from './wire.ts';

/** Whose bot it is: of one workspace, or of all that have installed it. */
export type Identity =
  | { readonly kind: 'one'; readonly token: string }
  | { readonly kind: 'many'; readonly authorize: Authorize<boolean> };

interface Setting {
  readonly identity: Identity;
  readonly receiver: Receiver;
  /** Null: Slack's own. */
  readonly apiUrl: string | null;
  readonly throttle: Throttle;
  readonly own: OwnWorkspace;
  readonly log: Log;
}

/** Bolt, with everything that it hears handed on. It logs nothing itself: what it would say holds what learners wrote. */
export function createBoltApp({ identity, receiver, apiUrl, throttle, own, log }: Setting, hearing: Hearing): App {
  const app = new App({
    ...(identity.kind === 'one' ? { token: identity.token } : { authorize: identity.authorize }),
    receiver,
    clientOptions: clientOptions(apiUrl, throttle.closed),
    logger: silent,
    convoStore: false,
    deferInitialization: true,
  });
  acknowledgeEverything(app, log);
  const visitOf = (context: Context, client: webApi.WebClient) => readVisit(context, { client, throttle, own });
  listenToPeople(app, { hearing, visitOf });
  listenToEvents(app, { hearing, visitOf });
  // oxlint-disable-next-line typescript/require-await -- Bolt waits for it
  app.error(async (error) => log.warn('slack event not taken', { why: reasonOf(error) }));
  return app;
}

/** Nothing is tried again by the client: which call may be made twice, only the bot knows. Nor is anything asked once `closed`. */
export function clientOptions(apiUrl: string | null, closed: AbortSignal) {
  const whileOpen: typeof fetch = async (input, { signal, ...init } = {}) =>
    await fetch(input, { ...init, signal: AbortSignal.any([closed, ...(signal ? [signal] : [])]) });
  return {
    fetch: whileOpen,
    ...(apiUrl === null ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    timeout: requestMs,
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
  };
}

export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

interface Around {
  readonly client: webApi.WebClient;
  readonly throttle: Throttle;
  readonly own: OwnWorkspace;
}

/** Null where Slack does not say in which workspace it is, and it could be one of many. */
function readVisit(context: Context, { client, throttle, own }: Around): Visit | null {
  const { teamId, enterpriseId, botUserId, botToken } = context;
  const team = own.or(teamId ?? enterpriseId);
  if (team === null || botToken === undefined) return null;
  const api = createApi({ client, token: botToken, team, throttle });
  return { team, owner: enterpriseId ?? team, self: botUserId ?? null, api };
}

interface Ears {
  readonly hearing: Hearing;
  readonly visitOf: (context: Context, client: webApi.WebClient) => Visit | null;
}

const anything = /^/u;

/** All is acknowledged at once. A connection that ends just then does not keep the work from being done: it comes only once. */
function listenToPeople(app: App, { hearing, visitOf }: Ears): void {
  app.command(anything, async ({ ack, body, context, client }) => {
    await settled(ack());
    const [raw, visit] = [readCommand(body), visitOf(context, client)];
    if (raw !== null && visit !== null) hearing.command(raw, visit);
  });
  app.shortcut(anything, async ({ ack, body, context, client }) => {
    await settled(ack());
    const [raw, visit] = [readShortcut(body), visitOf(context, client)];
    if (raw !== null && visit !== null) hearing.shortcut(raw, visit);
  });
  app.action(anything, async ({ ack, body, context, client }) => {
    await settled(ack());
    const [raw, visit] = [readPress(body), visitOf(context, client)];
    if (raw !== null && visit !== null) hearing.press(raw, visit);
  });
  app.view(anything, async ({ ack, body, context, client }) => {
    const [raw, visit] = [readSubmission(body), visitOf(context, client)];
    if (raw === null || visit === null) return await ack();
    const { errors } = await hearing.form(raw, visit);
    await settled(errors === null ? ack() : ack({ response_action: 'errors', errors: { ...errors } }));
  });
}

/** Events are acknowledged before they come here. */
function listenToEvents(app: App, { hearing, visitOf }: Ears): void {
  for (const type of ['app_mention', 'message'] as const) {
    app.event(type, async ({ event, body, context, client }) => {
      const [name, message, visit] = [readEventId(body), readMessage(event), visitOf(context, client)];
      if (name === null || message === null || visit === null || !isFor(type, message)) return;
      hearing.message({ event: name, message }, visit);
    });
  }
  app.event('app_home_opened', async ({ event, body, context, client }) => {
    const [name, opened, visit] = [readEventId(body), readHomeOpened(event), visitOf(context, client)];
    if (name !== null && opened !== null && visit !== null) hearing.homeOpened({ ...opened, event: name }, visit);
  });
  app.event('assistant_thread_started', async ({ event, body, context, client }) => {
    const [name, thread, visit] = [readEventId(body), readThreadStarted(event), visitOf(context, client)];
    if (name !== null && thread !== null && visit !== null) hearing.threadStarted({ event: name, thread }, visit);
  });
  for (const type of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(type, async ({ event, body, context }) => {
      const name = readEventId(body);
      if (name === null || (type === 'tokens_revoked' && !readBotRevoked(event))) return;
      const { teamId: team, enterpriseId: enterprise, isEnterpriseInstall: isForAll } = context;
      hearing.removed({ event: name, team, enterprise, isForAll });
    });
  }
}

/** Where the bot has to be named, only what names it is heard; in direct messages everything is. */
function isFor(type: 'app_mention' | 'message', { channel, channel_type: kind }: RawMessage): boolean {
  return type === 'app_mention' || kind === 'im' || channel.startsWith('D');
}
