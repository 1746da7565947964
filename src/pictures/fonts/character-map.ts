/** Finds glyphs of characters in a `cmap` table: its Unicode subtable of format 12, or else 4. */
export function characterMap(cmap: DataView): (codePoint: number) => number {
  const offsets = Array.from({ length: cmap.getUint16(2) }, (_, index) => index)
    .filter((index) => isUnicode(cmap.getUint16(4 + index * 8), cmap.getUint16(6 + index * 8)))
    .map((index) => cmap.getUint32(8 + index * 8));
  const full = offsets.find((offset) => cmap.getUint16(offset) === 12);
  if (full !== undefined) return (codePoint) => inGroups(cmap, full, codePoint);
  const basic = offsets.find((offset) => cmap.getUint16(offset) === 4);
  if (basic === undefined) throw new Error('expected a character map of format 4 or 12 in the font, found neither');
  return (codePoint) => (codePoint > 0xffff ? 0 : inSegments(cmap, basic, codePoint));
}

const isUnicode = (platform: number, encoding: number): boolean =>
  (platform === 0 && encoding !== 5) || (platform === 3 && (encoding === 1 || encoding === 10));

/** Format 12: groups of first, last and the first's glyph, in order. */
function inGroups(cmap: DataView, offset: number, codePoint: number): number {
  const count = cmap.getUint32(offset + 12);
  const at = firstNotBelow(count, (index) => cmap.getUint32(offset + 16 + index * 12 + 4) >= codePoint);
  if (at === count) return 0;
  const group = offset + 16 + at * 12;
  const first = cmap.getUint32(group);
  return first <= codePoint ? cmap.getUint32(group + 8) + codePoint - first : 0;
}

/** Format 4: four arrays, one after another: last characters, first ones, differences, offsets of glyph numbers. */
function inSegments(cmap: DataView, offset: number, codePoint: number): number {
  const double = cmap.getUint16(offset + 6);
  const at = firstNotBelow(double / 2, (index) => cmap.getUint16(offset + 14 + index * 2) >= codePoint);
  if (at === double / 2) return 0;
  const segment = offset + 16 + double + at * 2;
  const first = cmap.getUint16(segment);
  if (first > codePoint) return 0;
  const difference = cmap.getUint16(segment + double);
  const range = cmap.getUint16(segment + double * 2);
  if (range === 0) return (codePoint + difference) & 0xffff;
  const glyph = cmap.getUint16(segment + double * 2 + range + (codePoint - first) * 2);
  return glyph === 0 ? 0 : (glyph + difference) & 0xffff;
}

function firstNotBelow(count: number, isNotBelow: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isNotBelow(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
