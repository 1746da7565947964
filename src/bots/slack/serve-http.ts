import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import { HTTPReceiver } from '@slack/bolt';
import { HostProblem } from '#core/host-problem.ts';
import type { Log } from '#core/ports/log.ts';
import { silent } from './bolt-app.ts';
import { lookAtScopes } from './look-at-scopes.ts';
import { keepTrying } from './keep-trying.ts';
import { createSignedRequests } from './signed-requests.ts';

export interface HttpPlace {
  readonly host: string;
  readonly port: number;
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

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
  /** Null: events come another way. */
  readonly receiver: HTTPReceiver | null;
  /** Shows the pages of an installation; null: there is nothing to install. */
  readonly installing: Listener | null;
  /** Called at the signal, when nothing new comes any more. */
  readonly leave: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Takes what Slack posts here, until the signal. */
export async function serveHttp(place: HttpPlace, serving: Serving): Promise<void> {
  const { app, leave, log, signal } = serving;
  const isKnown = await keepTrying(async () => await app.init(), { setting: 'SLACK_BOT_TOKEN', log, signal });
  if (!isKnown) return;
  await lookAtScopes(app.client, log);
  const server = await listenAt(place, serving);
  if (!signal.aborted) await once(signal, 'abort');
  server.close();
  server.closeIdleConnections();
  await leave();
  server.closeAllConnections();
}

/** Begins to listen; rejects with a HostProblem when that cannot be. */
export async function listenAt(
  place: HttpPlace,
  serving: Pick<Serving, 'receiver' | 'installing' | 'log'>,
): Promise<Server> {
  const server = await listen(place, listenerFor(serving));
  const { port } = addressOf(server);
  serving.log.info('slack requests awaited', { host: place.host, port, path: eventsPath });
  return server;
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
    response.once('finish', () => {
      if (response.statusCode === 200) requests.remember(request);
      else log.warn('slack request refused', { status: response.statusCode });
    });
    if (requests.isPlausible(request)) receiver.requestListener(request, response);
    else response.writeHead(401).end();
  };
}

export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';
const installPaths: readonly string[] = [installPath, redirectPath];

async function listen({ host, port }: HttpPlace, listener: Listener): Promise<Server> {
  const server = createServer(listener);
  return await new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code ?? error.name;
      const cure = 'mend HTTP_HOST or HTTP_PORT in the environment or in .env.';
      reject(new HostProblem(`Cannot listen on ${host}:${port} (${why}): ${cure}`));
    });
    server.listen(port, host, () => resolve(server));
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`expected a port, got ${address}`);
  return address;
}
