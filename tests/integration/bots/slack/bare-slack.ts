import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished } from 'vitest';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { createFrontDoor } from '#bots/shared/front-door.ts';
import { createSlackBot } from '#bots/slack/index.ts';
import { loadLibrary } from '#content/load-library.ts';
import { createApp } from '#core/app.ts';
import type { LogFields } from '#core/ports/log.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { reviewer } from '../../../support/reviewer.ts';
import { createScriptedGrader } from '../../../support/scripted-grader.ts';
import { helloRunner } from '../../../support/held-runner.ts';

const loaded = loadLibrary('content');
if (loaded.kind !== 'loaded') throw new Error('expected the content to load');
const { library } = loaded;

type Fields = Readonly<Record<string, unknown>>;

/** A call of the bot's: arguments as they came. */
export interface Called {
  readonly method: string;
  readonly args: URLSearchParams;
  readonly body: string;
}

/** A Slack that says as little as it can: what it answers and sends stands in the test. */
export interface BareSlack {
  readonly calls: readonly Called[];
  readonly lines: readonly (LogFields & { readonly event: string })[];
  /** Texts that were posted or shown, in whichever way. */
  texts(): readonly string[];
  /** Over the connection, as it stands. */
  say(raw: string): void;
  /** Over the connection, in an envelope of its own; gives its id. */
  send(type: string, payload: unknown, more?: Fields): string;
  /** What the bot sent over the connection. */
  readonly heard: readonly Fields[];
  /** Signed, over HTTP. */
  post(body: string, headers?: Readonly<Record<string, string>>): Promise<number>;
  readonly responseUrl: string;
  readonly connections: () => number;
}

interface Setup {
  readonly door?: 'socket' | 'http';
  /** What methods answer; those that are not there: nothing but `ok`. */
  readonly answers?: Readonly<Record<string, Fields>>;
  /** Said when a connection is made. */
  readonly hello?: Fields;
}

const signingSecret = 'a secret for signatures';

export async function bareSlack({
  door = 'socket',
  answers = {},
  hello = { type: 'hello' },
}: Setup = {}): Promise<BareSlack> {
  const calls: Called[] = [];
  const heard: Fields[] = [];
  let posted = 0;
  const answerTo = (method: string): Fields => {
    if (method === 'apps.connections.open') return { ok: true, url: `${origin.replace('http', 'ws')}/link` };
    if (method === 'chat.postMessage') return { ok: true, ts: `1700000000.${String((posted += 1)).padStart(6, '0')}` };
    return { ok: true };
  };
  const take = async (request: IncomingMessage) => {
    const body = await text(request);
    const method = (request.url ?? '').replace(/^\/(?:api\/)?/u, '');
    calls.push({ method, args: new URLSearchParams(body), body });
    return answers[method] ?? answerTo(method);
  };
  const server = createServer((request, response) => {
    void take(request).then((answer) => response.end(JSON.stringify(answer)));
  });
  const sockets: WebSocket[] = [];
  new WebSocketServer({ server }).on('connection', (socket) => {
    sockets.push(socket);
    socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())));
    socket.send(JSON.stringify(hello));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = originOf(server.address());
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  const bot = await startBot(`${origin}/api/`, door);
  if (door === 'socket') await expect.poll(() => sockets.length, { timeout: 10_000 }).toBe(1);
  const say = (raw: string) => sockets.at(-1)?.send(raw);
  let sent = 0;
  return {
    calls,
    heard,
    lines: bot.lines,
    responseUrl: `${origin}/response`,
    connections: () => sockets.length,
    texts: () =>
      calls.flatMap(({ method, args, body }) =>
        method === 'response' ? body : (args.get('text') ?? args.get('view') ?? []),
      ),
    say,
    send(type, payload, more = {}) {
      const id = `envelope-${(sent += 1)}`;
      say(JSON.stringify({ type, envelope_id: id, payload, ...more }));
      return id;
    },
    async post(body, headers = {}) {
      const at = String(Math.floor(Date.now() / 1000));
      const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex')}`;
      const signed = {
        'x-slack-signature': signature,
        'x-slack-request-timestamp': at,
        'content-type': 'application/json',
      };
      return (await fetch(bot.address(), { method: 'POST', body, headers: { ...signed, ...headers } })).status;
    },
  };
}

function originOf(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return `http://127.0.0.1:${address.port}`;
}

async function startBot(apiUrl: string, way: 'socket' | 'http') {
  const lines: (LogFields & { readonly event: string })[] = [];
  const write = (event: string, fields: LogFields) => void lines.push({ ...fields, event });
  const log = { info: write, warn: write, error: write };
  const [store, clock] = [createMemoryStore(), { now: () => Date.now() }];
  const bot = createSlackBot({
    workspaces: { kind: 'one', token: 'xoxb-bare' },
    door: way === 'socket' ? { kind: 'socket', appToken: 'xapp-bare' } : { kind: 'http', signingSecret },
    apiUrl,
    http: createFrontDoor({ host: '127.0.0.1', port: 0 }),
    key: new Uint8Array(32).fill(1),
    notes: store.notes,
    requests: store.requests,
    clock,
    draw: null,
    log,
  });
  const unhandled: string[] = [];
  const onRejection = (error: unknown) => void unhandled.push(String(error));
  process.on('unhandledRejection', onRejection);
  const stopping = new AbortController();
  const app = createApp({
    library,
    store,
    runner: helloRunner,
    grader: createScriptedGrader({}),
    reviewer,
    clock,
    random: { seed: () => 7 },
    log,
  });
  const ended = bot.serve(app, stopping.signal);
  onTestFinished(async () => {
    stopping.abort();
    await ended;
    process.off('unhandledRejection', onRejection);
    expect(unhandled).toEqual([]);
    expect(lines.filter(({ event }) => ['event failed', 'incident'].includes(event))).toEqual([]);
  });
  const port = () => lines.find(({ event }) => event === 'slack requests awaited')?.['port'];
  if (way === 'http') await expect.poll(port, { timeout: 10_000 }).toBeDefined();
  return { lines, address: () => `http://127.0.0.1:${String(port())}/slack/events` };
}
