/** A list of byte strings in a `CFF` table. */
export interface CffIndex {
  readonly count: number;
  /** Where what follows it begins. */
  readonly end: number;
  /** An empty one when there is no such item. */
  item(at: number): DataView;
}

/** The index that begins at an offset. */
export function readIndex(cff: DataView, start: number): CffIndex {
  const count = cff.getUint16(start);
  if (count === 0) return { count, end: start + 2, item: () => new DataView(cff.buffer, cff.byteOffset, 0) };
  const size = cff.getUint8(start + 2);
  const data = start + 2 + (count + 1) * size;
  const offset = (at: number): number => {
    let value = 0;
    for (let byte = 0; byte < size; byte += 1) value = value * 256 + cff.getUint8(start + 3 + at * size + byte);
    return data + value;
  };
  return {
    count,
    end: offset(count),
    item: (at) =>
      at < 0 || at >= count
        ? new DataView(cff.buffer, cff.byteOffset, 0)
        : new DataView(cff.buffer, cff.byteOffset + offset(at), offset(at + 1) - offset(at)),
  };
}

/** Operators with their numbers; an operator of two bytes is 12 × 256 and the second. */
export function readDictionary(bytes: DataView): ReadonlyMap<number, readonly number[]> {
  const entries = new Map<number, readonly number[]>();
  let numbers: number[] = [];
  for (let at = 0; at < bytes.byteLength;) {
    const first = bytes.getUint8(at);
    if (first <= 21) {
      entries.set(first === 12 ? 0x0c00 + bytes.getUint8(at + 1) : first, numbers);
      numbers = [];
      at += first === 12 ? 2 : 1;
      continue;
    }
    const { value, length } = readNumber(bytes, at);
    numbers.push(value);
    at += length;
  }
  return entries;
}

function readNumber(bytes: DataView, at: number): { readonly value: number; readonly length: number } {
  const first = bytes.getUint8(at);
  if (first === 28) return { value: bytes.getInt16(at + 1), length: 3 };
  if (first === 29) return { value: bytes.getInt32(at + 1), length: 5 };
  // A decimal number, two digits a byte, to the byte with 15 in it. None of those is needed here.
  if (first === 30) {
    let length = 1;
    while ((bytes.getUint8(at + length) & 15) !== 15) length += 1;
    return { value: Number.NaN, length: length + 1 };
  }
  if (first <= 246) return { value: first - 139, length: 1 };
  const second = bytes.getUint8(at + 1);
  if (first <= 250) return { value: (first - 247) * 256 + second + 108, length: 2 };
  return { value: -(first - 251) * 256 - second - 108, length: 2 };
}
