import { expect } from 'vitest';
import type { Typesetter } from '#pictures/fonts/typesetter.ts';

type Width = Pick<Typesetter, 'width'>;

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The texts of a picture with the boxes that their letters fill: from the base line to the height of capitals. */
export function textsIn(svg: string, type: Width): readonly Placed[] {
  const found = svg.matchAll(
    /<text x="([^"]+)" y="([^"]+)" font-size="(\d+)" font-weight="(bold|regular)" fill="#\w+">([^<]*)<\/text>/gu,
  );
  return [...found].map(([, x, y, size, weight, raw = '']) => {
    const text = raw.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
    const setting = { size: Number(size), weight: weight === 'bold' ? 'bold' : 'regular' } as const;
    const left = Number(x);
    return {
      text,
      left,
      right: left + type.width(text, setting),
      top: Number(y) - Number(size) * 0.73,
      bottom: Number(y),
    };
  });
}

/** In pixels. */
export const sizeOf = (svg: string) => {
  const [, width = 0, height = 0] = /<svg [^>]*width="(\d+)" height="(\d+)"/u.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
};

const overlaps = (one: Placed, other: Placed): boolean =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

/** Every text stands inside the picture, and none over another. */
export function expectReadableSvg(svg: string, type: Width): void {
  const { width, height } = sizeOf(svg);
  const texts = textsIn(svg, type);
  expect(texts.length).toBe(svg.split('<text ').length - 1);
  for (const [at, text] of texts.entries()) {
    expect(text.left >= 0 && text.right <= width && text.top >= 0 && text.bottom <= height, text.text).toBe(true);
    const over = texts.slice(at + 1).filter((other) => overlaps(text, other));
    expect(over, `over ${JSON.stringify(text)}`).toEqual([]);
  }
}
