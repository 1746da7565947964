import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fields } from '../wire.ts';
import type { Token, World } from '../world/model.ts';
import { readArguments } from './arguments.ts';
import { answerResponseUrl } from './answer-response-url.ts';
import type { Service } from './call-method.ts';
import { callMethod } from './call-method.ts';
import type { Fault, Faults } from './faults.ts';
import { SlackError } from './slack-error.ts';
import { takeUpload } from './take-upload.ts';

/** A request that came, and how it was answered. */
export interface SeenRequest {
  readonly at: number;
  /** The method; or response_url, upload, download. */
  readonly name: string;
  readonly args: Fields;
  readonly status: number;
  /** Slack's word for the refusal; null: it was done. */
  readonly error: string | null;
}

export interface WebService extends Service {
  readonly faults: Faults;
  readonly seen: (request: SeenRequest) => void;
}

/** An answer that is not sent yet. */
interface Answer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly error: string | null;
}

/** Answers requests of the app: the Web API, response_urls, uploads and downloads. */
export function serveWeb(service: WebService): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(service, request, response).catch((error: unknown) => {
      service.world.complaints.push(`the server failed at ${request.url}: ${String(error)}`);
      response.destroy();
    });
  };
}

async function handle(service: WebService, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const body = await readBody(request);
  const name = nameOf(pathname);
  const fault = service.faults.take(name);
  const broken = await failFirst(fault, response);
  if (broken === 'ended') return note(service, name, { status: 0, error: fault?.kind ?? null });
  const answer = broken ?? (await answerFor(service, { request, pathname, name, body }));
  const args = name.includes('.') ? argumentsOf(request, body) : {};
  service.seen({ at: service.world.clock.now(), name, args, status: answer.status, error: answer.error });
  if (fault?.kind === 'answer lost') return void response.socket?.resetAndDestroy();
  if (fault?.kind === 'answer late') await pause(fault.ms, undefined, { ref: false });
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

function note(service: WebService, name: string, { status, error }: Pick<SeenRequest, 'status' | 'error'>): void {
  service.seen({ at: service.world.clock.now(), name, args: {}, status, error });
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

function nameOf(path: string): string {
  if (path.startsWith('/api/')) return path.slice(5);
  if (/^\/(?:commands|actions)\//.test(path)) return 'response_url';
  if (path.startsWith('/upload/')) return 'upload';
  return path.startsWith('/files-pri/') ? 'download' : 'page';
}

function argumentsOf(request: IncomingMessage, body: Buffer): Fields {
  try {
    return readArguments(request.headers['content-type'] ?? '', body.toString()).all;
  } catch {
    return {};
  }
}

/** Plays a fault that comes before the work; null: the work is to be done. */
async function failFirst(fault: Fault | null, response: ServerResponse): Promise<Answer | 'ended' | null> {
  switch (fault?.kind) {
    case 'rate limited':
      return rateLimited(fault.retryAfterS);
    case 'status':
      return {
        status: fault.status,
        body: 'upstream connect error',
        headers: { 'content-type': 'text/plain' },
        error: String(fault.status),
      };
    case 'refused':
      return json({ ok: false, error: fault.error, ...fault.more });
    case 'cut':
      response.socket?.resetAndDestroy();
      return 'ended';
    case 'silence':
      return 'ended';
    case 'late':
      await pause(fault.ms, undefined, { ref: false });
      return null;
    case 'answer late':
    case 'answer lost':
    case undefined:
      return null;
  }
}

interface Incoming {
  readonly request: IncomingMessage;
  readonly pathname: string;
  readonly name: string;
  readonly body: Buffer;
}

async function answerFor(service: WebService, { request, pathname, name, body }: Incoming): Promise<Answer> {
  const authorization = request.headers.authorization ?? '';
  try {
    switch (name) {
      case 'response_url':
        answerResponseUrl(service.world, pathname, body.toString());
        return { ...json({ ok: true }), body: 'ok', headers: { 'content-type': 'text/html' } };
      case 'upload':
        return await takeUpload(service.world, { path: pathname, type: request.headers['content-type'] ?? '', body });
      case 'download':
        return download(service, pathname, authorization);
      case 'page':
        return {
          status: 200,
          body: '<!doctype html><title>Slack on loopback</title>',
          headers: { 'content-type': 'text/html' },
          error: null,
        };
    }
    const args = readArguments(request.headers['content-type'] ?? '', body.toString());
    const done = callMethod(service, { name, args, authorization });
    if (done.kind === 'wait') return rateLimited(done.retryAfterS);
    const { headers, ...answer } = json({ ok: true, ...done.body });
    return {
      ...answer,
      headers: {
        ...headers,
        'x-oauth-scopes': done.scopes.join(','),
        'x-accepted-oauth-scopes': done.accepted.join(','),
      },
    };
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    const refused = json({ ok: false, error: error.message, ...error.more });
    return name === 'response_url' ? { ...refused, status: 404 } : refused;
  }
}

function json(body: Fields): Answer {
  const error = body['ok'] === true ? null : String(body['error']);
  return {
    status: 200,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    error,
  };
}

function rateLimited(seconds: number): Answer {
  const body = JSON.stringify({ ok: false, error: 'ratelimited' });
  return {
    status: 429,
    body,
    headers: { 'content-type': 'application/json', 'retry-after': String(seconds) },
    error: 'ratelimited',
  };
}

/** The bytes of a file for a token that may read it; anybody else is sent to the page for signing in. */
function download({ world }: WebService, path: string, authorization: string): Answer {
  const bytes = readable(world, path, world.tokens.get(authorization.replace(/^Bearer\s+/i, '')));
  if (bytes !== null)
    return { status: 200, body: bytes, headers: { 'content-type': 'application/octet-stream' }, error: null };
  const page = '<!DOCTYPE html><html><head><title>Sign in to Slack</title></head></html>';
  return { status: 200, body: page, headers: { 'content-type': 'text/html; charset=utf-8' }, error: 'signed out' };
}

function readable(world: World, path: string, token: Token | undefined): Buffer | null {
  const [, id = ''] = /^\/files-pri\/T0[A-Z0-9]+-(F0[A-Z0-9]+)\//.exec(path) ?? [];
  const file = world.files.get(id);
  if (file === undefined || token?.state !== 'live' || !token.scopes.has('files:read')) return null;
  const isEnded = token.expiresAt !== null && token.expiresAt < world.clock.now();
  const isThere =
    token.workspace === file.workspace || (token.workspace === null && token.enterprise === file.workspace.enterprise);
  return isThere && !isEnded ? file.bytes : null;
}
