import type { Ask, Choice, View } from '#core/view.ts';
import { columnsOf } from '#core/width.ts';
import { visibleLine } from './visible.ts';

/** What can be pressed, as it will be shown. */
export interface Offer {
  readonly pressable: Choice | Ask;
  /** On one line, of any length, perhaps empty. */
  readonly words: string;
  /** The letter it goes by, where the words stand in the text; else null. */
  readonly letter: string | null;
  readonly primary: boolean;
}

/** What a platform shows of what can be pressed. */
export interface OfferLimits {
  /** More than these of a view are offered in menus. */
  readonly mostButtons: number;
  /** Of one list of answers; more of them become a menu. */
  readonly mostAnswerButtons: number;
  /** What a phone shows of a button, in columns; answers that are longer are written out above lettered buttons. */
  readonly phoneButton: number;
  readonly buttonsInRow: number;
  readonly optionsInMenu: number;
}

export interface OfferGroup {
  readonly shape: 'buttons' | 'menu';
  readonly offers: readonly Offer[];
}

/** All that a view offers, in reading order: each group is one row of buttons or one menu. */
export function offerGroups(view: View, limits: OfferLimits): readonly OfferGroup[] {
  const blocks = view.blocks.flatMap(pressables).filter((block) => block.length > 0);
  const all = blocks.flat();
  const alone = all.length === 1 || !all.some(isPrimary);
  const letters = createLetters();
  const groups = blocks.map((block): OfferGroup => {
    const lettered = isLettered(block, limits);
    const offers = block.map((pressable) => ({
      pressable,
      words: visibleLine(pressable.label),
      letter: lettered ? letters() : null,
      primary: isPrimary(pressable) || (alone && pressable === all[0] && !offersAlternatives(block)),
    }));
    return {
      shape: block.length > limits.mostAnswerButtons || all.length > limits.mostButtons ? 'menu' : 'buttons',
      offers,
    };
  });
  return groups.reduce(joinButtons, []).flatMap((group) => inSlices(group, limits));
}

function inSlices({ shape, offers }: OfferGroup, { buttonsInRow, optionsInMenu }: OfferLimits): readonly OfferGroup[] {
  const most = shape === 'menu' ? optionsInMenu : buttonsInRow;
  const count = Math.ceil(offers.length / most);
  return Array.from({ length: count }, (_, at) => ({ shape, offers: offers.slice(at * most, (at + 1) * most) }));
}

type Pressables = readonly (Choice | Ask)[];

function pressables(block: View['blocks'][number]): readonly Pressables[] {
  if (block.kind === 'choices') return [block.choices];
  return block.kind === 'ask' ? [[block.ask]] : [];
}

const isPrimary = (pressable: Choice | Ask): boolean => 'weight' in pressable && pressable.weight === 'primary';

/** Answers that a phone would cut are written out, and the buttons carry letters. */
function isLettered(block: Pressables, { phoneButton }: OfferLimits): boolean {
  return offersAlternatives(block) && block.some(({ label }) => columnsOf(visibleLine(label)) > phoneButton);
}

/** Whether one of several is to be picked: choices of one command that differ in what they send. */
function offersAlternatives(block: Pressables): boolean {
  return block.length > 1 && block.every(({ command }) => command === block[0]?.command);
}

/** A, B, … Z, AA, AB, … */
function createLetters(): () => string {
  let count = 0;
  return () => {
    let letters = '';
    for (let rest = (count += 1); rest > 0; rest = Math.floor((rest - 1) / 26)) {
      letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    }
    return letters;
  };
}

/** Buttons share rows; answers and menus have their own. */
function joinButtons(groups: readonly OfferGroup[], group: OfferGroup): readonly OfferGroup[] {
  const last = groups.at(-1);
  if (last === undefined || last.shape !== group.shape || isOnItsOwn(last) || isOnItsOwn(group))
    return [...groups, group];
  return [...groups.slice(0, -1), { ...group, offers: [...last.offers, ...group.offers] }];
}

const isOnItsOwn = ({ offers }: OfferGroup): boolean => offers.some(({ letter }) => letter !== null);
