import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What stands before the processes that take requests: each goes to the next one that is there. */
export interface Balancer {
  readonly url: string;
  /** Requests that no process could take. */
  readonly refused: number;
  close(): Promise<void>;
}

/** As load balancers do: who is not there is passed over; a request that broke off on its way is not sent again. */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  let turn = 0;
  let refused = 0;
  const server = createServer((incoming, outgoing) => {
    turn += 1;
    const order = [...ports.slice(turn % ports.length), ...ports.slice(0, turn % ports.length)];
    passOn(incoming, outgoing, order).catch(() => {
      refused += 1;
      outgoing.writeHead(502).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get refused() {
      return refused;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function passOn(incoming: IncomingMessage, outgoing: ServerResponse, ports: readonly number[]): Promise<void> {
  const body = await buffer(incoming);
  for (const port of ports) {
    const answer = await send(incoming, { body, port });
    if (answer === 'not there') continue;
    const text = await buffer(answer);
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(text);
    return;
  }
  throw new Error('nobody is there');
}

/** Rejects when it broke off. */
async function send(
  { method, url, headers }: IncomingMessage,
  { body, port }: { readonly body: Buffer; readonly port: number },
): Promise<IncomingMessage | 'not there'> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage | 'not there'>();
  const call = request({ host: '127.0.0.1', port, method, path: url, headers });
  call.once('response', resolve);
  call.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED') resolve('not there');
    else reject(error);
  });
  call.end(body);
  return await promise;
}
