import type { Offer, OfferGroup } from '#bots/shared/offers.ts';
import { offerGroups } from '#bots/shared/offers.ts';
import type { Span, View } from '#core/view.ts';
import type { Desk } from './desk.ts';
import { mostButtonLabel, mostOptionLabel, mostPlaceholder, offerLimits } from '../limits.ts';
import type { Part } from './part.ts';
import type { Actions, Button, Menu } from './payload.ts';
import { plainText } from './plain-text.ts';
import { proseParts } from './prose-parts.ts';

/** Gives each button and menu of a message or page an `action_id` that no other has. */
export type NameAction = (kind: 'press' | 'menu') => string;

export function createActionNames(): NameAction {
  let count = 0;
  return (kind) => `${kind}:${(count += 1)}`;
}

/** What a view offers: long answers written out under their letters, then buttons, or menus of many. */
export function offerParts(view: View, desk: Desk, nameAction: NameAction): readonly Part[] {
  const groups = offerGroups(view, offerLimits);
  const blocks = groups.map((group) => actions(group, desk, nameAction));
  return [...writtenOut(groups), ...blocks.map((block): Part => ({ kind: 'actions', block, words: '' }))];
}

/** A block for each answer, or a line where a block for each would be too many. */
function writtenOut(groups: readonly OfferGroup[]): readonly Part[] {
  const lines = groups.flatMap(({ offers }) => offers).flatMap(lettered);
  if (lines.length <= offerLimits.mostAnswerButtons) return lines.flatMap(proseParts);
  return proseParts(lines.flatMap((line, at) => (at === 0 ? line : [{ kind: 'text', text: '\n' } as const, ...line])));
}

function lettered({ letter, words }: Offer): readonly (readonly Span[])[] {
  if (letter === null) return [];
  return [
    [
      { kind: 'strong', text: letter },
      { kind: 'text', text: `\u2002${words}` },
    ],
  ];
}

function actions({ shape, offers }: OfferGroup, desk: Desk, nameAction: NameAction): Actions {
  switch (shape) {
    case 'buttons':
      return { type: 'actions', elements: offers.map((offer) => button(offer, desk, nameAction('press'))) };
    case 'menu':
      return { type: 'actions', elements: [menu(offers, desk, nameAction('menu'))] };
  }
}

/** Only what core marks stands out: a lone `Cancel` should not. A letter is read aloud with what it stands for. */
function button({ pressable, letter, words }: Offer, { idOf }: Desk, actionId: string): Button {
  const isPrimary = 'weight' in pressable && pressable.weight === 'primary';
  return {
    type: 'button',
    action_id: actionId,
    value: idOf(pressable),
    text: plainText(letter ?? words, mostButtonLabel),
    ...(letter === null ? {} : { accessibility_label: plainText(`${letter} · ${words}`, mostButtonLabel).text }),
    ...(isPrimary ? { style: 'primary' } : {}),
  };
}

/** What is picked in a menu is told by its value: the same id as a button's. */
function menu(offers: readonly Offer[], { idOf, say }: Desk, actionId: string): Menu {
  return {
    type: 'static_select',
    action_id: actionId,
    placeholder: plainText(say('chat.choose'), mostPlaceholder),
    options: offers.map(({ pressable, letter, words }) => ({
      text: plainText(letter === null ? words : `${letter} · ${words}`, mostOptionLabel),
      value: idOf(pressable),
    })),
  };
}
