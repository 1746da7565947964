import type { Ask, Block, Field, Span, View } from '../view.ts';
import { prose, text } from '../view.ts';
import { hideSecrets } from './hide-secrets.ts';

/**
 * A view that shows no secret; the same one when there was none in it. What a form holds already goes back to its author
 * alone, and stays.
 */
export function viewWithoutSecrets(view: View): View {
  const clean: View = { ...view, title: hideSecrets(view.title), blocks: view.blocks.map(blockWithout) };
  return JSON.stringify(clean) === JSON.stringify(view) ? view : clean;
}

const spansWithout = (spans: readonly Span[]): readonly Span[] =>
  spans.map((span) => ({ ...span, text: hideSecrets(span.text) }));

function blockWithout(block: Block): Block {
  switch (block.kind) {
    case 'prose':
      return { ...block, spans: spansWithout(block.spans) };
    case 'code':
    case 'file':
      return { ...block, text: hideSecrets(block.text) };
    case 'list':
      return { ...block, items: block.items.map(spansWithout) };
    case 'table':
      return { ...block, header: block.header.map(spansWithout), rows: block.rows.map((row) => row.map(spansWithout)) };
    case 'progress':
      return { ...block, label: hideSecrets(block.label) };
    case 'picture':
      return pictureWithout(block);
    case 'choices':
      return { ...block, choices: block.choices.map((choice) => ({ ...choice, label: hideSecrets(choice.label) })) };
    case 'ask':
      return { ...block, ask: askWithout(block.ask) };
  }
}

/** One that would show a secret is told in words. */
function pictureWithout(block: Extract<Block, { readonly kind: 'picture' }>): Block {
  const drawn = JSON.stringify(block.picture);
  const words = hideSecrets(block.words);
  return hideSecrets(drawn) === drawn ? { ...block, words } : prose(text(words));
}

function askWithout(ask: Ask): Ask {
  return { ...ask, label: hideSecrets(ask.label), title: hideSecrets(ask.title), fields: ask.fields.map(fieldWithout) };
}

function fieldWithout(field: Field): Field {
  if (field.kind !== 'many-of') return field;
  return { ...field, options: field.options.map((option) => ({ ...option, label: hideSecrets(option.label) })) };
}
