import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

/** A load balancer that has lost its mind: it gives each post to all, and the first answer to whoever posted. */
export interface Tee {
  readonly origin: string;
  /** What all of them answered, in the order of posts. */
  readonly answers: readonly (readonly number[])[];
  close(): Promise<void>;
}

/** `origins` are asked for at every post. */
export async function startTee(origins: () => readonly string[]): Promise<Tee> {
  const answers: (readonly number[])[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const all = await Promise.all(origins().map(async (origin) => await pass(request, body, origin)));
    answers.push(all.map(({ status }) => status));
    const [first] = all;
    response.writeHead(first?.status ?? 502, { 'content-type': first?.type ?? 'text/plain' }).end(first?.text);
  };
  const server = createServer((request, response) => void take(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    answers,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function pass({ url = '/', headers: all }: IncomingMessage, body: Buffer, origin: string) {
  const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...kept } = all;
  const headers = Object.entries(kept).map(([name, value]): [string, string] => [name, String(value)]);
  try {
    const response = await fetch(`${origin}${url}`, { method: 'POST', body: new Uint8Array(body), headers });
    const type = response.headers.get('content-type') ?? 'text/plain';
    return { status: response.status, type, text: await response.text() };
  } catch {
    return { status: 0, type: 'text/plain', text: '' };
  }
}
