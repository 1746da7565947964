import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../api-error.ts';
import { judge } from '../checks/openapi.ts';
import { settle } from '../world/messages.ts';
import type { World } from '../world/model.ts';
import type { Body, Reply } from './call.ts';
import type { Cut, Fault, Faults } from './faults.ts';
import type { FoundRoute } from './find-route.ts';
import { findRoute } from './find-route.ts';
import type { RateLimits, Verdict } from './rate-limits.ts';
import { parseBody, readBytes } from './read-body.ts';

/** A request that came, and what became of it. */
export interface SeenRequest {
  readonly method: string;
  /** After /api/v10, without the query. */
  readonly path: string;
  readonly body: unknown;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
  /** Null: nothing was sent back. */
  status: number | null;
  /** Ms since 1970, by the server's clock. */
  readonly at: number;
}

/** What the REST side works with. */
export interface Rest {
  readonly world: World;
  readonly faults: Faults;
  readonly rateLimits: RateLimits;
  /** Called for each request, before it is answered. */
  readonly seen: (request: SeenRequest) => void;
}

/** Answers the requests of Discord's REST API and gives out attachments. */
export function serveRest(rest: Rest): RequestListener {
  return (request, response) => {
    answer(rest, request, response).catch((error: unknown) => {
      rest.world.complaints.push(`the server itself failed at ${request.method} ${request.url}: ${String(error)}`);
      response.destroy();
    });
  };
}

const base = '/api/v10';

async function answer(rest: Rest, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://discord.test');
  const { method = 'GET' } = request;
  const file = rest.world.files.get(url.pathname);
  if (file !== undefined) {
    response.writeHead(200, { 'content-type': file.type, 'content-length': file.bytes.length }).end(file.bytes);
    return;
  }
  const path = url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : null;
  const bytes = await readBytes(request).catch(() => null);
  await answerApi(rest, { method, path, query: url.searchParams, request, bytes }, response);
}

async function answerApi(rest: Rest, asked: Asked, response: ServerResponse): Promise<void> {
  const { method, path } = asked;
  const fault = path === null ? null : rest.faults.take(method, path);
  if (fault === null) return send(response, await work(rest, asked));
  if (await meets(fault, response)) {
    rest.seen({ method, path: path ?? '?', body: undefined, files: [], status: statusOf(fault), at: rest.world.now() });
    return;
  }
  const outcome = await work(rest, asked);
  if (!(await losesAnswer(fault, response, outcome))) send(response, outcome);
}

function statusOf(fault: Fault): number | null {
  if (fault.kind === 'rate limited') return 429;
  return 'status' in fault ? fault.status : null;
}

/** A fault before anything is done; says whether the request ends with it. */
async function meets(fault: Fault, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'status':
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>upstream error</html>');
      return true;
    case 'rate limited':
      send(response, tooMany({ headers: {}, wait: { retryAfterMs: fault.retryAfterMs, scope: fault.scope } }));
      return true;
    case 'refused':
      send(response, { status: fault.status, body: { code: fault.code, message: fault.message }, headers: {} });
      return true;
    case 'cut':
      cut(response, fault.by);
      return true;
    case 'silence':
      return true;
    case 'late':
      await sleep(fault.ms);
      return false;
    case 'answer lost':
    case 'answer cut short':
    case 'answer late':
      return false;
  }
}

/** A fault after the work; says whether the answer is lost with it. */
async function losesAnswer(fault: Fault, response: ServerResponse, outcome: Outcome): Promise<boolean> {
  if (fault.kind === 'answer lost') {
    cut(response, fault.by);
    return true;
  }
  if (fault.kind === 'answer cut short') {
    const text = JSON.stringify(outcome.body ?? {});
    response.writeHead(outcome.status === 204 ? 200 : outcome.status, {
      'content-type': 'application/json',
      'content-length': text.length + 1,
    });
    response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
    return true;
  }
  if (fault.kind === 'answer late') await sleep(fault.ms);
  return false;
}

function cut(response: ServerResponse, by: Cut): void {
  if (by === 'reset') response.socket?.resetAndDestroy();
  else response.socket?.destroy();
}

interface Asked {
  readonly method: string;
  /** Null: not of the API. */
  readonly path: string | null;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  /** Null: too many. */
  readonly bytes: Buffer | null;
}

interface Outcome extends Reply {
  readonly headers: Readonly<Record<string, string>>;
}

async function work(rest: Rest, asked: Asked): Promise<Outcome> {
  let headers: Outcome['headers'] = {};
  const seen = {
    method: asked.method,
    path: asked.path ?? '?',
    body: undefined,
    files: [],
    status: null,
    at: rest.world.now(),
  };
  let entry: SeenRequest = seen;
  try {
    if (asked.path === null) throw new ApiError('not found');
    const { route, params } = routeOf(rest.world, asked.method, asked.path);
    authorize(rest.world, route.path, asked.request);
    const verdict = rest.rateLimits.count({ method: asked.method, template: route.path, path: asked.path });
    headers = verdict.headers;
    if (verdict.wait !== null) return tooMany(verdict);
    if (asked.bytes === null) throw new ApiError('too large');
    const { body, json, files } = await parseBody(asked.request.headers['content-type'] ?? '', asked.bytes);
    entry = { ...seen, body: json, files: files.map(({ name }) => name) };
    const about = `${asked.method} ${asked.path.replace(/^(\/interactions\/\d+|\/webhooks\/\d+)\/[^/]+/, '$1/…')}`;
    settle(rest.world, about, body === null ? [] : judge().request(asked.method, route.path, json));
    const reply = route.answer({ world: rest.world, about, params, query: asked.query, body: body ?? noBody, files });
    rest.world.selfCheck(
      about,
      reply.body === undefined
        ? []
        : judge().response(asked.method, route.path, { body: reply.body, status: reply.status }),
    );
    entry.status = reply.status;
    return { ...reply, headers };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    entry.status = error.status;
    return { status: error.status, body: error.body(), headers };
  } finally {
    rest.seen(entry);
  }
}

/** What this server does not know may well exist: then it has to learn it. */
function routeOf(world: World, method: string, path: string): FoundRoute {
  try {
    return findRoute(method, path);
  } catch (error) {
    world.complaints.push(`${method} ${path}: this server does not know it`);
    throw error;
  }
}

const noBody: Body = {
  message: {},
  callback: { type: 0 },
  command: { name: '' },
  commands: [],
  conversation: {},
  application: {},
};

/** Callbacks and webhooks carry their own token in the path. */
function authorize(world: World, template: string, request: IncomingMessage): void {
  if (template.startsWith('/interactions/') || template.startsWith('/webhooks/{webhook_id}/{webhook_token}')) return;
  if (world.token === null || request.headers.authorization !== `Bot ${world.token}`)
    throw new ApiError('unauthorized');
}

function tooMany({ headers, wait }: Verdict): Outcome {
  const { retryAfterMs, scope } = wait ?? { retryAfterMs: 1000, scope: 'user' };
  return {
    status: 429,
    headers: {
      ...headers,
      'retry-after': String(Math.ceil(retryAfterMs / 1000)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    },
    body: { message: 'You are being rate limited.', retry_after: retryAfterMs / 1000, global: scope === 'global' },
  };
}

function send(response: ServerResponse, { status, body, headers }: Outcome): void {
  if (response.destroyed) return;
  if (body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
