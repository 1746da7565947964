import type { Draw } from '#core/ports/draw.ts';
import type { DrawingThread } from './drawing-thread.ts';
import { startDrawingThread } from './drawing-thread.ts';

/** Draws in a thread of its own, which starts with the first picture and ends when it is idle. */
export interface DrawingRoom extends Draw {
  /** Ends the thread; pictures that are being drawn reject. */
  close(): Promise<void>;
}

/** Nothing is started yet: the first picture does. */
export function createDraw({ idleMs, deadlineMs }: DrawLimits = defaults): DrawingRoom {
  let thread: DrawingThread | null = null;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  const end = (reason: string): Promise<void> => {
    const ended = thread;
    thread = null;
    clearTimeout(idle);
    return ended?.end(reason) ?? Promise.resolve();
  };
  const rest = (): void => {
    if (thread === null || thread.busy()) return;
    clearTimeout(idle);
    idle = setTimeout(() => void end('found nothing to draw'), idleMs).unref();
  };
  return {
    png: async (picture) => {
      if (isClosed) throw new Error('expected an open drawing room, found it closed');
      clearTimeout(idle);
      if (thread === null || thread.hasEnded()) thread = startDrawingThread();
      try {
        return await thread.draw(picture, deadlineMs);
      } finally {
        rest();
      }
    },
    close: () => {
      isClosed = true;
      return end('found the drawing room closed');
    },
  };
}

export interface DrawLimits {
  /** How long the thread is kept without work. */
  readonly idleMs: number;
  /** How long a picture may take, those before it included. */
  readonly deadlineMs: number;
}

const defaults: DrawLimits = { idleMs: 60_000, deadlineMs: 5000 };
