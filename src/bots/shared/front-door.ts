import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { HostProblem } from '#core/host-problem.ts';
import { eitherOf } from './read-ahead.ts';

/** The one address that platforms post to, each at paths of its own. The port is open while somebody answers there. */
export interface FrontDoor {
  /** From now on requests to these paths come to the listener. Rejects with a HostProblem when the port cannot be had. */
  answer(paths: readonly string[], listener: Listener): Promise<Doorway>;
}

export type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export interface Doorway {
  readonly host: string;
  readonly port: number;
  /** Nothing new comes in by these paths; settles soon, with what is under way answered or cut off. */
  close(): Promise<void>;
}

interface Place {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** Of a request that is being answered when the port closes. */
const closeMs = 1000;

export function createFrontDoor(place: Place): FrontDoor {
  const listeners = new Map<string, Listener>();
  const left = new Set<string>();
  let opening: Promise<Server> | null = null;
  const route: Listener = (request, response) => {
    const listener = listeners.get(pathOf(request));
    if (listener !== undefined) listener(request, response);
    // Whoever sent it may send it to another process, or again.
    else if (left.has(pathOf(request))) response.writeHead(503, { connection: 'close', 'retry-after': '1' }).end();
    else response.writeHead(404).end();
  };
  const leave = async (paths: readonly string[], server: Server) => {
    for (const path of paths) {
      listeners.delete(path);
      left.add(path);
    }
    if (listeners.size > 0) return;
    opening = null;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await eitherOf(closed, closeMs);
    server.closeAllConnections();
  };
  return {
    async answer(paths, listener) {
      opening ??= listen(place, route);
      const server = await opening;
      for (const path of paths) listeners.set(path, listener);
      return { host: place.host, port: portOf(server), close: async () => await leave(paths, server) };
    },
  };
}

/** What cannot be read is nobody's. */
function pathOf({ url = '/' }: IncomingMessage): string {
  return URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : '';
}

async function listen({ host, port }: Place, listener: Listener): Promise<Server> {
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

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error(`expected a port, got ${address}`);
  return address.port;
}
