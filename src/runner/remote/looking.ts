import type { Desk } from './desk.ts';
import { lookAndMend } from './reconcile.ts';

/** Between two looks while somebody waits. */
const LOOK_MS = 500;
/** Most runs start sooner than that, and need no place. */
const SOON_MS = 30;

export interface Looking {
  /** A look is worth it before the next is due. */
  readonly soon: () => void;
  readonly end: () => void;
}

/** Looks at the line again and again as long as this process has runs. */
export function createLooking(desk: () => Desk): Looking {
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Infinity;
  let isLooking = false;
  let isOver = false;
  const look = async () => {
    timer = null;
    dueAt = Infinity;
    if (isLooking) return schedule(SOON_MS);
    isLooking = true;
    await lookAndMend(desk());
    isLooking = false;
    if (desk().runs.size > 0) schedule(LOOK_MS);
  };
  const schedule = (afterMs: number) => {
    const at = performance.now() + afterMs;
    if (isOver || at >= dueAt) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => void look(), afterMs);
  };
  return {
    soon: () => schedule(SOON_MS),
    end() {
      isOver = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
