import { visible, visibleLine } from '#bots/shared/visible.ts';
import type { Ask, Block, Choice, View } from '#core/view.ts';

/** What can be pressed, in its order. */
export function pressablesOf(any: View): readonly (Choice | Ask)[] {
  return any.blocks.flatMap((block): readonly (Choice | Ask)[] => {
    if (block.kind === 'choices') return block.choices;
    return block.kind === 'ask' ? [block.ask] : [];
  });
}

/**
 * The first text of the view that does not stand there behind those before it; null when all do. `squash` takes out what
 * a platform may put between words.
 */
export function inOrder(shown: string, any: View, squash: (text: string) => string): string | null {
  let from = 0;
  for (const words of [any.title, ...any.blocks.flatMap(textsOf)].map((text) => squash(visible(text)))) {
    const at = shown.indexOf(words, from);
    if (at < 0) return words;
    from = at + words.length;
  }
  return null;
}

/** What stands in one piece; a title may be cut where it stands again below. */
function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return block.spans.map(({ text }) => text);
    case 'code':
      return [block.text];
    case 'list':
      return block.items.flat().map(({ text }) => text);
    case 'progress':
      return [visibleLine(block.label)];
    case 'picture':
      return [block.words];
    case 'table':
      return [block.header, ...block.rows].flat(2).map(({ text }) => text);
    case 'file':
    case 'choices':
    case 'ask':
      return [];
  }
}
