import type { Font, Pen } from './font.ts';

/** Draws glyphs of a TrueType font: contours of quadratic curves, and glyphs put together from others. */
export function glyfOutlines(tables: GlyfTables): Font['draw'] {
  return (glyph, pen) => drawGlyph(tables, glyph, { pen, place: asItIs, depth: 0 });
}

interface GlyfTables {
  readonly glyf: DataView;
  readonly loca: DataView;
  readonly longOffsets: boolean;
}

interface Drawing {
  readonly pen: Pen;
  readonly place: Place;
  /** How many glyphs this one is a part of. */
  readonly depth: number;
}

type Place = (point: Point) => Point;

interface Point {
  readonly x: number;
  readonly y: number;
}

const asItIs: Place = (point) => point;
const deepest = 6;

function drawGlyph(tables: GlyfTables, glyph: number, drawing: Drawing): void {
  const start = offsetOf(tables, glyph);
  if (start === offsetOf(tables, glyph + 1) || drawing.depth > deepest) return;
  const contours = tables.glyf.getInt16(start);
  if (contours < 0) return drawParts(tables, start + 10, drawing);
  for (const contour of readContours(tables.glyf, start, contours))
    drawContour(contour.map(placed(drawing.place)), drawing.pen);
}

const offsetOf = ({ loca, longOffsets }: GlyfTables, glyph: number): number =>
  longOffsets ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;

interface CurvePoint extends Point {
  readonly isOn: boolean;
}

const placed =
  (place: Place) =>
  ({ x, y, isOn }: CurvePoint): CurvePoint => ({ ...place({ x, y }), isOn });

function readContours(glyf: DataView, start: number, count: number): readonly (readonly CurvePoint[])[] {
  const ends = Array.from({ length: count }, (_, index) => glyf.getUint16(start + 10 + index * 2));
  const points = (ends.at(-1) ?? -1) + 1;
  const instructions = start + 10 + count * 2;
  const { flags, at } = readFlags(glyf, instructions + 2 + glyf.getUint16(instructions), points);
  const xs = readCoordinates(glyf, at, { flags, short: 2, same: 16 });
  const ys = readCoordinates(glyf, xs.at, { flags, short: 4, same: 32 });
  const all = flags.map((flag, index) => ({
    x: xs.values[index] ?? 0,
    y: ys.values[index] ?? 0,
    isOn: (flag & 1) === 1,
  }));
  return ends.map((end, index) => all.slice((ends[index - 1] ?? -1) + 1, end + 1));
}

function readFlags(
  glyf: DataView,
  start: number,
  count: number,
): { readonly flags: readonly number[]; readonly at: number } {
  const flags: number[] = [];
  let at = start;
  while (flags.length < count) {
    const flag = glyf.getUint8(at++);
    const times = (flag & 8) === 0 ? 1 : glyf.getUint8(at++) + 1;
    for (let time = 0; time < times; time += 1) flags.push(flag);
  }
  return { flags, at };
}

interface Coding {
  readonly flags: readonly number[];
  /** The flag of a coordinate in one byte, whose sign is then the other flag. */
  readonly short: number;
  /** Else the flag of one that is as before. */
  readonly same: number;
}

function readCoordinates(glyf: DataView, start: number, { flags, short, same }: Coding): Coordinates {
  let at = start;
  let value = 0;
  const values = flags.map((flag) => {
    if ((flag & short) !== 0) value += (flag & same) === 0 ? -glyf.getUint8(at++) : glyf.getUint8(at++);
    else if ((flag & same) === 0) {
      value += glyf.getInt16(at);
      at += 2;
    }
    return value;
  });
  return { values, at };
}

interface Coordinates {
  readonly values: readonly number[];
  readonly at: number;
}

/** Between two points off the curve there is one on it, half-way. */
function drawContour(points: readonly CurvePoint[], pen: Pen): void {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return;
  const start = first.isOn ? first : last.isOn ? last : halfWay(first, last);
  pen.move(start.x, start.y);
  let control: Point | null = null;
  for (const point of [...(first.isOn ? points.slice(1) : points), { ...start, isOn: true }]) {
    if (!point.isOn) {
      if (control !== null) {
        const middle = halfWay(control, point);
        pen.quad([control.x, control.y, middle.x, middle.y]);
      }
      control = point;
      continue;
    }
    if (control === null) pen.line(point.x, point.y);
    else pen.quad([control.x, control.y, point.x, point.y]);
    control = null;
  }
}

const halfWay = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

/** A glyph such as é: other glyphs, each moved, scaled or turned. */
function drawParts(tables: GlyfTables, start: number, drawing: Drawing): void {
  const { glyf } = tables;
  let at = start;
  for (let flags = moreParts; (flags & moreParts) !== 0;) {
    flags = glyf.getUint16(at);
    const glyph = glyf.getUint16(at + 2);
    const wide = (flags & 1) !== 0;
    const [x, y] = wide ? [glyf.getInt16(at + 4), glyf.getInt16(at + 6)] : [glyf.getInt8(at + 4), glyf.getInt8(at + 5)];
    at += wide ? 8 : 6;
    const turn = readTurn(glyf, at, flags);
    at += turn.bytes;
    const { place } = drawing;
    const inside: Place = (point) =>
      place({ x: turn.xx * point.x + turn.yx * point.y + x, y: turn.xy * point.x + turn.yy * point.y + y });
    drawGlyph(tables, glyph, { ...drawing, place: inside, depth: drawing.depth + 1 });
  }
}

const moreParts = 32;

function readTurn(glyf: DataView, at: number, flags: number): Turn {
  const scale = (index: number): number => glyf.getInt16(at + index * 2) / 16_384;
  if ((flags & 8) !== 0) return { xx: scale(0), xy: 0, yx: 0, yy: scale(0), bytes: 2 };
  if ((flags & 64) !== 0) return { xx: scale(0), xy: 0, yx: 0, yy: scale(1), bytes: 4 };
  if ((flags & 128) !== 0) return { xx: scale(0), xy: scale(1), yx: scale(2), yy: scale(3), bytes: 8 };
  return { xx: 1, xy: 0, yx: 0, yy: 1, bytes: 0 };
}

interface Turn {
  readonly xx: number;
  readonly xy: number;
  readonly yx: number;
  readonly yy: number;
  readonly bytes: number;
}
