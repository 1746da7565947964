import type { Block, Element, Fields, State } from '../wire.ts';
import { unescape } from '../world/entities.ts';
import type { StoredView } from '../world/model.ts';
import { valueMember } from '../world/state-values.ts';
import { chooseOptions } from './find-control.ts';

/** What somebody puts into a field: text, the label of an option, or labels of options. */
export type FieldValue = string | readonly string[];

/** Fills fields of a view by their labels; throws for a field that is not there. */
export function fillForm(view: StoredView, values: Readonly<Record<string, FieldValue>>): void {
  for (const [label, value] of Object.entries(values)) {
    const { block, element } = fieldOf(view, label);
    view.state = withValue(view.state, { block, element, value: valueFor(element, value) });
  }
}

/** A field of a view by its label. */
export function fieldOf(view: StoredView, label: string): { readonly block: Block; readonly element: Element } {
  const block = view.body.blocks.find((one) => one.type === 'input' && unescape(one.label?.text ?? '') === label);
  if (block?.element === undefined) {
    const labels = view.body.blocks.flatMap((one) => (one.label === undefined ? [] : [unescape(one.label.text)]));
    throw new Error(`expected a field "${label}"; there is ${JSON.stringify(labels)}`);
  }
  return { block, element: block.element };
}

interface Filling {
  readonly block: Block;
  readonly element: Element;
  readonly value: unknown;
}

/** The state with another value at one control. */
export function withValue(state: State, { block, element, value }: Filling): State {
  const { block_id: blockId = '', type } = { ...block, type: element.type };
  const values: Fields = { type, [valueMember(type)]: value };
  return { ...state, [blockId]: { ...state[blockId], [element.action_id ?? '']: values } };
}

function valueFor(element: Element, value: FieldValue): unknown {
  const member = valueMember(element.type);
  if (member === 'value') return [value].flat().join('\n');
  if (!member.startsWith('selected_option')) return member.endsWith('s') ? [value].flat() : value;
  const chosen = chooseOptions(element, [value].flat());
  if (chosen === null)
    throw new Error(`expected the options ${JSON.stringify(value)}; there are ${JSON.stringify(element.options)}`);
  return member === 'selected_options' ? chosen : chosen[0];
}

/** Why Slack's own client would not send the form yet, by the label of the field; empty: it would. */
export function problemsOfForm({ body, state }: StoredView): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {};
  for (const { type, block_id: blockId = '', element, label, optional } of body.blocks) {
    if (type !== 'input' || element === undefined) continue;
    const value = state[blockId]?.[element.action_id ?? '']?.[valueMember(element.type)];
    const problem = problemOf(element, value, optional === true ? 'optional' : 'required');
    if (problem !== null) problems[unescape(label?.text ?? '')] = problem;
  }
  return problems;
}

function problemOf(element: Element, value: unknown, need: 'optional' | 'required'): string | null {
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return need === 'required' ? 'Please complete this required field.' : null;
  return typeof value === 'string' ? problemOfText(element, value) : null;
}

function problemOfText(element: Element, value: string): string | null {
  const { type, min_length: min = 0, max_length: max = 3000 } = element;
  switch (type) {
    case 'plain_text_input':
      if (value.length < min) return `At least ${min} characters are needed.`;
      return value.length > max ? `At most ${max} characters are possible.` : null;
    case 'number_input':
      return isNumber(element, value) ? null : 'Please enter a number in range.';
    case 'email_text_input':
      return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? null : 'Please enter an email address.';
    case 'url_text_input':
      return URL.canParse(value) ? null : 'Please enter a URL.';
    default:
      return null;
  }
}

function isNumber({ is_decimal_allowed: decimals, min_value: min, max_value: max }: Element, value: string): boolean {
  const number = Number(value);
  const isInRange = number >= Number(min ?? -Infinity) && number <= Number(max ?? Infinity);
  return Number.isFinite(number) && isInRange && (decimals === true || Number.isInteger(number));
}
