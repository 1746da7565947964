import { setTimeout as pause } from 'node:timers/promises';

interface Bounds {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** How long to wait after so many failures in a row: twice as long each time, up to a half longer by chance. */
export function pauseAfter(failures: number, { firstMs, longestMs }: Bounds): number {
  const ms = Math.min(longestMs, firstMs * 2 ** (failures - 1));
  return Math.round(ms * (1 + Math.random() / 2));
}

/** False when the signal came first. */
export async function paused(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await pause(ms, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch {
    return false;
  }
}
