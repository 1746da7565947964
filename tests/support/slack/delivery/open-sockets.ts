import type { Server } from 'node:http';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import { isObject } from '../checks/check-text.ts';
import { asText } from '../wire.ts';
import type { World } from '../world/model.ts';
import type { Reply, Transport } from './deliver.ts';
import { ackWithinMs } from './deliver.ts';

/** Slack's side of Socket Mode. */
export interface Sockets extends Transport {
  /** Connections that take events now. */
  readonly connected: number;
  /** Connections since the start. */
  readonly opened: number;
  /** A new address for one connection. */
  makeAddress(): string;
  /** Cuts all connections without a word. */
  drop(): void;
  /** Closes all connections in order, with a close frame. */
  hangUp(): void;
  /** All connections stay open, but nothing comes and nothing is heard: as when a network disappears. */
  freeze(): void;
  /** Announces that it will close the connections, and closes them. */
  refresh(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  close(): void;
}

interface Connection {
  readonly socket: WebSocket;
  readonly waiting: Map<string, (body: unknown) => void>;
  isLive: boolean;
  isFrozen: boolean;
}

const pingEveryMs = 5000;
const mostConnections = 10;

export function openSockets(world: World, server: Server): Sockets {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false });
  const connections = new Set<Connection>();
  const tickets = new Set<string>();
  let opened = 0;
  let turn = 0;
  const live = () => [...connections].filter(({ isLive }) => isLive);
  const pinging = setInterval(() => {
    for (const { socket, isFrozen } of connections) if (!isFrozen) socket.ping();
  }, pingEveryMs);
  pinging.unref();

  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '', 'ws://localhost').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket) || connections.size >= mostConnections) {
      socket.end('HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, accept);
  });

  function accept(socket: WebSocket): void {
    const connection: Connection = { socket, waiting: new Map(), isLive: true, isFrozen: false };
    connections.add(connection);
    opened += 1;
    socket.on('ping', (data) => {
      if (!connection.isFrozen) socket.pong(data);
    });
    socket.on('message', (data) => {
      if (!connection.isFrozen)
        hear(
          world,
          connection,
          Buffer.concat([data].flat().map((part) => Buffer.from(new Uint8Array(part)))).toString(),
        );
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      connection.isLive = false;
      connections.delete(connection);
      world.changes.notify();
    });
    socket.send(JSON.stringify(helloFor(world, connections.size)));
    world.changes.notify();
  }

  return {
    get connected() {
      return live().length;
    },
    get opened() {
      return opened;
    },
    makeAddress() {
      const ticket = world.secret();
      tickets.add(ticket);
      return `${world.origin.replace('http:', 'ws:')}/link/?ticket=${ticket}&app_id=${world.app.id}`;
    },
    send(delivery, retry) {
      const all = live();
      const connection = all[turn++ % Math.max(1, all.length)];
      if (connection === undefined) return Promise.resolve({ kind: 'failed', reason: 'connection_failed' });
      // Each try is an envelope of its own.
      const id = retry === null ? delivery.id : `${delivery.id}-${retry.num}`;
      const envelope = {
        envelope_id: id,
        type: { event: 'events_api', command: 'slash_commands', interactive: 'interactive' }[delivery.kind],
        accepts_response_payload: acceptsAnswer(delivery.kind, delivery.payload['type']),
        payload: delivery.payload,
        ...(delivery.kind === 'event'
          ? { retry_attempt: retry?.num ?? 0, retry_reason: retry === null ? '' : 'timeout' }
          : {}),
      };
      if (!connection.isFrozen) connection.socket.send(JSON.stringify(envelope));
      return waitForAck(world, connection, id);
    },
    drop() {
      for (const { socket } of connections) socket.terminate();
    },
    hangUp() {
      for (const { socket } of connections) socket.close(1001);
    },
    freeze() {
      for (const connection of connections) connection.isFrozen = true;
    },
    refresh(reason = 'refresh_requested') {
      for (const connection of live()) {
        connection.socket.send(
          JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink-loopback' } }),
        );
        // After a warning the connection goes on for a while.
        if (reason === 'warning') continue;
        connection.isLive = false;
        world.clock.after(10_000, () => connection.socket.close(1000));
      }
    },
    close() {
      clearInterval(pinging);
      for (const { socket } of connections) socket.terminate();
      sockets.close();
    },
  };
}

function helloFor(world: World, count: number): object {
  return {
    type: 'hello',
    num_connections: count,
    debug_info: { host: 'applink-loopback', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: world.app.id },
  };
}

function acceptsAnswer(kind: string, type: unknown): boolean {
  return kind === 'command' || type === 'view_submission' || type === 'block_suggestion';
}

function hear(world: World, connection: Connection, data: string): void {
  const said: unknown = JSON.parse(data);
  const { envelope_id: id, payload } = isObject(said) ? said : {};
  const take = connection.waiting.get(asText(id));
  if (take === undefined)
    world.complaints.push(`socket: an acknowledgement of nothing that waits: ${data.slice(0, 200)}`);
  else take(payload);
}

function waitForAck(world: World, { waiting, socket }: Connection, id: string): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply) => {
      cancel();
      socket.off('close', lost);
      resolve(reply);
      // A late acknowledgement is no complaint: what it answers was there.
      if (reply.kind === 'failed') waiting.set(id, () => waiting.delete(id));
      else waiting.delete(id);
    };
    const lost = () => settle({ kind: 'failed', reason: 'connection_lost' });
    const cancel = world.clock.after(ackWithinMs, () => settle({ kind: 'failed', reason: 'timeout' }));
    waiting.set(id, (body) => settle({ kind: 'acknowledged', body }));
    socket.once('close', lost);
  });
}
