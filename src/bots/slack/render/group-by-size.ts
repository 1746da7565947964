import { mostPiece, mostPieceBytes } from '../limits.ts';

export interface Size {
  /** In UTF-16 units of text. */
  readonly length: number;
  /** As JSON. */
  readonly bytes: number;
}

/** Things in groups of which each fits one piece of text; one that fits none has a group of its own. */
export function groupBySize<Item>(
  items: readonly Item[],
  sizeOf: (item: Item, before: Item | undefined) => Size,
): readonly (readonly Item[])[] {
  const groups: Item[][] = [];
  let [length, bytes] = [Infinity, Infinity];
  for (const item of items) {
    const group = groups.at(-1);
    const size = sizeOf(item, group?.at(-1));
    if (group !== undefined && isSmall({ length: length + size.length, bytes: bytes + size.bytes })) {
      group.push(item);
      length += size.length;
      bytes += size.bytes;
    } else {
      groups.push([item]);
      ({ length, bytes } = sizeOf(item, undefined));
    }
  }
  return groups;
}

/** Whether one piece of text holds it. */
export const isSmall = ({ length, bytes }: Size): boolean => length <= mostPiece && bytes <= mostPieceBytes;
