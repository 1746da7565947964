import { render } from '#bots/console/render.ts';
import { unhighlighted } from '#bots/console/code-lines.ts';
import { phrases } from '#core/phrases.ts';
import type { Block, Span, View } from '#core/view.ts';
import { columnsOf } from '#core/width.ts';
import type { Say } from '#core/words.ts';

/** What no reply on the walk may be: a sentence for each fault of a final view. */
export function faultsIn(view: View, say: Say): readonly string[] {
  const told = view.blocks.flatMap(wordsIn);
  return [
    ...(hasWayOn(view) ? [] : ['a dead end: nothing can be pressed']),
    ...(view.title === say('incident.title') ? ['an apology'] : []),
    ...(view.title === say('refusal.title') ? ['a refusal'] : []),
    ...[view.title, ...told].filter((text) => /\{\{|\}\}|undefined|\[object/u.test(text)).map((t) => `unfilled: ${t}`),
    ...[view.title, ...told].flatMap(keysIn).map((key) => `an untranslated key: ${key}`),
    ...view.blocks.filter(isEmpty).map(({ kind }) => `an empty ${kind}`),
    ...widths.flatMap((columns) => tooWide(view, columns, say)),
  ];
}

/** A narrow terminal and a usual one. */
const widths = [40, 80];

const hasWayOn = ({ blocks }: View): boolean =>
  blocks.some((block) => block.kind === 'ask' || (block.kind === 'choices' && block.choices.length > 0));

/** Sentences and labels, without code. */
function wordsIn(block: Block): readonly string[] {
  switch (block.kind) {
    case 'prose':
      return [wordsOf(block.spans)];
    case 'list':
      return block.items.map(wordsOf);
    case 'table':
      return [...block.header, ...block.rows.flat()].map(wordsOf);
    case 'progress':
      return [block.label];
    case 'picture':
      return [block.words];
    case 'choices':
      return block.choices.map(({ label }) => label);
    case 'ask':
      return [block.ask.label, block.ask.title, ...block.ask.fields.map(({ label }) => label)];
    case 'code':
    case 'file':
      return [];
  }
}

const wordsOf = (spans: readonly Span[]): string =>
  spans.map(({ kind, text }) => (kind === 'code' ? '…' : text)).join('');

const keysIn = (text: string): readonly string[] =>
  text.match(/[\w-]+\.[\w-]+/gu)?.filter((key) => key in phrases) ?? [];

function isEmpty(block: Block): boolean {
  switch (block.kind) {
    case 'prose':
      return block.spans.every(({ text }) => text.trim() === '');
    case 'list':
      return block.items.length === 0 || block.items.some((item) => wordsOf(item).trim() === '');
    case 'table':
      return block.rows.length === 0;
    case 'code':
    case 'file':
      return block.text.trim() === '';
    case 'picture':
      return block.words.trim() === '';
    case 'choices':
      return block.choices.length === 0 || block.choices.some(({ label }) => label.trim() === '');
    case 'ask':
      return block.ask.fields.length === 0;
    case 'progress':
      return block.of === 0;
  }
}

function tooWide(view: View, columns: number, say: Say): readonly string[] {
  const lines = onConsole(view, columns, say).split('\n');
  return lines.filter((line) => columnsOf(line) > columns).map((line) => `wider than ${columns} columns: ${line}`);
}

/** The view as a terminal without colours shows it. */
function onConsole(view: View, columns: number, say: Say): string {
  const paint = (_: string, text: string): string => text;
  return render(view, { columns, codeLines: 'cut', highlight: unhighlighted, paint, say, savedAt: new Map() });
}
