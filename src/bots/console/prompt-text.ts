import { plain } from '#core/inline.ts';
import type { View } from '#core/view.ts';
import { offersOf } from './offers.ts';
import type { Prompt } from './prompt.ts';
import type { Paint } from './render.ts';
import { visibleLine } from './visible.ts';
import { columnsOf, cutTo } from '#core/width.ts';

interface Row {
  readonly columns: number;
  readonly paint: Paint;
}

/** What stands before the line being edited; at most half a row. */
export function promptText(prompt: Prompt, { columns, paint }: Row): string {
  if (prompt.kind === 'more') return '… ';
  if (prompt.hint === null) return '› ';
  return `${paint('dim', cutTo(visibleLine(prompt.hint), Math.floor(columns / 2) - 3))} › `;
}

/**
 * A passing view as one dim row, in the place of a prompt: what is typed meanwhile stands behind it. What it offers stands
 * last, under its numbers, however long the rest is.
 */
export function passingText(view: View, { columns, paint }: Row): string {
  const sentences = view.blocks.flatMap((block) => (block.kind === 'prose' ? [plain(block.spans)] : []));
  const told = [view.title, ...sentences].map(visibleLine).filter((sentence) => sentence !== '');
  const offers = offersOf(view).flatMap((offer, at) =>
    offer.kind === 'choice' ? [`${at + 1} ${visibleLine(offer.choice.label)}`] : [],
  );
  const offered = offers.map((offer) => ` · ${offer}`).join('');
  return `${paint('dim', cutTo(told.join(' · '), columns - 4 - columnsOf(offered)) + offered)} `;
}
