import type { Block, Element, Fields, Option } from '../wire.ts';
import { unescape } from '../world/entities.ts';
import { elementsOf } from '../world/state-values.ts';

/** A control that somebody found by what stands on it. */
export interface Control {
  readonly block: Block;
  readonly element: Element;
  /** What goes into `actions` besides the ids. */
  readonly action: Fields;
}

/** The button with this label. */
export function findButton(blocks: readonly Block[], label: string): Control | null {
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const found = pressed(element, label);
      if (found !== null) return { block, element, action: found };
    }
  }
  return null;
}

function pressed(element: Element, label: string): Fields | null {
  const { type, text, value, url } = element;
  if (type === 'feedback_buttons') {
    const chosen = [element.positive_button, element.negative_button].find(
      (one) => one !== undefined && unescape(one.text.text) === label,
    );
    return chosen === undefined ? null : { type, text: chosen.text, value: chosen.value };
  }
  if (!type.endsWith('button') || typeof text !== 'object' || unescape(text.text) !== label) return null;
  return { type, text, ...(value === undefined ? {} : { value }), ...(url === undefined ? {} : { url }) };
}

/** The menu, checkboxes or choices with all of these options. */
export function findMenu(
  blocks: readonly Block[],
  labels: readonly string[],
): (Control & { readonly chosen: readonly Option[] }) | null {
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const chosen = chooseOptions(element, labels);
      if (chosen === null) continue;
      const isOne = ['static_select', 'radio_buttons', 'overflow'].includes(element.type);
      if (isOne && chosen.length !== 1) throw new Error(`a ${element.type} takes one option, not ${chosen.length}`);
      const action = isOne
        ? { type: element.type, selected_option: chosen[0] }
        : { type: element.type, selected_options: chosen };
      return {
        block,
        element,
        action: { ...action, ...(element.placeholder === undefined ? {} : { placeholder: element.placeholder }) },
        chosen,
      };
    }
  }
  return null;
}

/** The options of a menu with these labels; null when one is missing. */
export function chooseOptions(element: Element, labels: readonly string[]): readonly Option[] | null {
  const options = element.options ?? (element.option_groups ?? []).flatMap((group) => group.options);
  const chosen = labels.map((label) => options.find(({ text }) => unescape(text.text) === label));
  return options.length > 0 && chosen.every((one) => one !== undefined) ? chosen : null;
}
