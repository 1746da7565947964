import { parentPort } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './draw-request.ts';
import { createPainter } from './painter.ts';

/** The thread that draws, so that the bot's own thread never waits for a picture. */
const painter = createPainter();

parentPort?.on('message', ({ id, picture }: DrawRequest) => {
  parentPort?.postMessage(
    answer(id, () => painter(picture)),
    [],
  );
});

function answer(id: number, draw: () => Uint8Array): DrawAnswer {
  try {
    return { kind: 'drawn', id, png: draw() };
  } catch (error) {
    return { kind: 'failed', id, reason: error instanceof Error ? error.message : String(error) };
  }
}
