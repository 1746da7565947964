import type { Typesetter } from './fonts/typesetter.ts';

/** What the parts of a picture are drawn on; everything in pixels. */
export interface Sheet {
  readonly width: number;
  readonly margin: number;
  /** The place of a moment between the plot's edges. */
  readonly across: (us: number) => number;
  readonly plot: { readonly left: number; readonly right: number };
  readonly type: Pick<Typesetter, 'width'>;
}

/** A part of a picture, drawn downwards from where it was asked to begin. */
export interface Part {
  readonly svg: string;
  readonly bottom: number;
}

/** Small is the least that reads when the picture is as wide as a phone. */
export const sizes = { title: 30, text: 24, small: 22 } as const;

/** The beginning of a text that is at most so wide, with … where something was cut; empty when not even that fits. */
export function cutToWidth(text: string, most: number, width: (text: string) => number): string {
  if (width(text) <= most) return text;
  const characters = Array.from(text);
  let low = 0;
  let high = characters.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (width(`${characters.slice(0, middle).join('')}…`) <= most) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? '' : `${characters.slice(0, low).join('').trimEnd()}…`;
}
