import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { limits } from '../checks/limits.ts';
import type { GatewayEvent, World } from '../world/model.ts';
import { createConnection } from './connection.ts';
import { greet } from './greet.ts';
import type { Identify } from './identify.ts';
import { closeCodeOf } from './identify.ts';
import { listen } from './listen.ts';
import type { Session } from './session.ts';
import { createSession, dataFor } from './session.ts';
import type { GatewaySwitches } from './switches.ts';
import { createSwitches } from './switches.ts';

/** What may be chosen about the gateway. */
export interface GatewayOptions {
  /** Default: Discord's 41.25 s. */
  readonly heartbeatMs?: number;
  /** What bots with automatic sharding are told. Default: one for each thousand guilds. */
  readonly shards?: number;
  /** Identifies in 5 s. Default: 1, as for all but very large bots. */
  readonly maxConcurrency?: number;
}

/** The gateway: what it counted, and the ways to disturb it. */
export interface Gateway extends GatewaySwitches {
  /** Sessions begun since the start. */
  readonly identifies: number;
  /** Sessions taken up again since the start. */
  readonly resumes: number;
  /** Connections that were not let in since the start. */
  readonly refused: number;
  /** Clients that are connected and known now. */
  readonly connected: number;
  close(): void;
}

/** Serves the gateway on an HTTP server; every event that the world tells goes to the sessions that may hear it. */
export function openGateway(world: World, server: Server, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  const sessions = new Map<string, Session>();
  const lastIdentify = new Map<number, number>();
  const counts = { identifies: 0, resumes: 0, refused: 0 };
  const { heartbeatMs = 41_250, maxConcurrency = 1 } = options;
  const switches = createSwitches(sessions, (event) => tell(sessions, event));
  world.hear = switches.hear;
  world.sayGateway = () => ({
    url: world.origin.replace('http', 'ws'),
    shards: options.shards ?? Math.max(1, Math.ceil(world.guilds.size / 1000)),
    session_start_limit: {
      total: limits.identifiesADay,
      remaining: Math.max(0, limits.identifiesADay - counts.identifies),
      reset_after: 86_400_000,
      max_concurrency: maxConcurrency,
    },
  });

  function begin(identify: Identify): Session | number | 'too fast' {
    const code = closeCodeOf(world, identify);
    if (code !== null) return code;
    const shard = identify.shard ?? ([0, 1] as const);
    const bucket = shard[0] % maxConcurrency;
    const now = world.now();
    if (now - (lastIdentify.get(bucket) ?? 0) < limits.identifyEveryMs - identifyToleranceMs) return 'too fast';
    lastIdentify.set(bucket, now);
    counts.identifies += 1;
    if (counts.identifies > limits.identifiesADay) world.token = null;
    const session = createSession({ id: crypto.randomUUID().replaceAll('-', ''), shard, intents: identify.intents });
    sessions.set(session.id, session);
    return session;
  }

  server.on('upgrade', (request, socket, head) => {
    if (switches.refusesConnections) {
      counts.refused += 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const query = new URL(request.url ?? '/', 'http://discord.test').searchParams;
    sockets.handleUpgrade(request, socket, head, (websocket) => {
      const connection = createConnection(websocket, { compress: query.get('compress') === 'zlib-stream' });
      if (query.get('v') !== '10') return websocket.close(4012);
      if (query.get('encoding') !== 'json') return websocket.close(4002);
      return listen(connection, {
        heartbeatMs,
        switches,
        begin,
        greet: (session) => greet(world, session),
        resume: (id, seq) => {
          const session = sessions.get(id);
          if (session === undefined || switches.takeRefusedResume()) return null;
          session.connection = connection;
          if (!session.replay(seq)) {
            sessions.delete(id);
            return null;
          }
          counts.resumes += 1;
          return session;
        },
        knowsToken: (token) => world.token !== null && token === world.token,
        forget: (session) => void sessions.delete(session.id),
        changed: () => world.changes.notify(),
      });
    });
  });

  return {
    ...switches,
    get identifies() {
      return counts.identifies;
    },
    get resumes() {
      return counts.resumes;
    },
    get refused() {
      return counts.refused;
    },
    get connected() {
      return [...sessions.values()].filter(({ connection }) => connection !== null).length;
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

/** The client's clock and way may make five seconds a little less. */
const identifyToleranceMs = 250;

function tell(sessions: ReadonlyMap<string, Session>, event: GatewayEvent): void {
  for (const session of sessions.values()) {
    const data = dataFor(session, event);
    if (data !== null) session.dispatch(event.name, data);
  }
}
