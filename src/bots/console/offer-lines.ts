import type { View } from '#core/view.ts';
import type { Offer } from './offers.ts';
import { isPrimary, offersAlternatives, offersOf } from './offers.ts';
import type { Line, Piece } from './pieces.ts';
import { lineColumns, piece } from './pieces.ts';
import { visibleLine } from './visible.ts';
import { wrap } from './wrap.ts';

/** What a view offers, each once under its number: on one line, or one a line where they are long or alternatives. */
export function offerLines(view: View, columns: number): readonly Line[] {
  const offers = offersOf(view);
  if (offers.length === 0) return [];
  const together = onOneLine(offers);
  if (!offersAlternatives(view) && lineColumns(together) <= columns) return [together];
  return offers.flatMap((offer, index) => onItsOwn(offer, { index, offers, columns }));
}

function onOneLine(offers: readonly Offer[]): Line {
  return offers.flatMap((offer, index) => [
    ...(index === 0 ? [] : [piece('   ')]),
    ...(isPrimary(offer) ? [piece(primaryMark, 'primary')] : []),
    piece(`${index + 1} `, 'number'),
    label(offer),
  ]);
}

interface Among {
  readonly index: number;
  readonly offers: readonly Offer[];
  readonly columns: number;
}

function onItsOwn(offer: Offer, { index, offers, columns }: Among): readonly Line[] {
  const number = `${String(index + 1).padStart(String(offers.length).length)} `;
  const mark = isPrimary(offer) ? primaryMark : ' '.repeat(primaryMark.length);
  const lead = offers.some(isPrimary) ? [piece(mark, 'primary'), piece(number, 'number')] : [piece(number, 'number')];
  const indent = lineColumns(lead);
  return wrap([label(offer)], columns - indent).map((line, row) => [
    ...(row === 0 ? lead : [piece(' '.repeat(indent))]),
    ...line,
  ]);
}

/** Stands before the number of the choice that most take. */
const primaryMark = '▸ ';

/** A form is told from a button by the dots that menus have for it. */
function label(offer: Offer): Piece {
  if (offer.kind === 'ask') return piece(`${visibleLine(offer.ask.label)}…`);
  return piece(visibleLine(offer.choice.label), isPrimary(offer) ? 'primary' : 'plain');
}
