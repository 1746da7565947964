import type { Picture } from '#core/picture.ts';
import type { Block, View } from '#core/view.ts';

/** A view on its way to messages: its pictures may still be being drawn. */
export interface Sheet<Shown> {
  /** Settles when every picture is drawn or given up; null when there is none. */
  readonly drawing: Promise<void> | null;
  /** How many pictures there are by now. */
  drawn(): number;
  /** What is shown with what is drawn by now; what its buttons mean is written down before. */
  render(): Promise<Shown>;
}

export interface Easel<Shown, Image> {
  /** Null: pictures are told in words. */
  readonly draw: ((picture: Picture, words: string) => Promise<Image>) | null;
  readonly render: (pictures: ReadonlyMap<Block, Image>) => Promise<Shown>;
  readonly notDrawn: (error: unknown) => void;
}

/** Begins to draw the pictures of a view, all at once. */
export function openSheet<Shown, Image>(view: View, easel: Easel<Shown, Image>): Sheet<Shown> {
  const { draw, render, notDrawn } = easel;
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
