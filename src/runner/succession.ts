import { stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Tenant } from './arrivals.ts';
import type { Care, StartedZygote, Zygote } from './zygote.ts';

/** One zygote after the other, of which there is always one. */
export interface Succession {
  /** A new sandbox. Rejects when no zygote can be had, or it could not make one. */
  spawn(care: Care): Promise<Tenant>;
  dispose(): Promise<void>;
}

/** All sandboxes of one zygote have the same memory layout, so none is kept for ever. */
export interface Lifetime {
  readonly runs: number;
  readonly ms: number;
  /** A zygote ends when this file changes: another Python has been installed. */
  readonly python: string;
}

const LOOK_AT_PYTHON_EVERY_MS = 60_000;
/** Between two tries to start a zygote where the last one failed. */
const PATIENCE_MS = 1000;

/** How the next zygote is started, for as long as `signal` is not aborted. */
export interface Heirs {
  readonly start: () => Promise<StartedZygote>;
  readonly signal: AbortSignal;
}

/** Takes over `first`; replaces it when it ends or has served its time. */
export function createSuccession(first: Zygote, lifetime: Lifetime, heirs: Heirs): Succession {
  let heir: Promise<void> | null = null;
  let reign = beginReign(first, onOver);
  const reigns = new Set([reign]);
  const hasPythonChanged = createWatch(lifetime.python);
  return {
    async spawn(care) {
      if (reign.isOver() && heir !== null) await heir;
      if (reign.isOver()) {
        succeed();
        throw new Error('the process that makes sandboxes has ended; another is being started');
      }
      const tenant = reign.spawn(care);
      if (reign.isAsOldAs(lifetime) || hasPythonChanged()) succeed();
      return tenant;
    },
    async dispose() {
      await heir;
      await Promise.all([...reigns].map((one) => one.dispose()));
    },
  };

  function onOver(over: Reign): void {
    reigns.delete(over);
    if (over === reign) succeed();
  }
  function succeed(): void {
    if (heirs.signal.aborted) return;
    heir ??= replace().finally(() => {
      heir = null;
    });
  }
  async function replace(): Promise<void> {
    const zygote = await startPatiently(heirs);
    if (zygote === null) return;
    const before = reign;
    reign = beginReign(zygote, onOver);
    reigns.add(reign);
    before.retire();
  }
}

/** Null, and not too soon, when none could be started. */
async function startPatiently({ start, signal }: Heirs): Promise<Zygote | null> {
  const beganAt = performance.now();
  const started = await start();
  if (started.kind === 'started') return started.zygote;
  await delay(PATIENCE_MS - (performance.now() - beganAt), null, { signal }).catch(() => {});
  return null;
}

/** A zygote with what is known of it. */
interface Reign {
  readonly isOver: () => boolean;
  readonly isAsOldAs: (lifetime: Pick<Lifetime, 'runs' | 'ms'>) => boolean;
  readonly spawn: Zygote['spawn'];
  /** Ends it as soon as none of its sandboxes is left. */
  readonly retire: () => void;
  readonly dispose: () => Promise<void>;
}

/** Calls `onOver` once, when the zygote has ended. */
function beginReign(zygote: Zygote, onOver: (reign: Reign) => void): Reign {
  const beganAt = performance.now();
  let made = 0;
  let living = 0;
  let state: 'rules' | 'retired' | 'over' = 'rules';
  const endIfIdle = () => {
    if (state === 'retired' && living === 0) zygote.dispose().catch(() => {});
  };
  const release = () => {
    living -= 1;
    endIfIdle();
  };
  const reign: Reign = {
    isOver: () => state === 'over',
    isAsOldAs: ({ runs, ms }) => made >= runs || performance.now() - beganAt >= ms,
    async spawn(care) {
      made += 1;
      living += 1;
      const tenant = await zygote.spawn(care).catch((error: unknown) => {
        release();
        throw error;
      });
      tenant.ended.then(release, release);
      return tenant;
    },
    retire() {
      if (state === 'rules') state = 'retired';
      endIfIdle();
    },
    dispose: zygote.dispose,
  };
  const end = () => {
    state = 'over';
    onOver(reign);
  };
  // It does not reject.
  zygote.gone.then(end, end);
  return reign;
}

/** Tells, at most once a minute and without waiting, whether `file` is another one than at the last telling. */
function createWatch(file: string): () => boolean {
  let lookedAt = performance.now();
  let known: string | null = null;
  let hasChanged = false;
  const look = async () => {
    const stats = await stat(file).catch(() => null);
    const seen = `${stats?.ino} ${stats?.mtimeMs} ${stats?.size}`;
    hasChanged ||= known !== null && seen !== known;
    known = seen;
  };
  look().catch(() => {});
  return () => {
    if (performance.now() - lookedAt > LOOK_AT_PYTHON_EVERY_MS) {
      lookedAt = performance.now();
      look().catch(() => {});
    }
    const answer = hasChanged;
    hasChanged = false;
    return answer;
  };
}
