import { plain } from '#core/inline.ts';
import type { Block, Span, View } from '#core/view.ts';
import { visibleLine } from './visible.ts';

/** All words of a view as plain text, for a file: what is too long to be read in a chat. Nothing in it is escaped. */
export function wholeText({ title, blocks }: View): string {
  return `${[title, ...blocks.map(blockText)].filter((part) => visibleLine(part) !== '').join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return spoken(block.spans);
    case 'code':
      return block.text;
    case 'list':
      return block.items.map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${spoken(item)}`).join('\n');
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(spoken).join(' | ')).join('\n');
    case 'progress':
      return `${block.label} ${block.done} / ${block.of}`;
    case 'picture':
      return block.words;
    case 'file':
      // Sent beside this one.
      return block.name;
    case 'choices':
    case 'ask':
      return '';
  }
}

const spoken = (spans: readonly Span[]): string =>
  plain(
    spans.map((span) =>
      span.kind === 'link' && span.text !== span.url ? { ...span, text: `${span.text} (${span.url})` } : span,
    ),
  );
