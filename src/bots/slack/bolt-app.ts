import type { Authorize, Context, Receiver, webApi } from '@slack/bolt';
import { App, LogLevel } from '@slack/bolt';
import type { Log } from '#core/ports/log.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
import { createApi } from './api.ts';
import { requestMs, safeWithinMs } from './connection-limits.ts';
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
  const unsafe = new WeakSet<object>();
  acknowledgeEverything(app, unsafe, log);
  const visitOf = (context: Context, client: webApi.WebClient) => readVisit(context, { client, throttle, own });
  listenToPeople(app, { hearing, visitOf });
  listenToEvents(app, { hearing, visitOf }, unsafe);
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

/**
 * All is acknowledged as soon as it is kept. A connection that ends just then does not keep the work from being done: it comes
 * only once.
 */
function listenToPeople(app: App, { hearing, visitOf }: Ears): void {
  app.command(anything, async ({ ack, body, context, client }) => {
    const [raw, visit] = [readCommand(body), visitOf(context, client)];
    if (raw !== null && visit !== null) await soon(hearing.command(raw, { visit, body }));
    await settled(ack());
  });
  app.shortcut(anything, async ({ ack, body, context, client }) => {
    const [raw, visit] = [readShortcut(body), visitOf(context, client)];
    if (raw !== null && visit !== null) await soon(hearing.shortcut(raw, { visit, body }));
    await settled(ack());
  });
  app.action(anything, async ({ ack, body, context, client }) => {
    const [raw, visit] = [readPress(body), visitOf(context, client)];
    if (raw !== null && visit !== null) await soon(hearing.press(raw, { visit, body }));
    await settled(ack());
  });
  app.view(anything, async ({ ack, body, context, client }) => {
    const [raw, visit] = [readSubmission(body), visitOf(context, client)];
    if (raw === null || visit === null) return await ack();
    const { errors } = await hearing.form(raw, { visit, body });
    await settled(errors === null ? ack() : ack({ response_action: 'errors', errors: { ...errors } }));
  });
}

/** A store that takes longer is not waited for. */
async function soon(taking: Promise<unknown>): Promise<void> {
  await eitherOf(
    taking.then(() => undefined),
    safeWithinMs,
  );
}

/** Events that are `unsafe` are not acknowledged: Slack sends them again. */
function listenToEvents(app: App, { hearing, visitOf }: Ears, unsafe: WeakSet<object>): void {
  for (const type of ['app_mention', 'message'] as const) {
    app.event(type, async ({ event, body, context, client }) => {
      const [message, visit] = [readMessage(event), visitOf(context, client)];
      if (message === null || visit === null || !isFor(type, message)) return;
      if ((await hearing.message(message, { visit, body })) === 'unsafe') unsafe.add(body);
    });
  }
  app.event('app_home_opened', async ({ event, body, context, client }) => {
    const [name, opened, visit] = [readEventId(body), readHomeOpened(event), visitOf(context, client)];
    if (name !== null && opened !== null && visit !== null) hearing.homeOpened({ ...opened, event: name }, visit);
  });
  app.event('assistant_thread_started', async ({ event, body, context, client }) => {
    const [name, thread, visit] = [readEventId(body), readThreadStarted(event), visitOf(context, client)];
    if (name === null || thread === null || visit === null) return;
    if ((await hearing.threadStarted({ event: name, thread }, { visit, body })) === 'unsafe') unsafe.add(body);
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
