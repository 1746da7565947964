import type { CffIndex } from './cff-index.ts';
import { readDictionary, readIndex } from './cff-index.ts';
import { drawCharstring } from './charstring.ts';
import type { Font } from './font.ts';

/** Draws glyphs of a font with a `CFF` table (version 1), plain or made of several fonts (CID-keyed). */
export function readCff(cff: DataView): Font['draw'] {
  const names = readIndex(cff, cff.getUint8(2));
  const tops = readIndex(cff, names.end);
  const strings = readIndex(cff, tops.end);
  const globals = readIndex(cff, strings.end);
  const top = readDictionary(tops.item(0));
  const charstrings = readIndex(cff, only(top, operators.charstrings));
  const locals = localsOf(cff, top);
  return (glyph, pen) => {
    if (glyph < charstrings.count) drawCharstring(charstrings.item(glyph), { globals, locals: locals(glyph) }, pen);
  };
}

const operators = { charstrings: 17, private: 18, locals: 19, fonts: 0x0c24, fontOfGlyph: 0x0c25 };

type Dictionary = ReadonlyMap<number, readonly number[]>;

const only = (dictionary: Dictionary, operator: number): number => dictionary.get(operator)?.[0] ?? 0;

/** Which local subroutines a glyph calls. */
function localsOf(cff: DataView, top: Dictionary): (glyph: number) => CffIndex | null {
  if (!top.has(operators.fonts)) {
    const locals = localsIn(cff, top);
    return () => locals;
  }
  const fonts = readIndex(cff, only(top, operators.fonts));
  const locals = Array.from({ length: fonts.count }, (_, font) => localsIn(cff, readDictionary(fonts.item(font))));
  const fontOf = fontOfGlyph(cff, only(top, operators.fontOfGlyph));
  return (glyph) => locals[fontOf(glyph)] ?? null;
}

function localsIn(cff: DataView, dictionary: Dictionary): CffIndex | null {
  const [size = 0, offset = 0] = dictionary.get(operators.private) ?? [];
  const own = readDictionary(new DataView(cff.buffer, cff.byteOffset + offset, size));
  const locals = only(own, operators.locals);
  return locals === 0 ? null : readIndex(cff, offset + locals);
}

/** Format 0 has a byte for each glyph, format 3 ranges. */
function fontOfGlyph(cff: DataView, offset: number): (glyph: number) => number {
  if (cff.getUint8(offset) === 0) return (glyph) => cff.getUint8(offset + 1 + glyph);
  const count = cff.getUint16(offset + 1);
  const ranges = Array.from({ length: count }, (_, index) => ({
    first: cff.getUint16(offset + 3 + index * 3),
    font: cff.getUint8(offset + 5 + index * 3),
  }));
  return (glyph) => ranges.findLast(({ first }) => first <= glyph)?.font ?? 0;
}
