import { createHmac } from 'node:crypto';
import type { Fields } from '../wire.ts';
import type { Delivery, World } from '../world/model.ts';
import type { Reply, Retry, Transport } from './deliver.ts';
import { ackWithinMs } from './deliver.ts';

/** Slack's side of HTTP mode: it posts signed requests to the app. */
export interface Endpoint extends Transport {
  /** Where requests go; null: Socket Mode. */
  readonly url: string | null;
  /** Sets the address after it echoed a challenge, as Slack does; rejects when it did not. */
  use(url: string): Promise<void>;
  /** Sends something again with a signature that is wrong in some way; the status of the answer. */
  forge(delivery: Delivery, how: Forgery): Promise<number>;
  /** Sends the bytes and headers of a request once more; the status of the answer. */
  replay(delivery: Delivery): Promise<number>;
}

export type Forgery =
  | 'wrong secret'
  | 'other body'
  | 'no signature'
  | 'no timestamp'
  | 'stale'
  | 'from the future'
  | 'not hex';

interface Posted {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function createEndpoint(world: World): Endpoint {
  let url: string | null = null;
  const sent = new Map<string, Posted>();

  async function post(posted: Posted): Promise<Response> {
    if (url === null) throw new Error('no address is set: sendTo(url) first');
    const limit = new AbortController();
    const cancel = world.clock.after(ackWithinMs, () => limit.abort());
    try {
      const response = await fetch(url, { method: 'POST', redirect: 'manual', signal: limit.signal, ...posted });
      const body = await response.text();
      return new Response(response.status === 204 ? null : body, {
        status: response.status,
        headers: response.headers,
      });
    } finally {
      cancel();
    }
  }

  function remember(id: string, posted: Posted): void {
    sent.set(id, posted);
    const [oldest] = sent.keys();
    if (sent.size > 1000 && oldest !== undefined) sent.delete(oldest);
  }

  return {
    get url() {
      return url;
    },
    async use(wanted) {
      url = wanted;
      const challenge = world.secret();
      const body = JSON.stringify({ token: world.app.verificationToken, challenge, type: 'url_verification' });
      const response = await post({
        body,
        headers: { 'content-type': 'application/json', ...signatureOf(world, body) },
      });
      const answer = await response.text();
      if (response.status !== 200 || !answer.includes(challenge))
        throw new Error(`expected the challenge from ${wanted}, got ${response.status} ${answer}`);
    },
    async send(delivery, retry) {
      const posted = requestFor(world, delivery, retry);
      remember(delivery.id, posted);
      try {
        return await readReply(await post(posted));
      } catch (error) {
        const isLate = error instanceof Error && error.name === 'AbortError';
        return { kind: 'failed', reason: isLate ? 'http_timeout' : 'connection_failed' };
      }
    },
    async forge(delivery, how) {
      const posted = requestFor(world, delivery, null);
      return (await post({ ...posted, headers: { ...posted.headers, ...forgedHeaders(world, posted.body, how) } }))
        .status;
    },
    async replay(delivery) {
      const posted = sent.get(delivery.id);
      if (posted === undefined) throw new Error(`${delivery.id} was not sent over HTTP`);
      return (await post(posted)).status;
    },
  };
}

function requestFor(world: World, { kind, payload }: Delivery, retry: Retry | null): Posted {
  const isJson = kind === 'event';
  const body = isJson
    ? JSON.stringify(payload)
    : formOf(kind === 'command' ? payload : { payload: JSON.stringify(payload) });
  const headers = {
    'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signatureOf(world, body),
    ...(retry === null ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
  };
  return { body, headers };
}

function formOf(fields: Fields): string {
  return new URLSearchParams(
    Object.entries(fields).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
}

// The app lives in real time, whatever a test skips of ours.
function signatureOf(
  world: World,
  body: string,
  { secret = world.app.signingSecret, at = Date.now() } = {},
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hmac}` };
}

function forgedHeaders(world: World, body: string, how: Forgery): Record<string, string> {
  const now = Date.now();
  switch (how) {
    case 'wrong secret':
      return signatureOf(world, body, { secret: 'another secret' });
    case 'other body':
      return signatureOf(world, `${body} `);
    case 'no signature':
      return { 'x-slack-signature': '' };
    case 'no timestamp':
      return { 'x-slack-request-timestamp': '' };
    case 'stale':
      return signatureOf(world, body, { at: now - 6 * 60_000 });
    case 'from the future':
      return signatureOf(world, body, { at: now + 60 * 60_000 });
    case 'not hex':
      return { 'x-slack-signature': `v0=${'zz'.repeat(32)}` };
  }
}

async function readReply(response: Response): Promise<Reply> {
  const text = await response.text();
  if (response.status < 200 || response.status > 299) {
    const isFinal = response.headers.get('x-slack-no-retry') === '1';
    return { kind: 'failed', reason: 'http_error', isFinal };
  }
  if (text === '') return { kind: 'acknowledged', body: undefined };
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return { kind: 'acknowledged', body: isJson ? JSON.parse(text) : { text } };
}
