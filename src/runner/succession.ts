import { stat } from 'node:fs/promises';
import type { Care, StartedZygote, Tenant, Zygote } from './zygote.ts';

/** One zygote after the other, of which there is always one. */
export interface Succession {
  /** A new sandbox. Rejects when no zygote can be had, or it could not make one. */
  spawn(care: Care): Promise<Tenant>;
  dispose(): Promise<void>;
}

/** All sandboxes of one zygote have the same memory layout and hash seed, so none is kept for ever. */
export interface Lifetime {
  readonly runs: number;
  readonly ms: number;
  /** A zygote ends when this file changes: another Python has been installed. */
  readonly python: string;
}

/** A zygote with what is known of it. */
interface Reign {
  readonly zygote: Zygote;
  readonly beganAt: number;
  made: number;
  living: number;
  isOver: boolean;
}

const LOOK_AT_PYTHON_EVERY_MS = 60_000;
/** Between two tries to start a zygote where the last one failed. */
const PATIENCE_MS = 1000;

/** Takes over `first`; replaces it when it ends or has served its time. */
export function createSuccession(first: Zygote, lifetime: Lifetime, start: () => Promise<StartedZygote>): Succession {
  let isDisposed = false;
  let heir: Promise<void> | null = null;
  let reign = crown(first);
  const reigns = new Set([reign]);
  const pythonChanged = createWatch(lifetime.python);

  function crown(zygote: Zygote): Reign {
    const next: Reign = { zygote, beganAt: performance.now(), made: 0, living: 0, isOver: false };
    const end = () => {
      next.isOver = true;
      reigns.delete(next);
      if (next === reign && !isDisposed) succeed();
    };
    // Neither of these promises rejects.
    zygote.gone.then(end, end);
    return next;
  }
  function succeed(): void {
    heir ??= replace().finally(() => {
      heir = null;
    });
  }
  async function replace(): Promise<void> {
    const began = performance.now();
    const started = await start();
    if (started.kind === 'unable') {
      await new Promise((resolve) => setTimeout(resolve, PATIENCE_MS - (performance.now() - began)).unref());
      return;
    }
    if (isDisposed) return started.zygote.dispose();
    const before = reign;
    reign = crown(started.zygote);
    reigns.add(reign);
    retire(before);
  }
  function retire(old: Reign): void {
    if (old !== reign && old.living === 0 && !old.isOver) {
      old.isOver = true;
      old.zygote.dispose().catch(() => {});
    }
  }
  return {
    async spawn(care) {
      if (reign.isOver && heir !== null) await heir;
      if (reign.isOver) {
        succeed();
        throw new Error('the process that makes sandboxes has ended; another is being started');
      }
      const mine = reign;
      mine.made += 1;
      mine.living += 1;
      const isDue = mine.made >= lifetime.runs || performance.now() - mine.beganAt >= lifetime.ms || pythonChanged();
      if (isDue && !isDisposed) succeed();
      const release = () => {
        mine.living -= 1;
        retire(mine);
      };
      const tenant = await mine.zygote.spawn(care).catch((error: unknown) => {
        release();
        throw error;
      });
      tenant.ended.then(release, release);
      return tenant;
    },
    async dispose() {
      isDisposed = true;
      await heir;
      await Promise.all([...reigns].map(({ zygote }) => zygote.dispose()));
    },
  };
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
