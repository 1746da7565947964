import type { Socket } from 'node:net';
import { openDialIn, readExactly, type Caller, type Role } from './dial-in.ts';
import type { Limits } from './limits.ts';
import { loadPrologue, type PrologueParts } from './prologue.ts';
import type { Sandbox } from './sandbox.ts';
import type { EndReport } from './supervisor-message.ts';
import { drawUsers, startZygoteProcess, type Order } from './zygote-process.ts';
import type { ZygoteMessage } from './zygote-message.ts';

/** A warm interpreter that makes sandboxes. */
export interface Zygote {
  /** A new sandbox, ready for its program. Rejects with what went wrong. */
  spawn(care: Care): Promise<Tenant>;
  /** Settles, with the reason, when the process is gone and every sandbox of it. */
  readonly gone: Promise<string>;
  dispose(): Promise<void>;
}

/** `warm`: its program will start faster. `hurried`: it is built faster. */
export type Care = 'warm' | 'hurried';

/** A finished sandbox that waits for its one program. */
export interface Tenant {
  /** The program's text goes in here, then its input. Nothing is to be read from it. */
  readonly input: Socket;
  readonly output: Socket;
  readonly errors: Socket;
  /** CPU that was spent before the program. */
  readonly preparedCpuMs: number;
  /** Null when the zygote was gone before it could tell. By then everything that the program printed is on its way. */
  readonly ended: Promise<Omit<EndReport, 'clockMs'> | null>;
  kill(): void;
  /** Hangs up; what has not been read by now is lost. */
  close(): void;
  /** Has the memory of all its processes together looked at from now on. */
  watch(): void;
}

/** A zygote, or why there can be none here. */
export type StartedZygote =
  | { readonly kind: 'started'; readonly zygote: Zygote }
  | { readonly kind: 'unable'; readonly reason: string };

const PARTS: PrologueParts = {
  bootstrap: 'bootstrap-zygote',
  modules: [
    ['libc', 'seccomp', 'confine', 'root', 'usage', 'program', 'namespaces', 'pruned_root', 'landlock', 'hidden'],
    ['ending', 'seam', 'warm', 'stage', 'tenant', 'nursery', 'zygote'],
  ].flat(),
};
const START_DEADLINE_MS = 20_000;
const READY_BYTES = 16;
const ROLES: readonly Role[] = ['input', 'output', 'errors'];

/** Starts a zygote (about 0.3 s) and waits until it can make sandboxes. */
export async function startZygote(sandbox: Sandbox, limits: Limits): Promise<StartedZygote> {
  const crib = createCrib();
  const firstUid = drawUsers(sandbox.users);
  const [prologue, socket] = await Promise.all([
    loadPrologue(sandbox.python.path, PARTS),
    openDialIn(firstUid, crib.onCall),
  ]);
  const ready = Promise.withResolvers<StartedZygote>();
  const gone = Promise.withResolvers<string>();
  const child = startZygoteProcess(
    { sandbox, prologue, limits, socket, firstUid },
    {
      onMessage(message) {
        if (message.kind === 'ready') ready.resolve({ kind: 'started', zygote });
        if (message.kind === 'unable') ready.resolve(message);
        crib.onMessage(message);
      },
      onGone(lastWords) {
        ready.resolve({ kind: 'unable', reason: lastWords });
        crib.abandon(lastWords);
        gone.resolve(lastWords);
      },
    },
  );
  const zygote: Zygote = {
    spawn: (care) => crib.expect(care === 'warm' ? 'spawn' : 'hurry', (order, id) => child.tell(order, id)),
    gone: gone.promise,
    async dispose() {
      child.kill();
      await gone.promise;
      await socket.close();
    },
  };
  const late = setTimeout(
    () => ready.resolve({ kind: 'unable', reason: 'it took too long to start' }),
    START_DEADLINE_MS,
  );
  const started = await ready.promise;
  clearTimeout(late);
  if (started.kind === 'unable') await zygote.dispose();
  return started;
}

type Tell = (order: Order, id: number) => void;

/** A sandbox from the order to its end. */
interface Expected {
  readonly streams: Map<Role, Socket>;
  readonly ready: PromiseWithResolvers<Tenant>;
  readonly ended: PromiseWithResolvers<Omit<EndReport, 'clockMs'> | null>;
  readonly tell: Tell;
  isReady: boolean;
}

/** Puts together what belongs to one sandbox: the zygote's word and three calls, in any order. */
function createCrib() {
  const expected = new Map<number, Expected>();
  let lastId = 0;
  const refuse = (one: Expected, reason: string) => {
    one.ready.reject(new Error(reason));
    one.streams.forEach((stream) => stream.destroy());
  };
  const fail = (id: number, reason: string) => {
    const one = expected.get(id);
    if (one === undefined) return;
    // One that has been handed out is closed by whoever has it.
    if (!one.isReady) refuse(one, reason);
    one.ended.resolve(null);
    expected.delete(id);
  };
  return {
    expect(order: Order, tell: Tell): Promise<Tenant> {
      const ready = Promise.withResolvers<Tenant>();
      lastId += 1;
      expected.set(lastId, { streams: new Map(), ready, ended: Promise.withResolvers(), tell, isReady: false });
      tell(order, lastId);
      return ready.promise;
    },
    onCall({ id, role, stream }: Caller) {
      const one = expected.get(id);
      if (one === undefined) return void stream.destroy();
      one.streams.set(role, stream);
      const [input, output, errors] = ROLES.map((each) => one.streams.get(each));
      if (input === undefined || output === undefined || errors === undefined) return;
      output.once('end', () => {
        if (!one.isReady) refuse(one, 'the sandbox ended before it was ready');
      });
      readExactly(output, READY_BYTES, (said) => {
        one.isReady = said[0] === READY;
        if (one.isReady) one.ready.resolve(tenant(one, id, { input, output, errors, said }));
        else refuse(one, `${said.toString('utf8')}${String(output.read() ?? '')}`.slice(1).trim());
      });
    },
    onMessage(message: ZygoteMessage) {
      if (message.kind === 'failed') fail(message.id, message.reason);
      if (message.kind !== 'ended') return;
      expected.get(message.id)?.ended.resolve(message.report);
      expected.delete(message.id);
    },
    abandon(reason: string) {
      for (const id of expected.keys()) fail(id, reason);
    },
  };
}

const READY = '+'.charCodeAt(0);

interface Streams {
  readonly input: Socket;
  readonly output: Socket;
  readonly errors: Socket;
  readonly said: Buffer;
}

function tenant({ ended, tell }: Expected, id: number, { input, output, errors, said }: Streams): Tenant {
  return {
    input,
    output,
    errors,
    preparedCpuMs: Number(said.toString('latin1').slice(1)) / 1e6,
    ended: ended.promise,
    kill: () => tell('kill', id),
    close: () => [input, output, errors].forEach((stream) => stream.destroy()),
    watch: () => tell('watch', id),
  };
}
