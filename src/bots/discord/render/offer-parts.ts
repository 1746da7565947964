import type { View } from '#core/view.ts';
import { cut } from '#bots/shared/cut.ts';
import type { Desk } from './desk.ts';
import { mostButtonLabel, mostOptionLabel, mostPlaceholder, offerLimits } from '../limits.ts';
import { itemLines, lineParts } from './list-parts.ts';
import type { Offer, OfferGroup } from '#bots/shared/offers.ts';
import { offerGroups } from '#bots/shared/offers.ts';
import type { Part } from './part.ts';
import type { ActionRow } from './payload.ts';

/** What a view offers: long answers written out under their letters, then buttons in rows, or menus of many. */
export function offerParts(view: View, desk: Desk): readonly Part[] {
  const groups = offerGroups(view, offerLimits);
  const written = groups.flatMap(({ offers }) => offers.flatMap(writtenOut));
  const rows = groups.map((group, at): Part => ({ kind: 'row', row: rowOf(group, at, desk) }));
  const rule: readonly Part[] = rows.length > 0 ? [{ kind: 'rule' }] : [];
  return [...lineParts(written, 'apart'), ...rule, ...rows];
}

function writtenOut({ letter, words }: Offer): readonly string[] {
  if (letter === null) return [];
  return itemLines(
    [
      { kind: 'strong', text: letter },
      { kind: 'text', text: ` ${words}` },
    ],
    '',
  );
}

function rowOf({ shape, offers }: OfferGroup, row: number, desk: Desk): ActionRow {
  switch (shape) {
    case 'buttons':
      return { type: 1, components: offers.map((offer) => button(offer, desk)) };
    case 'menu':
      return { type: 1, components: [menu(offers, row, desk)] };
  }
}

const button = (offer: Offer, { idOf }: Desk) =>
  ({
    type: 2,
    style: offer.primary ? 1 : 2,
    label: offer.letter ?? labelOf(offer, mostButtonLabel),
    custom_id: idOf(offer.pressable),
  }) as const;

/** What is picked in a menu is told by its value: the same id as a button's. */
const menu = (offers: readonly Offer[], row: number, { idOf, say }: Desk) =>
  ({
    type: 3,
    custom_id: `${menuPrefix}${row}`,
    placeholder: cut(say('chat.choose'), mostPlaceholder),
    options: offers.map((offer) => ({ label: labelOf(offer, mostOptionLabel), value: idOf(offer.pressable) })),
  }) as const;

/** How the custom id of a menu begins; what was picked stands in the value that is sent with it. */
export const menuPrefix = 'menu:';

function labelOf({ words, letter }: Offer, most: number): string {
  if (words === '') return letter ?? '…';
  return cut(letter === null ? words : `${letter} · ${words}`, most);
}
