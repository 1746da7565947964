import type { GatewayEvent } from '../world/model.ts';
import type { Session } from './session.ts';

/** Ways to disturb the gateway. */
export interface GatewaySwitches {
  /** Breaks all connections without a word; sessions can be resumed. */
  cut(): void;
  /** Closes all connections with a code. */
  closeWith(code: number): void;
  /** Opcode 7: asks all clients to connect anew and resume. */
  askToReconnect(): void;
  /** Opcode 9. Not resumable: the sessions are gone. */
  invalidate(how: { readonly resumable: boolean }): void;
  /** From now on heartbeats are answered or not: without answers a client takes its connection for dead. */
  answerHeartbeats(how: 'always' | 'never'): void;
  /** The next who resumes are told that their session is gone. */
  refuseResumes(times: number): void;
  /** New connections are refused (503) or let in again. */
  letIn(who: 'everyone' | 'nobody'): void;
  /** The next events, `times` of them, come twice. */
  repeatNext(times?: number): void;
  /** The next event comes after the one that follows it. */
  swapNext(): void;
}

/** The switches as the gateway reads them. */
export interface WiredSwitches extends GatewaySwitches {
  hear(event: GatewayEvent): void;
  takeRefusedResume(): boolean;
  readonly refusesConnections: boolean;
  readonly answersHeartbeats: boolean;
}

export function createSwitches(sessions: Map<string, Session>, tell: (event: GatewayEvent) => void): WiredSwitches {
  let repeats = 0;
  let refusedResumes = 0;
  let door: 'everyone' | 'nobody' = 'everyone';
  let heartbeats: 'always' | 'never' = 'always';
  let swap: 'no' | 'next' | GatewayEvent = 'no';

  const connections = () => [...sessions.values()].flatMap(({ connection }) => connection ?? []);

  function pass(event: GatewayEvent): void {
    tell(event);
    if (repeats === 0) return;
    repeats -= 1;
    tell(event);
  }

  return {
    hear(event) {
      if (swap === 'next') {
        swap = event;
        return;
      }
      pass(event);
      if (swap === 'no') return;
      const held = swap;
      swap = 'no';
      pass(held);
    },
    cut() {
      for (const { socket } of connections()) socket.terminate();
    },
    closeWith(code) {
      for (const { socket } of connections()) socket.close(code);
    },
    askToReconnect() {
      for (const { send } of connections()) send({ op: 7, d: null });
    },
    invalidate({ resumable }) {
      for (const session of sessions.values()) {
        session.connection?.send({ op: 9, d: resumable });
        if (!resumable) sessions.delete(session.id);
      }
    },
    answerHeartbeats: (how) => void (heartbeats = how),
    refuseResumes: (times) => void (refusedResumes = times),
    letIn: (who) => void (door = who),
    repeatNext: (times = 1) => void (repeats += times),
    swapNext: () => void (swap = 'next'),
    takeRefusedResume() {
      if (refusedResumes === 0) return false;
      refusedResumes -= 1;
      return true;
    },
    get refusesConnections() {
      return door === 'nobody';
    },
    get answersHeartbeats() {
      return heartbeats === 'always';
    },
  };
}
