import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { readFont } from '#pictures/fonts/read-font.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';

const { resolve } = createRequire(import.meta.url);
const type = createTypesetter(openFonts());
const faces = {
  latin: {
    file: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf'),
    family: 'DejaVu Sans Condensed',
    weight: 400,
  },
  bold: {
    file: resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'),
    family: 'DejaVu Sans Condensed',
    weight: 700,
  },
  chinese: {
    file: join(dirname(resolve('@embedpdf/fonts-sc')), '../fonts/NotoSansHans-Medium.otf'),
    family: 'Noto Sans S Chinese',
    weight: 500,
  },
};

const frame = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="70"><rect width="160" height="70" fill="#fff"/>${inside}</svg>`;

/** How much ink two drawings do not share, as a part of what they have. */
function difference(one: Uint8Array, other: Uint8Array): number {
  let apart = 0;
  let ink = 0;
  for (let at = 0; at < one.length; at += 4) {
    apart += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    ink += 255 - Math.max(0, Math.min(one[at] ?? 0, other[at] ?? 0));
  }
  return apart / ink;
}

describe('outlines of letters', () => {
  test.each([
    ['latin', 'A'],
    ['latin', 'g'],
    ['latin', '8'],
    ['latin', '@'],
    ['latin', 'é'],
    ['latin', 'Å'],
    ['latin', 'Ж'],
    ['bold', 'R'],
    ['bold', 'ü'],
    ['chinese', '协'],
    ['chinese', '程'],
    ['chinese', '龙'],
    ['chinese', '，'],
  ] as const)('in %s %s are those that the renderer itself draws', (face, letter) => {
    const { file, family, weight } = faces[face];
    const attributes = `x="20" y="52" font-size="48" font-family="${family}" font-weight="${weight}"`;
    const theirs = new Resvg(frame(`<text ${attributes}>${letter}</text>`), {
      font: { loadSystemFonts: false, fontFiles: [file] },
    });
    const d = type.outline(letter, { x: 20, y: 52, size: 48, weight: face === 'bold' ? 'bold' : 'regular' });
    const ours = new Resvg(frame(`<path d="${d}"/>`), { font: { loadSystemFonts: false } });
    expect(difference(theirs.render().pixels, ours.render().pixels)).toBeLessThan(0.02);
  });

  test('stand beside each other as wide as they are', () => {
    const width = (text: string) => type.width(text, { size: 100, weight: 'regular' });
    expect(width('ab')).toBeCloseTo(width('a') + width('b'));
    expect(width('协程')).toBeCloseTo(200);
    expect(width('')).toBe(0);
  });

  test('of what no font has are boxes', () => {
    const box = type.outline('🚀', { x: 0, y: 0, size: 20, weight: 'regular' });
    expect(box).toBe(type.outline('🦉', { x: 0, y: 0, size: 20, weight: 'regular' }));
    expect(box).not.toBe('');
  });
});

test('what is no font is refused with what was expected', () => {
  expect(() => readFont(new Uint8Array(64))).toThrow('expected a TrueType or OpenType font');
});
