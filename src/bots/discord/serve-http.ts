import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HostProblem } from '#core/host-problem.ts';
import type { Log } from '#core/ports/log.ts';
import type { Api } from './api.ts';
import { loginProblem } from './connection-problem.ts';
import type { Hearing } from './hearing.ts';
import { firstLoginPauseMs, longestLoginPauseMs, mostInteractionBytes } from './connection-limits.ts';
import { pauseAfter, paused } from '#bots/shared/pause-between.ts';
import { reasonOf } from './trouble.ts';
import { isSigned, readPublicKey } from './verify-signature.ts';
import { readInteraction } from './wire.ts';

export interface HttpPlace {
  readonly publicKey: string;
  readonly host: string;
  readonly port: number;
}

interface Serving {
  readonly api: Api;
  readonly hearing: Hearing;
  /** Called at the signal, before the last connection is closed. */
  readonly leave: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Takes interactions that Discord posts here, until the signal. */
export async function serveHttp(place: HttpPlace, { api, hearing, leave, log, signal }: Serving): Promise<void> {
  const application = await readApplication(api, log, signal);
  if (application === null) return;
  const server = await listen(interactionsApp(place.publicKey, hearing), place);
  log.info('discord interactions awaited', { host: place.host, port: server.port, path: interactionsPath });
  // Of ourselves Discord calls the user by the same number, but for the oldest applications.
  hearing.ready({ application, user: application });
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await leave();
  await server.close();
}

/** What is entered in the Developer Portal as the end of the Interactions Endpoint URL. */
const interactionsPath = '/discord/interactions';

/** Answered at once with 202; the first response goes its own way, the same as with the gateway. */
function interactionsApp(publicKey: string, hearing: Pick<Hearing, 'interaction'>): Hono {
  const key = readPublicKey(publicKey);
  const app = new Hono();
  app.post(interactionsPath, bodyLimit({ maxSize: mostInteractionBytes }), async (context) => {
    const body = await context.req.text();
    const signature = context.req.header('x-signature-ed25519');
    const timestamp = context.req.header('x-signature-timestamp');
    if (!isSigned({ signature, timestamp, body }, key, Date.now())) return context.text('invalid signature', 401);
    const raw = readInteraction(parse(body));
    if (raw === null) return context.text('expected an interaction', 400);
    if (raw.type === 1) return context.json({ type: 1 });
    hearing.interaction(raw);
    return context.body(null, 202);
  });
  return app;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Null when the signal came first. */
async function readApplication(api: Api, log: Log, signal: AbortSignal): Promise<string | null> {
  for (let failures = 1; !signal.aborted; failures += 1) {
    try {
      return await api.readApplication();
    } catch (error) {
      const problem = loginProblem(error);
      if (problem !== null) throw problem;
      const againInMs = pauseAfter(failures, { firstMs: firstLoginPauseMs, longestMs: longestLoginPauseMs });
      log.warn('discord not connected', { why: reasonOf(error), failures, againInMs });
      await paused(againInMs, signal);
    }
  }
  return null;
}

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

async function listen(app: Hono, { host, port }: HttpPlace): Promise<Listening> {
  return await new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, (info) => {
      const close = async () => await new Promise<void>((done) => void server.close(() => done()));
      resolve({ port: info.port, close });
    });
    server.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code ?? error.name;
      reject(
        new HostProblem(
          `Cannot listen on ${host}:${port} (${why}): mend HTTP_HOST or HTTP_PORT in the environment or in .env.`,
        ),
      );
    });
  });
}
