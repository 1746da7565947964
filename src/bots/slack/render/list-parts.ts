import type { Block } from '#core/view.ts';
import { fit } from './fit.ts';
import type { Size } from './group-by-size.ts';
import { groupBySize } from './group-by-size.ts';
import { jsonBytes } from './json-bytes.ts';
import type { TextPart } from './part.ts';
import { textPart } from './part.ts';
import type { RichElement, RichSection } from './payload.ts';
import { oneLine, wordsOf } from './rich-inlines.ts';

type List = Extract<Block, { readonly kind: 'list' }>;

/** A list, cut between its items where it is too long; an item that is too long itself goes on without a bullet. */
export function listParts({ ordered, items }: List): readonly TextPart[] {
  const lines = items.flatMap((item, at) => itemLines(item, at));
  return groupBySize(lines, sizeOf).map((piece) => {
    const words = piece.map(({ section }) => wordsOf(section.elements)).join('\n');
    return textPart('list', elements(piece, ordered), words);
  });
}

interface Line {
  readonly section: RichSection;
  /** How many items stand before it; null for what goes on with the item above. */
  readonly at: number | null;
}

/** An item without words keeps its bullet: the numbers of the others count on it. */
function itemLines(item: List['items'][number], at: number): readonly Line[] {
  const pieces = fit(oneLine(item));
  const shown = pieces.length > 0 ? pieces : [[{ type: 'text', text: '…' } as const]];
  return shown.map((inlines, piece) => ({
    section: { type: 'rich_text_section', elements: inlines },
    at: piece === 0 ? at : null,
  }));
}

const sizeOf = ({ section }: Line): Size => ({
  length: wordsOf(section.elements).length,
  bytes: jsonBytes(section) + 1,
});

function elements(lines: readonly Line[], ordered: boolean): readonly RichElement[] {
  return lines.reduce<readonly RichElement[]>((above, { section, at }) => {
    const last = above.at(-1);
    if (at === null) return [...above, section];
    if (last?.type !== 'rich_text_list') return [...above, listFrom(section, ordered ? at : null)];
    return [...above.slice(0, -1), { ...last, elements: [...last.elements, section] }];
  }, []);
}

function listFrom(section: RichSection, before: number | null): RichElement {
  if (before === null) return { type: 'rich_text_list', style: 'bullet', elements: [section] };
  const list = { type: 'rich_text_list', style: 'ordered', elements: [section] } as const;
  return before === 0 ? list : { ...list, offset: before };
}
