import { once } from 'node:events';
import type { App } from '@slack/bolt';
import { HTTPReceiver } from '@slack/bolt';
import type { Doorway, FrontDoor, Listener } from '#bots/shared/front-door.ts';
import type { Log } from '#core/ports/log.ts';
import { silent } from './bolt-app.ts';
import { introduce } from './introduce.ts';
import type { OwnWorkspace } from './own-workspace.ts';
import { keepTrying } from './keep-trying.ts';
import { readRequest } from './read-request.ts';
import { createSignedRequests } from './signed-requests.ts';

/** What is entered in Slack's settings as the end of the request addresses. */
const eventsPath = '/slack/events';

/** What signed requests come in by. */
export function createHttpReceiver(signingSecret: string): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [eventsPath],
    logger: silent,
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(500).end();
      return await Promise.resolve(false);
    },
  });
}

interface Serving {
  readonly app: App;
  readonly own: OwnWorkspace;
  /** Null: events come another way. */
  readonly receiver: HTTPReceiver | null;
  /** Shows the pages of an installation; null: there is nothing to install. */
  readonly installing: Listener | null;
  /** Goes on with what other processes heard; settles after the signal, when nothing is under way. */
  readonly watch: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Takes what Slack posts here, until the signal. */
export async function serveHttp(door: FrontDoor, serving: Serving): Promise<void> {
  const { app, own, watch, log, signal } = serving;
  const isKnown = await keepTrying(async () => await app.init(), { setting: 'SLACK_BOT_TOKEN', log, signal });
  if (!isKnown) return;
  await introduce(app.client, { own, log });
  const doorway = await listenAt(door, serving);
  const watching = watch();
  if (!signal.aborted) await once(signal, 'abort');
  await Promise.all([doorway.close(), watching]);
}

/** Begins to listen; rejects with a HostProblem when that cannot be. */
export async function listenAt(
  door: FrontDoor,
  serving: Pick<Serving, 'receiver' | 'installing' | 'log'>,
): Promise<Doorway> {
  const doorway = await door.answer([eventsPath, ...installPaths], listenerFor(serving));
  const { host, port } = doorway;
  serving.log.info('slack requests awaited', { host, port, path: eventsPath });
  return doorway;
}

function listenerFor({ receiver, installing, log }: Pick<Serving, 'receiver' | 'installing' | 'log'>): Listener {
  const requests = createSignedRequests(Date.now);
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'GET' && installing !== null && installPaths.includes(pathname)) {
      installing(request, response);
      return;
    }
    if (receiver === null || request.method !== 'POST' || pathname !== eventsPath) {
      response.writeHead(404).end();
      return;
    }
    // Bolt knows the bare type alone.
    const [type] = request.headers['content-type']?.split(';') ?? [];
    if (type !== undefined) request.headers['content-type'] = type.trim().toLowerCase();
    response.once('finish', () => {
      if (response.statusCode === 200) requests.remember(request);
      else log.warn('slack request refused', { status: response.statusCode });
    });
    if (requests.isPlausible(request)) handOn(receiver, request, response).catch(() => response.destroy());
    else response.writeHead(401).end();
  };
}

/** What Bolt cannot read would end the process. */
async function handOn(receiver: HTTPReceiver, ...[request, response]: Parameters<Listener>): Promise<void> {
  const rawBody = await readRequest(request);
  const isSigned = request.headers['x-slack-signature'] !== undefined;
  if (rawBody === null) response.writeHead(isSigned ? 400 : 401).end();
  else receiver.requestListener(Object.assign(request, { rawBody }), response);
}

export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';
const installPaths: readonly string[] = [installPath, redirectPath];
