import { componentTypes, selectTypes } from '../codes.ts';
import type { SelectOption } from '../wire.ts';
import type { Findings } from './problem.ts';
import type { Placed } from './walk.ts';

/** Checks what is true of buttons, menus and ids wherever they stand. */
export function checkControls(placed: readonly Placed[], found: Findings): void {
  checkUnique(placed, found);
  for (const one of placed) {
    if (one.component.type === componentTypes.button) checkButton(one, found);
    if (selectTypes.includes(one.component.type)) checkRange(one, found);
    if (one.component.options !== undefined) checkOptions(one, found);
  }
}

function checkUnique(placed: readonly Placed[], found: Findings): void {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const { component, path } of placed) {
    const { custom_id: customId, id } = component;
    if (typeof customId === 'string' && customIds.has(customId)) {
      found.refuse(
        [...path, 'custom_id'],
        'COMPONENT_CUSTOM_ID_DUPLICATED',
        'Component custom id cannot be duplicated',
      );
    }
    if (typeof id === 'number' && id !== 0 && ids.has(id)) {
      found.refuse([...path, 'id'], 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    }
    if (typeof customId === 'string') customIds.add(customId);
    if (typeof id === 'number') ids.add(id);
  }
}

function checkButton({ component, path }: Placed, found: Findings): void {
  const { custom_id: customId, url, label, emoji, style } = component;
  const isSaid = (text: string | null | undefined): boolean => typeof text === 'string' && text.trim() !== '';
  const has = { customId: isSaid(customId), url: isSaid(url), face: isSaid(label) || typeof emoji === 'object' };
  const isLink = style === 5;
  if (style === 6) return;
  if (isLink && !has.url) found.refuse([...path, 'url'], 'BASE_TYPE_REQUIRED', 'A url is required');
  if (isLink === has.customId) {
    const message = isLink ? 'A custom id and url cannot both be specified' : 'A custom id is required';
    found.refuse([...path, 'custom_id'], 'BUTTON_COMPONENT_CUSTOM_ID', message);
  }
  if (!isLink && has.url) found.refuse([...path, 'url'], 'BUTTON_COMPONENT_URL', 'Only a link button may have a url');
  if (!has.face)
    found.refuse([...path, 'label'], 'BUTTON_COMPONENT_INVALID_EMPTY', 'A button needs a label or an emoji');
}

function checkRange({ component, path }: Placed, found: Findings): void {
  const least = component.min_values ?? 1;
  const most = component.max_values ?? 1;
  if (least > most) {
    found.refuse([...path, 'min_values'], 'SELECT_RANGE', `min_values ${least} must not be above max_values ${most}`);
  }
  if (component.options !== undefined && most > component.options.length) {
    const message = `max_values ${most} must not be above the number of options, ${component.options.length}`;
    found.refuse([...path, 'max_values'], 'SELECT_RANGE', message);
  }
}

function checkOptions({ component, path }: Placed, found: Findings): void {
  const options: readonly SelectOption[] = component.options ?? [];
  const values = new Set<string>();
  for (const [index, { value, label }] of options.entries()) {
    const place = [...path, 'options', index];
    if (values.has(value)) {
      found.refuse(
        [...place, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    if (label.trim() === '') found.refuse([...place, 'label'], 'BASE_TYPE_REQUIRED', 'This field is required');
    values.add(value);
  }
  const chosen = options.filter((option) => option.default === true).length;
  const most = component.type === componentTypes.checkboxGroup ? options.length : 1;
  if (chosen > (component.max_values ?? most)) {
    found.refuse([...path, 'options'], 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', `${chosen} options are chosen by default`);
  }
}
