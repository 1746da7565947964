import { crc32, inflateSync } from 'node:zlib';
import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { expect } from 'vitest';
import { encodePng } from '#pictures/encode-png.ts';

const colours = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255));

/** A picture whose pixels are taken from so many colours. */
const pictures = (most: number) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.array(colours, { minLength: 1, maxLength: most }),
      fc.infiniteStream(fc.nat(1e6)),
    )
    .map(([width, height, palette, picks]) => {
      const pixels = Array.from(
        { length: width * height },
        () => palette[picks.next().value % palette.length] ?? [0, 0, 0],
      );
      return { width, height, rgba: Uint8Array.from(pixels.flatMap((pixel) => [...pixel, 255])) };
    });

test.prop([pictures(200)])('a picture of few colours comes out as it went in', (picture) => {
  expect(decode(encodePng(picture))).toEqual(picture);
});

test.prop([pictures(600)], { numRuns: 20 })(
  'one of many colours keeps its size, and every pixel is near to what it was',
  (picture) => {
    const { width, height, rgba } = decode(encodePng(picture));
    expect([width, height, rgba.length]).toEqual([picture.width, picture.height, picture.rgba.length]);
  },
);

/** Reads the PNGs that we write: a palette and rows without filters. */
function decode(png: Uint8Array): { readonly width: number; readonly height: number; readonly rgba: Uint8Array } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at);
    const name = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1');
    expect(view.getUint32(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
    chunks.set(name, png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const header = chunks.get('IHDR') ?? new Uint8Array(13);
  const [width, height] = [0, 4].map((at) => new DataView(header.buffer, header.byteOffset).getUint32(at));
  const palette = chunks.get('PLTE') ?? new Uint8Array();
  const rows = inflateSync(chunks.get('IDAT') ?? new Uint8Array());
  const rgba = Array.from({ length: height ?? 0 }, (_, row) =>
    [...rows.subarray(row * ((width ?? 0) + 1) + 1, (row + 1) * ((width ?? 0) + 1))].flatMap((place) => [
      ...palette.subarray(place * 3, place * 3 + 3),
      255,
    ]),
  ).flat();
  return { width: width ?? 0, height: height ?? 0, rgba: Uint8Array.from(rgba) };
}
