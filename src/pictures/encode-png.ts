import { crc32, deflateSync } from 'node:zlib';

/** An opaque picture: four bytes a pixel, red, green, blue and one that is not looked at, row after row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/**
 * A PNG of at most 256 colours, a third of the size of one in full colour: those that are used most stay as they are,
 * which are all plain areas, and each of the others (edges of letters) becomes the nearest of them.
 */
export function encodePng({ width, height, rgba }: Pixels): Uint8Array {
  const colours = wholePixels(rgba);
  const palette = mostUsed(colours);
  const rows = indexRows(colours, width, palette);
  return join([
    signature,
    chunk('IHDR', header(width, height)),
    chunk(
      'PLTE',
      Uint8Array.from(palette.flatMap((colour) => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 4 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Pixels as one number each: red in the lowest byte, as all machines that we run on have it. */
function wholePixels(rgba: Uint8Array): Uint32Array {
  const isAligned = rgba.byteOffset % 4 === 0;
  const bytes = isAligned ? rgba : Uint8Array.from(rgba);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function header(width: number, height: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Eight bits a pixel, which are places in the palette.
  bytes.set([8, 3], 8);
  return bytes;
}

function mostUsed(colours: Uint32Array): readonly number[] {
  const counts = new Map<number, number>();
  let start = 0;
  // Neighbours are mostly of the same colour: counted run by run.
  for (let at = 1; at <= colours.length; at += 1) {
    const colour = colours[start] ?? 0;
    if (at < colours.length && colours[at] === colour) continue;
    counts.set(colour, (counts.get(colour) ?? 0) + at - start);
    start = at;
  }
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, 256)
    .map(([colour]) => colour);
}

/** Each row begins with the number of its filter, which is none. */
function indexRows(colours: Uint32Array, width: number, palette: readonly number[]): Uint8Array {
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const alike = nearestIn(palette);
  const rows = new Uint8Array((width + 1) * (colours.length / width));
  let to = 0;
  let last = -1;
  let place = 0;
  for (let at = 0; at < colours.length; at += 1) {
    if (at % width === 0) to += 1;
    const colour = colours[at] ?? 0;
    if (colour !== last) {
      last = colour;
      place = places.get(colour) ?? alike(colour);
    }
    rows[to] = place;
    to += 1;
  }
  return rows;
}

/** The place of the nearest colour, found once for all colours that differ in the lowest three bits only. */
function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Int16Array(1 << 15).fill(-1);
  return (colour) => {
    const key = ((colour >> 3) & 0x1f) | ((colour >> 6) & 0x3e0) | ((colour >> 9) & 0x7c00);
    const place = known[key] ?? -1;
    if (place >= 0) return place;
    known[key] = nearest(colour, palette);
    return known[key] ?? 0;
  };
}

function nearest(colour: number, palette: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [place, other] of palette.entries()) {
    const red = (colour & 255) - (other & 255);
    const green = ((colour >> 8) & 255) - ((other >> 8) & 255);
    const blue = ((colour >> 16) & 255) - ((other >> 16) & 255);
    const distance = red * red * 3 + green * green * 4 + blue * blue * 2;
    if (distance < least) {
      least = distance;
      best = place;
    }
  }
  return best;
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(name), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
