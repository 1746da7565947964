import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsSvg } from '#pictures/bars-svg.ts';
import { openFonts } from '#pictures/fonts/open-fonts.ts';
import { createTypesetter } from '#pictures/fonts/typesetter.ts';
import { expectReadableSvg, sizeOf, textsIn } from '../../support/readable-svg.ts';

const type = createTypesetter(openFonts());
const row = fc.record({
  label: fc.lorem({ maxCount: 20 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  note: fc.tuple(fc.nat({ max: 2000 }), fc.nat({ max: 2000 })).map(([held, asked]) => `${held} of ${asked}`),
});

test('every text stands inside the picture, and none over another', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 12 }), fc.array(row, { minLength: 1, maxLength: 8 }), (title, rows) => {
      const svg = barsSvg({ title, rows }, type);
      expectReadableSvg(svg, type);
      expect(sizeOf(svg).width).toBe(900);
    }),
    { numRuns: 30 },
  );
});

test('a bar is as long as its share', () => {
  const widths = (share: number) => {
    const svg = barsSvg({ title: 'Title', rows: [{ label: 'label', share, note: '1 of 2' }] }, type);
    return [...svg.matchAll(/<rect [^>]*width="([\d.]+)" height="28"/gu)].map(([, width]) => Number(width));
  };
  const [whole = 0, half = 0] = widths(0.5);
  expect(half).toBeCloseTo(whole / 2, 0);
  expect(widths(1)).toEqual([whole, whole]);
  expect(widths(0)).toEqual([whole]);
});

test('nothing of a label is left out', () => {
  const label = 'A coroutine runs in the background as soon as it is called, whether or not anybody awaits it.';
  const svg = barsSvg({ title: 'Title', rows: [{ label, share: 0.2, note: '2 of 10' }] }, type);
  const words = textsIn(svg, type).map(({ text }) => text);
  expect(words.join(' ')).toContain(label);
});
