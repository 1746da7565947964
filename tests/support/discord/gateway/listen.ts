import { limits } from '../checks/limits.ts';
import type { Identify } from './identify.ts';
import type { Connection, Session } from './session.ts';
import type { WiredSwitches } from './switches.ts';

/** What a connection needs of the gateway. */
export interface House {
  readonly heartbeatMs: number;
  readonly switches: WiredSwitches;
  /** A new session, or the code to close with, or "too fast" when it must wait. */
  begin(identify: Identify): Session | number | 'too fast';
  greet(session: Session): Promise<void>;
  /** The session with what was missed sent again; null: it is gone. */
  resume(id: string, seq: number): Session | null;
  knowsToken(token: string): boolean;
  forget(session: Session): void;
  changed(): void;
}

/** Speaks the gateway's protocol with one client. */
export function listen(connection: Connection, house: House): void {
  const { socket, send } = connection;
  let session: Session | null = null;
  let window = { startedAt: Date.now(), events: 0 };

  function identify(wish: Identify): void {
    if (session !== null) return socket.close(4005);
    const begun = house.begin(wish);
    if (typeof begun === 'number') return socket.close(begun);
    if (begun === 'too fast') return send({ op: 9, d: false });
    session = begun;
    session.connection = connection;
    house.greet(session).then(house.changed, () => socket.terminate());
  }

  function resume({ token, session_id: id, seq }: Resume): void {
    // Told that its session is invalid but resumable, a client resumes on the same connection.
    if (session !== null && session.id !== id) return socket.close(4005);
    if (!house.knowsToken(token)) return socket.close(4004);
    session = house.resume(id, seq);
    if (session === null) return send({ op: 9, d: false });
    session.dispatch('RESUMED', {});
    return house.changed();
  }

  function receive({ op, identify: wish, resume: wanted }: Payload): void {
    switch (op) {
      case 1:
        if (house.switches.answersHeartbeats) send({ op: 11, d: null });
        return;
      case 2:
        return identify(wish);
      case 6:
        return resume(wanted);
      case 3:
      case 4:
      case 8:
        if (session === null) socket.close(4003);
        return;
      default:
        socket.close(4001);
    }
  }

  socket.on('message', (raw: Buffer) => {
    if (Date.now() - window.startedAt > limits.gatewayWindowMs) window = { startedAt: Date.now(), events: 0 };
    window.events += 1;
    if (window.events > limits.gatewayEvents) return socket.close(4008);
    const payload = raw.length > limits.gatewayPayloadBytes ? null : parse(raw);
    if (payload === null) return socket.close(4002);
    return receive(payload);
  });
  socket.on('close', (code) => {
    if (session?.connection === connection) session.connection = null;
    // Who says goodbye has no session to come back to.
    if (session !== null && (code === 1000 || code === 1001)) house.forget(session);
    house.changed();
  });
  socket.on('error', () => socket.terminate());
  send({ op: 10, d: { heartbeat_interval: house.heartbeatMs, _trace: [] } });
}

/** What came, its data seen as each thing that it may be: `op` says which. */
interface Payload {
  readonly op: number;
  readonly identify: Identify;
  readonly resume: Resume;
}

interface Resume {
  readonly token: string;
  readonly session_id: string;
  readonly seq: number;
}

function parse(raw: Buffer): Payload | null {
  try {
    const { op, d } = JSON.parse(raw.toString());
    return { op, identify: d, resume: d };
  } catch {
    return null;
  }
}
