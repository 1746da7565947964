import { createArrivals, type Tenant } from './arrivals.ts';
import { openDialIn } from './dial-in.ts';
import type { Limits } from './limits.ts';
import { clockModules, gradingModules, loadPrologue, type PrologueParts } from './prologue.ts';
import type { Sandbox } from './sandbox.ts';
import type { ZygoteMessage } from './zygote-message.ts';
import { drawUsers, startZygoteProcess } from './zygote-process.ts';

export type { Tenant } from './arrivals.ts';

/** A warm interpreter that makes sandboxes. */
export interface Zygote {
  /** A new sandbox, ready for its program. Rejects with what went wrong. */
  readonly spawn: (care: Care) => Promise<Tenant>;
  /** Settles, with the reason, when the process is gone and every sandbox of it. */
  readonly gone: Promise<string>;
  readonly dispose: () => Promise<void>;
}

/** `warm`: its program will start faster. `hurried`: it is built faster. */
export type Care = 'warm' | 'hurried';

/** A zygote, or why there can be none here. */
export type StartedZygote =
  | { readonly kind: 'started'; readonly zygote: Zygote }
  | { readonly kind: 'unable'; readonly reason: string };

const PARTS: PrologueParts = {
  modules: [
    [
      'libc',
      'seccomp',
      'confine',
      'root',
      'usage',
      'program',
      'namespaces',
      'pruned_root',
      'landlock',
      'hidden',
      'restraint',
      'watcher',
    ],
    clockModules,
    gradingModules,
    ['seam', 'ending', 'warm', 'stage', 'tenant', 'nursery', 'zygote'],
  ].flat(),
  start: 'import zygote\nzygote.main(3, rules, loaded)',
};
const START_DEADLINE_MS = 20_000;

/** Starts a zygote (about 0.3 s) and waits until it can make sandboxes; aborting `signal` gives that up. */
export async function startZygote(sandbox: Sandbox, limits: Limits, signal: AbortSignal): Promise<StartedZygote> {
  const firstUid = drawUsers(sandbox.users);
  const arrivals = createArrivals((order, id) => child.tell(order, id));
  // Before anything is opened: the interpreter that compiles it may fail, or be killed.
  const prologue = await loadPrologue(sandbox.python.path, PARTS).catch(String);
  if (typeof prologue === 'string') return { kind: 'unable', reason: prologue };
  const socket = await openDialIn(firstUid, arrivals.onCall);
  const opening = Promise.withResolvers<Opening>();
  const gone = Promise.withResolvers<string>();
  const child = startZygoteProcess(
    { sandbox, prologue, limits, socket, firstUid },
    {
      onMessage(message) {
        if (message.kind === 'ready' || message.kind === 'unable') opening.resolve(message);
        arrivals.onMessage(message);
      },
      onGone(reason) {
        opening.resolve({ kind: 'unable', reason });
        arrivals.abandon(reason);
        gone.resolve(reason);
      },
    },
  );
  // However it ends; what cannot be removed is swept up by the next bot.
  const closed = gone.promise.then(async () => socket.close().catch(() => {}));
  const dispose = async () => {
    child.kill();
    await closed;
  };
  const opened = await inTime(opening.promise, signal);
  if (opened.kind === 'ready') return { kind: 'started', zygote: { spawn, gone: gone.promise, dispose } };
  await dispose();
  return opened;

  function spawn(care: Care): Promise<Tenant> {
    return arrivals.order(care === 'warm' ? 'spawn' : 'hurry');
  }
}

type Opening = Extract<ZygoteMessage, { readonly kind: 'ready' | 'unable' }>;

async function inTime(opening: Promise<Opening>, signal: AbortSignal): Promise<Opening> {
  const { promise: given, resolve: giveUp } = Promise.withResolvers<Opening>();
  const onAbort = () => giveUp({ kind: 'unable', reason: 'the runner is being closed' });
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  const late = setTimeout(() => giveUp({ kind: 'unable', reason: 'it took too long to start' }), START_DEADLINE_MS);
  const opened = await Promise.race([opening, given]);
  clearTimeout(late);
  signal.removeEventListener('abort', onAbort);
  return opened;
}
