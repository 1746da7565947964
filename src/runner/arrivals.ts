import type { Socket } from 'node:net';
import { readExactly, type Caller, type Role } from './dial-in.ts';
import type { EndReport } from './supervisor-message.ts';
import type { Order } from './zygote-process.ts';
import type { ZygoteMessage } from './zygote-message.ts';

/** A finished sandbox that waits for its one program. */
export interface Tenant {
  /** The program's text goes in here, then its input; at the very end its process may say what its clock and tracer saw. */
  readonly input: Socket;
  readonly output: Socket;
  readonly errors: Socket;
  /** CPU that was spent before the program. */
  readonly preparedCpuMs: number;
  /** Null when the zygote was gone before it could tell. By then everything that the program printed is on its way. */
  readonly ended: Promise<TenantEnd | null>;
  readonly kill: () => void;
  /** Hangs up; what has not been read by now is lost. */
  readonly close: () => void;
  /** Has the memory of all its processes together looked at from now on. */
  readonly watch: () => void;
}

/** How it ended, and what it used. */
export type TenantEnd = Omit<EndReport, 'clockMs'>;

/** How the zygote is told what to do with the sandbox `id`. */
export type Tell = (order: Order, id: number) => void;

/** Sandboxes that have been ordered and have not ended. */
export interface Arrivals {
  /** Orders one; rejects with what went wrong. */
  readonly order: (order: Order) => Promise<Tenant>;
  readonly onCall: (caller: Caller) => void;
  readonly onMessage: (message: ZygoteMessage) => void;
  /** None of them will come any more, or end in a way that anybody tells. */
  readonly abandon: (reason: string) => void;
}

/** A sandbox from the order to its end. */
interface Expected {
  readonly id: number;
  readonly streams: Map<Role, Socket>;
  readonly ready: PromiseWithResolvers<Tenant>;
  readonly ended: PromiseWithResolvers<TenantEnd | null>;
  readonly tell: Tell;
  isReady: boolean;
}

const READY = '+'.charCodeAt(0);
const READY_BYTES = 16;
const TOO_SOON = 'the sandbox ended before it was ready';

/** Puts together what belongs to one sandbox: the zygote's word and three calls, in any order. */
export function createArrivals(tell: Tell): Arrivals {
  const expected = new Map<number, Expected>();
  let lastId = 0;
  return {
    order(order) {
      lastId += 1;
      const ready = Promise.withResolvers<Tenant>();
      const ended: Expected['ended'] = Promise.withResolvers();
      expected.set(lastId, { id: lastId, streams: new Map(), ready, ended, tell, isReady: false });
      tell(order, lastId);
      return ready.promise;
    },
    onCall({ id, role, stream }) {
      const one = expected.get(id);
      if (one === undefined) stream.destroy();
      else connect(one, role, stream);
    },
    onMessage(message) {
      if (message.kind !== 'failed' && message.kind !== 'ended') return;
      const one = expected.get(message.id);
      expected.delete(message.id);
      if (one !== undefined && message.kind === 'failed') fail(one, message.reason);
      if (one !== undefined && message.kind === 'ended') end(one, message.report);
    },
    abandon(reason) {
      expected.forEach((one) => fail(one, reason));
      expected.clear();
    },
  };
}

/** Waits, when this is the last of the three streams, for the sandbox to say that it is ready. */
function connect(one: Expected, role: Role, stream: Socket): void {
  one.streams.set(role, stream);
  const [input, output, errors] = [one.streams.get('input'), one.streams.get('output'), one.streams.get('errors')];
  if (input === undefined || output === undefined || errors === undefined) return;
  output.once('end', () => {
    if (!one.isReady) refuse(one, TOO_SOON);
  });
  readExactly(output, READY_BYTES, (said) => {
    one.isReady = said[0] === READY;
    const preparedCpuMs = Number(said.toString('latin1').slice(1)) / 1e6;
    if (one.isReady) one.ready.resolve(createTenant(one, { input, output, errors, preparedCpuMs }));
    else refuse(one, `${said.toString('utf8')}${String(output.read() ?? '')}`.slice(1).trim());
  });
}

function createTenant(
  { id, ended, tell }: Expected,
  prepared: Pick<Tenant, 'input' | 'output' | 'errors' | 'preparedCpuMs'>,
): Tenant {
  return {
    ...prepared,
    ended: ended.promise,
    kill: () => tell('kill', id),
    close: () => [prepared.input, prepared.output, prepared.errors].forEach((stream) => stream.destroy()),
    watch: () => tell('watch', id),
  };
}

function end(one: Expected, report: Omit<EndReport, 'clockMs'>): void {
  // Its calls may never come, or are still on their way.
  if (!one.isReady) refuse(one, TOO_SOON);
  one.ended.resolve(report);
}

function fail(one: Expected, reason: string): void {
  // One that has been handed out is closed by whoever has it.
  if (!one.isReady) refuse(one, reason);
  one.ended.resolve(null);
}

function refuse({ ready, streams }: Expected, reason: string): void {
  ready.reject(new Error(reason));
  streams.forEach((stream) => stream.destroy());
}
