import type { WebSocket } from 'ws';
import { intents } from '../codes.ts';
import type { GatewayEvent } from '../world/model.ts';
import { shardOf } from '../world/snowflake.ts';

/** Events that a session keeps for one who resumes. */
const keptEvents = 1000;

/** A session of a shard: it outlives its connection for a while. */
export interface Session {
  readonly id: string;
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
  /** Takes the next sequence number and sends or keeps the event. */
  dispatch(name: string, data: unknown): void;
  /** Sends what came after `seq` again; false when it is not kept any more. */
  replay(seq: number): boolean;
  connection: Connection | null;
}

/** One connection of a client. */
export interface Connection {
  send(payload: object): void;
  readonly socket: WebSocket;
}

export function createSession({ id, shard, intents: bits }: Pick<Session, 'id' | 'shard' | 'intents'>): Session {
  let seq = 0;
  const kept: { readonly t: string; readonly s: number; readonly op: 0; readonly d: unknown }[] = [];
  const session: Session = {
    id,
    shard,
    intents: bits,
    connection: null,
    dispatch(name, data) {
      seq += 1;
      const event = { t: name, s: seq, op: 0 as const, d: data };
      kept.push(event);
      if (kept.length > keptEvents * 2) kept.splice(0, kept.length - keptEvents);
      session.connection?.send(event);
    },
    replay(from) {
      const missed = kept.filter(({ s }) => s > from);
      if (from > seq || (missed[0]?.s ?? seq + 1) > from + 1) return false;
      for (const event of missed) session.connection?.send(event);
      return true;
    },
  };
  return session;
}

/** What of an event a session gets; null: nothing. */
export function dataFor(session: Session, { guildId, intent, data, dataWithoutContent }: GatewayEvent): unknown {
  const [id, count] = session.shard;
  if (shardOf(guildId, count) !== id) return null;
  if (intent !== 0 && (session.intents & intent) === 0) return null;
  return dataWithoutContent !== undefined && (session.intents & intents.messageContent) === 0
    ? dataWithoutContent
    : data;
}
