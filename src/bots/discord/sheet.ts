import type { LearnerId } from '#core/ids.ts';
import type { View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Easel, Sheet } from '#bots/shared/sheet.ts';
import { openSheet as openAnySheet, withButtons } from '#bots/shared/sheet.ts';
import type { OutgoingMessage } from './render/payload.ts';
import { renderView } from './render.ts';
import { reasonOf } from './trouble.ts';

interface Reader {
  /** Whose buttons they are; null: everybody's. */
  readonly learner: LearnerId | null;
  readonly say: Say;
}

/** A view as messages for somebody. */
export function openSheet(view: View, { learner, say }: Reader, easel: Easel): Sheet<readonly OutgoingMessage[]> {
  const { presses, draw, log } = easel;
  return openAnySheet(view, {
    draw: draw === null ? null : async (picture) => await draw.png(picture),
    notDrawn: (error) => log.warn('picture not drawn', { why: reasonOf(error) }),
    render: async (pictures: ReadonlyMap<View['blocks'][number], Uint8Array>) =>
      await withButtons(presses, learner, (idOf) => renderView(view, { say, idOf, pictures })),
  });
}
