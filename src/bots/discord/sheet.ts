import type { LearnerId } from '#core/ids.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { Block, View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Presses } from '#bots/shared/presses.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { renderView } from './render.ts';
import { reasonOf } from './trouble.ts';

/** A view on its way to messages: its pictures may still be being drawn. */
export interface Sheet {
  /** Settles when every picture is drawn or given up; null when there is none. */
  readonly drawing: Promise<void> | null;
  /** How many pictures there are by now. */
  drawn(): number;
  /** The messages with what is drawn by now; what their buttons mean is written down before. */
  render(): Promise<readonly OutgoingMessage[]>;
}

export interface Easel {
  readonly presses: Presses;
  /** Null: pictures are told in words. */
  readonly draw: Draw | null;
  readonly log: Log;
}

interface Reader {
  readonly learner: LearnerId;
  readonly say: Say;
}

/** Begins to draw the pictures of a view, all at once. */
export function openSheet(view: View, { learner, say }: Reader, { presses, draw, log }: Easel): Sheet {
  const pictures = new Map<Block, Uint8Array>();
  const drawings = view.blocks.flatMap((block) =>
    block.kind === 'picture' && draw !== null ? [drawInto(pictures, block, { draw, log })] : [],
  );
  return {
    drawing: drawings.length === 0 ? null : Promise.all(drawings).then(() => undefined),
    drawn: () => pictures.size,
    render: async () => {
      const sealing = presses.seal(learner);
      const messages = renderView(view, { say, idOf: (pressable) => sealing.idOf(pressable), pictures });
      await sealing.keep();
      return messages;
    },
  };
}

async function drawInto(
  pictures: Map<Block, Uint8Array>,
  block: Extract<Block, { readonly kind: 'picture' }>,
  { draw, log }: { readonly draw: Draw; readonly log: Log },
): Promise<void> {
  try {
    pictures.set(block, await draw.png(block.picture));
  } catch (error) {
    log.warn('picture not drawn', { why: reasonOf(error) });
  }
}
