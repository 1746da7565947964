import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FrontDoor, Listener } from '#bots/shared/front-door.ts';
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
  readonly door: FrontDoor;
}

interface Serving {
  readonly api: Api;
  readonly hearing: Hearing;
  /** Called at the signal, when nothing new comes any more. */
  readonly leave: () => Promise<void>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Takes interactions that Discord posts here, until the signal. */
export async function serveHttp(place: HttpPlace, { api, hearing, leave, log, signal }: Serving): Promise<void> {
  const application = await readApplication(api, log, signal);
  if (application === null) return;
  const doorway = await place.door.answer([interactionsPath], listenerFor(place.publicKey, hearing));
  const { host, port } = doorway;
  log.info('discord interactions awaited', { host, port, path: interactionsPath });
  // Of ourselves Discord calls the user by the same number, but for the oldest applications.
  hearing.ready({ application, user: application });
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  await Promise.all([doorway.close(), leave()]);
}

/** What is entered in the Developer Portal as the end of the Interactions Endpoint URL. */
const interactionsPath = '/discord/interactions';

function listenerFor(publicKey: string, hearing: Pick<Hearing, 'interaction'>): Listener {
  const answer = getRequestListener(interactionsApp(publicKey, hearing).fetch);
  // What goes wrong is told in the response.
  return (request, response) => void answer(request, response).catch(() => response.destroy());
}

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
