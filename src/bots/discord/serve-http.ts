import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { FrontDoor, Listener } from '#bots/shared/front-door.ts';
import type { Log } from '#core/ports/log.ts';
import type { Api } from './api.ts';
import { loginProblem } from './connection-problem.ts';
import type { Hearing } from './hearing.ts';
import { firstLoginPauseMs, longestLoginPauseMs, mostInteractionBytes, safeWithinMs } from './connection-limits.ts';
import { pauseAfter, paused } from '#bots/shared/pause-between.ts';
import { aborted } from '#bots/shared/aborted.ts';
import { eitherOf } from '#bots/shared/read-ahead.ts';
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
  const doorway = await place.door.answer([interactionsPath], listenerFor(place.publicKey, { hearing, signal }));
  const { host, port } = doorway;
  log.info('discord interactions awaited', { host, port, path: interactionsPath });
  // Of ourselves Discord calls the user by the same number, but for the oldest applications.
  hearing.ready({ application, user: application });
  await aborted(signal);
  await Promise.all([doorway.close(), leave()]);
}

/** What is entered in the Developer Portal as the end of the Interactions Endpoint URL. */
const interactionsPath = '/discord/interactions';

interface Hall {
  readonly hearing: Pick<Hearing, 'interaction'>;
  readonly signal: AbortSignal;
}

function listenerFor(publicKey: string, hall: Hall): Listener {
  const answer = getRequestListener(interactionsApp(publicKey, hall).fetch);
  // What goes wrong is told in the response.
  return (request, response) => void answer(request, response).catch(() => response.destroy());
}

/** Answered at once with 202; the first response goes its own way, the same as with the gateway. */
function interactionsApp(publicKey: string, { hearing, signal }: Hall): Hono {
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
    // Whoever sent it here finds another process.
    if (signal.aborted) return context.text('ending', 503);
    await eitherOf(
      hearing.interaction(raw).then(() => undefined),
      safeWithinMs,
    );
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
