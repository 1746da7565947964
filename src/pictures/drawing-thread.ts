import { Worker } from 'node:worker_threads';
import type { Picture } from '#core/picture.ts';
import type { DrawAnswer, DrawRequest } from './draw-request.ts';

/** One worker thread and the pictures it was asked for. */
export interface DrawingThread {
  /** Rejects when it fails or is not drawn in time; then the thread has ended, since nothing else stops a drawing. */
  draw(picture: Picture, deadlineMs: number): Promise<Uint8Array>;
  busy(): boolean;
  hasEnded(): boolean;
  /** Rejects what it has not drawn yet and resolves when the thread is gone. */
  end(reason: string): Promise<void>;
}

/** Starts a thread; it keeps the process alive only while it draws. */
export function startDrawingThread(): DrawingThread {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let isOver = false;
  const worker = new Worker(new URL('./draw-thread.ts', import.meta.url), { env: {}, execArgv: [], resourceLimits });
  worker.unref();

  const settle = (id: number, how: (waiter: Waiting) => void): void => {
    const waiter = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (waiter === undefined) return;
    clearTimeout(waiter.deadline);
    how(waiter);
  };
  const end = async (reason: string): Promise<void> => {
    isOver = true;
    const error = new Error(`expected a picture, ${reason}`);
    for (const id of Array.from(waiting.keys())) settle(id, ({ reject }) => reject(error));
    await worker.terminate();
  };
  worker.on('message', (answer: DrawAnswer) => settle(answer.id, (waiter) => hear(answer, waiter)));
  worker.on('error', (error) => void end(`found that the drawing thread failed: ${error.message}`));
  worker.on('exit', () => void end('found that the drawing thread ended'));

  return {
    draw: (picture, deadlineMs) =>
      new Promise((resolve, reject) => {
        asked += 1;
        worker.ref();
        const deadline = setTimeout(() => void end(`found none within ${deadlineMs} ms`), deadlineMs);
        waiting.set(asked, { resolve, reject, deadline });
        worker.postMessage({ id: asked, picture } satisfies DrawRequest, []);
      }),
    busy: () => waiting.size > 0,
    hasEnded: () => isOver,
    end,
  };
}

/** A large picture in Chinese takes a third of it; with less for what is young, the process holds 100 MB less. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 8 };

interface Waiting {
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (reason: Error) => void;
  readonly deadline: NodeJS.Timeout;
}

function hear(answer: DrawAnswer, { resolve, reject }: Waiting): void {
  switch (answer.kind) {
    case 'drawn':
      return resolve(answer.png);
    case 'failed':
      return reject(new Error(`expected a picture that can be drawn, found: ${answer.reason}`));
  }
}
