import type { LearnerId } from '#core/ids.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Presses } from '#bots/shared/presses.ts';
import type { Sheet } from '#bots/shared/sheet.ts';
import { openSheet as openAnySheet } from '#bots/shared/sheet.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { renderView } from './render.ts';
import { reasonOf } from './trouble.ts';

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

/** A view as messages for somebody. */
export function openSheet(view: View, { learner, say }: Reader, easel: Easel): Sheet<readonly OutgoingMessage[]> {
  const { presses, draw, log } = easel;
  return openAnySheet(view, {
    draw: draw === null ? null : async (picture) => await draw.png(picture),
    notDrawn: (error) => log.warn('picture not drawn', { why: reasonOf(error) }),
    render: async (pictures: ReadonlyMap<View['blocks'][number], Uint8Array>) => {
      const sealing = presses.seal(learner);
      const messages = renderView(view, { say, idOf: (pressable) => sealing.idOf(pressable), pictures });
      await sealing.keep();
      return messages;
    },
  });
}
