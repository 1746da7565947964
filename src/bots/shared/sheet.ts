import type { LearnerId } from '#core/ids.ts';
import type { Picture } from '#core/picture.ts';
import type { Draw } from '#core/ports/draw.ts';
import type { Log } from '#core/ports/log.ts';
import type { Block, View } from '#core/view.ts';
import type { Presses, Sealing } from './presses.ts';

/** A view on its way to messages: its pictures may still be being drawn. */
export interface Sheet<Shown> {
  /** Settles when every picture is drawn or given up; null when there is none. */
  readonly drawing: Promise<void> | null;
  /** How many pictures there are by now. */
  drawn(): number;
  /** What is shown with what is drawn by now; what its buttons mean is written down before. */
  render(): Promise<Shown>;
}

/** What views are drawn with. */
export interface Easel {
  readonly presses: Presses;
  /** Null: pictures are told in words. */
  readonly draw: Draw | null;
  readonly log: Log;
}

interface Drawing<Shown, Image> {
  /** Null: pictures are told in words. */
  readonly draw: ((picture: Picture, words: string) => Promise<Image>) | null;
  readonly render: (pictures: ReadonlyMap<Block, Image>) => Promise<Shown>;
  readonly notDrawn: (error: unknown) => void;
}

/** Begins to draw the pictures of a view, all at once. */
export function openSheet<Shown, Image>(view: View, drawing: Drawing<Shown, Image>): Sheet<Shown> {
  const { draw, render, notDrawn } = drawing;
  const pictures = new Map<Block, Image>();
  const drawInto = async (block: Extract<Block, { readonly kind: 'picture' }>, drawer: NonNullable<typeof draw>) => {
    try {
      pictures.set(block, await drawer(block.picture, block.words));
    } catch (error) {
      notDrawn(error);
    }
  };
  const drawings = view.blocks.flatMap((block) =>
    block.kind === 'picture' && draw !== null ? [drawInto(block, draw)] : [],
  );
  return {
    drawing: drawings.length === 0 ? null : Promise.all(drawings).then(() => undefined),
    drawn: () => pictures.size,
    render: async () => await render(pictures),
  };
}

/** What `render` shows with buttons of this learner's, or everybody's (null); what they mean is written down before it is shown. */
export async function withButtons<Shown>(
  presses: Presses,
  learner: LearnerId | null,
  render: (idOf: Sealing['idOf']) => Shown,
): Promise<Shown> {
  const sealing = presses.seal(learner);
  const shown = render((pressable) => sealing.idOf(pressable));
  await sealing.keep();
  return shown;
}
