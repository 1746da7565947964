import type { LearnerId } from '#core/ids.ts';
import type { Picture } from '#core/picture.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Block, View } from '#core/view.ts';
import type { Say } from '#core/words.ts';
import type { Easel, Sheet } from '#bots/shared/sheet.ts';
import { openSheet, withButtons } from '#bots/shared/sheet.ts';
import type { Desk } from './render/desk.ts';
import type { HomeView, SlackFileReference, SlackMessage } from './render/payload.ts';
import { renderHome } from './render/render-home.ts';
import { renderView } from './render.ts';
import { reasonOf } from './trouble.ts';
import type { Visit } from './visit.ts';

interface Reader {
  /** Whose buttons they are; null: everybody's. */
  readonly learner: LearnerId | null;
  readonly say: Say;
  readonly visit: Pick<Visit, 'api'>;
}

/** A view as messages for somebody. */
export function messageSheet(view: View, reader: Reader, easel: Easel): Sheet<readonly SlackMessage[]> {
  return openSheet(view, {
    ...pictures(reader, easel),
    render: async (drawn) => await drawing(drawn, { reader, easel }, (desk) => renderView(view, desk)),
  });
}

/** A view as somebody's home page, above what stands there always; `below` is asked for with the finished view alone. */
export function homeSheet(
  view: View,
  { reader, below }: { readonly reader: Reader; readonly below: () => Promise<readonly View[]> },
  easel: Easel,
): Sheet<HomeView> {
  return openSheet(view, {
    ...pictures(reader, easel),
    render: async (drawn) => {
      const others = view.stage === 'final' ? await below() : [];
      return await drawing(drawn, { reader, easel }, (desk) => renderHome([view, ...others], desk));
    },
  });
}

/** Pictures are uploaded as soon as they are drawn; nobody sees them before they stand in a message. */
function pictures({ visit }: Reader, { draw, log }: Easel) {
  const upload = async (picture: Picture, words: string, drawer: Draw): Promise<SlackFileReference> => {
    const content = await drawer.png(picture);
    return { id: await visit.api.upload({ name: 'timeline.png', content, words }) };
  };
  return {
    draw: draw === null ? null : async (picture: Picture, words: string) => await upload(picture, words, draw),
    notDrawn: (error: unknown) => log.warn('picture not drawn', { why: reasonOf(error) }),
  };
}

interface Room {
  readonly reader: Reader;
  readonly easel: Easel;
}

async function drawing<Shown>(
  drawn: ReadonlyMap<Block, SlackFileReference>,
  { reader, easel }: Room,
  render: (desk: Desk) => Shown,
): Promise<Shown> {
  const { learner, say } = reader;
  return await withButtons(easel.presses, learner, (idOf) => render({ say, idOf, pictures: drawn }));
}
