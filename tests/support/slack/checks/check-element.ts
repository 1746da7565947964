import type { Fields } from '../wire.ts';
import { asText } from '../wire.ts';
import { checkText, isObject } from './check-text.ts';
import type { Findings } from './finding.ts';
import { limits } from './limits.ts';

/** Where an element stands. */
export type Spot = 'actions' | 'accessory' | 'input' | 'card';

const menus = ['static_select', 'external_select', 'users_select', 'conversations_select', 'channels_select'];
const multiMenus = menus.map((type) => `multi_${type}`);
const pickers = ['datepicker', 'timepicker', 'datetimepicker'];

const allowed: Readonly<Record<Spot, readonly string[]>> = {
  actions: [
    'button',
    'checkboxes',
    'overflow',
    'radio_buttons',
    'rich_text_input',
    'workflow_button',
    ...menus,
    ...multiMenus,
    ...pickers,
  ],
  accessory: [
    'button',
    'checkboxes',
    'image',
    'overflow',
    'radio_buttons',
    'workflow_button',
    ...menus,
    ...multiMenus,
    ...pickers,
  ],
  input: [
    'checkboxes',
    'email_text_input',
    'file_input',
    'number_input',
    'plain_text_input',
    'radio_buttons',
    'rich_text_input',
    'url_text_input',
    ...menus,
    ...multiMenus,
    ...pickers,
  ],
  card: ['button'],
};

/** Members that each element may have besides type and action_id. */
const members: Readonly<Record<string, readonly string[]>> = {
  button: ['text', 'value', 'url', 'style', 'confirm', 'accessibility_label'],
  workflow_button: ['text', 'workflow', 'style', 'accessibility_label', 'confirm'],
  checkboxes: ['options', 'initial_options', 'confirm', 'focus_on_load'],
  radio_buttons: ['options', 'initial_option', 'confirm', 'focus_on_load'],
  overflow: ['options', 'confirm'],
  image: ['image_url', 'slack_file', 'alt_text'],
  static_select: ['options', 'option_groups', 'initial_option', 'placeholder', 'confirm', 'focus_on_load'],
  external_select: ['initial_option', 'min_query_length', 'placeholder', 'confirm', 'focus_on_load'],
  users_select: ['initial_user', 'placeholder', 'confirm', 'focus_on_load'],
  channels_select: ['initial_channel', 'response_url_enabled', 'placeholder', 'confirm', 'focus_on_load'],
  conversations_select: [
    'initial_conversation',
    'default_to_current_conversation',
    'response_url_enabled',
    'filter',
    'placeholder',
    'confirm',
    'focus_on_load',
  ],
  multi_static_select: [
    'options',
    'option_groups',
    'initial_options',
    'max_selected_items',
    'placeholder',
    'confirm',
    'focus_on_load',
  ],
  multi_external_select: [
    'initial_options',
    'min_query_length',
    'max_selected_items',
    'placeholder',
    'confirm',
    'focus_on_load',
  ],
  multi_users_select: ['initial_users', 'max_selected_items', 'placeholder', 'confirm', 'focus_on_load'],
  multi_channels_select: ['initial_channels', 'max_selected_items', 'placeholder', 'confirm', 'focus_on_load'],
  multi_conversations_select: [
    'initial_conversations',
    'default_to_current_conversation',
    'filter',
    'max_selected_items',
    'placeholder',
    'confirm',
    'focus_on_load',
  ],
  datepicker: ['initial_date', 'placeholder', 'confirm', 'focus_on_load'],
  timepicker: ['initial_time', 'timezone', 'placeholder', 'confirm', 'focus_on_load'],
  datetimepicker: ['initial_date_time', 'confirm', 'focus_on_load'],
  plain_text_input: [
    'initial_value',
    'multiline',
    'min_length',
    'max_length',
    'dispatch_action_config',
    'focus_on_load',
    'placeholder',
  ],
  rich_text_input: [
    'initial_value',
    'dispatch_action_config',
    'focus_on_load',
    'placeholder',
    'min_lines',
    'max_lines',
  ],
  email_text_input: ['initial_value', 'dispatch_action_config', 'focus_on_load', 'placeholder'],
  url_text_input: ['initial_value', 'dispatch_action_config', 'focus_on_load', 'placeholder'],
  number_input: [
    'is_decimal_allowed',
    'initial_value',
    'min_value',
    'max_value',
    'dispatch_action_config',
    'focus_on_load',
    'placeholder',
  ],
  file_input: ['filetypes', 'max_files'],
};

const plain = ['plain_text'] as const;

/** Checks one button, menu, picker, field or picture. */
export function checkElement(
  findings: Findings,
  at: string,
  wish: { readonly value: unknown; readonly spot: Spot },
): void {
  const { value, spot } = wish;
  if (!isObject(value)) return findings.refuse(at, 'an element is needed');
  const type = asText(value['type']);
  if (!allowed[spot].includes(type)) return findings.refuse(`${at}.type`, `unsupported type in ${spot}: ${type}`);
  findings.members(at, value, ['type', ...(type === 'image' ? [] : ['action_id']), ...(members[type] ?? [])]);
  if (value['action_id'] !== undefined) findings.length(`${at}.action_id`, value['action_id'], { max: limits.id });
  if (value['placeholder'] !== undefined)
    checkText(
      findings,
      { at: `${at}.placeholder`, value: value['placeholder'] },
      { kinds: plain, max: limits.placeholder },
    );
  if (value['confirm'] !== undefined) checkConfirm(findings, `${at}.confirm`, value['confirm']);
  checkByType(findings, at, value);
}

function checkByType(findings: Findings, at: string, value: Fields): void {
  switch (value['type']) {
    case 'button':
      return checkButton(findings, at, value);
    case 'image':
      return checkPicture(findings, at, value);
    case 'overflow':
      return checkOptions(findings, at, { value, max: limits.overflow, kinds: plain });
    case 'checkboxes':
    case 'radio_buttons':
      return checkOptions(findings, at, { value, max: limits.choices, kinds: ['plain_text', 'mrkdwn'] });
    case 'static_select':
    case 'multi_static_select':
      return checkMenu(findings, at, value);
    case 'plain_text_input':
      return checkTextInput(findings, at, value);
    case 'number_input':
      if (typeof value['is_decimal_allowed'] !== 'boolean') findings.refuse(`${at}.is_decimal_allowed`, 'is needed');
  }
}

/** Checks a button; those of feedback are alike. */
export function checkButton(findings: Findings, at: string, value: Fields): void {
  checkText(findings, { at: `${at}.text`, value: value['text'] }, { kinds: plain, max: limits.button });
  if (value['value'] !== undefined) findings.length(`${at}.value`, value['value'], { min: 0, max: limits.value });
  if (value['url'] !== undefined) findings.length(`${at}.url`, value['url'], { max: limits.url });
  if (value['accessibility_label'] !== undefined)
    findings.length(`${at}.accessibility_label`, value['accessibility_label'], { max: limits.button });
  if (value['style'] !== undefined && !['primary', 'danger'].includes(asText(value['style'])))
    findings.refuse(`${at}.style`, `expected primary or danger, got ${asText(value['style'])}`);
}

/** Checks where a picture comes from and what stands for it. */
export function checkPicture(findings: Findings, at: string, value: Fields): void {
  findings.length(`${at}.alt_text`, value['alt_text'], { max: limits.altText });
  const { image_url: url, slack_file: file } = value;
  if ((url === undefined) === (file === undefined))
    return findings.refuse(at, 'image_url or slack_file is needed, not both');
  if (url === undefined) return;
  findings.length(`${at}.image_url`, url, { max: limits.url });
  if (!asText(url).startsWith('https://') || /^https:\/\/(?:localhost|127\.|10\.|192\.168\.)/.test(asText(url)))
    findings.refuse(`${at}.image_url`, `Slack cannot fetch ${asText(url)}`);
}

function checkTextInput(findings: Findings, at: string, value: Fields): void {
  const { min_length: min, max_length: max, initial_value: initial } = value;
  const number = (name: string, what: unknown, from: number) => {
    if (what !== undefined && (typeof what !== 'number' || what < from || what > limits.input))
      findings.refuse(`${at}.${name}`, `expected ${from} to ${limits.input}, got ${asText(what)}`);
  };
  number('min_length', min, 0);
  number('max_length', max, 1);
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    findings.refuse(at, 'min_length is more than max_length');
  if (initial !== undefined)
    findings.length(`${at}.initial_value`, initial, { min: 0, max: typeof max === 'number' ? max : limits.input });
}

function checkMenu(findings: Findings, at: string, value: Fields): void {
  const { options, option_groups: groups } = value;
  if ((options === undefined) === (groups === undefined))
    return findings.refuse(at, 'options or option_groups are needed, not both');
  if (groups === undefined) return checkOptions(findings, at, { value, max: limits.options, kinds: plain });
  for (const [index, group] of findings.list(`${at}.option_groups`, groups, { max: limits.options }).entries()) {
    const inside = `${at}.option_groups[${index}]`;
    if (!isObject(group)) return findings.refuse(inside, 'a group is needed');
    checkText(findings, { at: `${inside}.label`, value: group['label'] }, { kinds: plain, max: limits.optionText });
    checkOptions(findings, inside, { value: group, max: limits.options, kinds: plain });
  }
}

interface OptionsWish {
  readonly value: Fields;
  readonly max: number;
  readonly kinds: readonly ('plain_text' | 'mrkdwn')[];
}

/** Checks the options of a menu, and that what is chosen already is among them. */
function checkOptions(findings: Findings, at: string, { value, max, kinds }: OptionsWish): void {
  const options = findings.list(`${at}.options`, value['options'], { max });
  const known = new Set<string>();
  for (const [index, option] of options.entries()) {
    const inside = `${at}.options[${index}]`;
    checkOption(findings, inside, { value: option, kinds });
    const key = JSON.stringify(isObject(option) ? option['value'] : option);
    if (known.has(key)) findings.blame(inside, `the value ${key} is there twice`);
    known.add(key);
  }
  const initial = [value['initial_option'], value['initial_options']].flat().filter((one) => one !== undefined);
  for (const one of initial)
    if (!options.some((option) => JSON.stringify(option) === JSON.stringify(one)))
      findings.refuse(`${at}.initial_option`, 'is none of the options, member by member');
}

/** Checks one option of a menu. */
export function checkOption(
  findings: Findings,
  at: string,
  wish: { readonly value: unknown; readonly kinds: OptionsWish['kinds'] },
): void {
  const { value, kinds } = wish;
  if (!isObject(value)) return findings.refuse(at, 'an option is needed');
  findings.members(at, value, ['text', 'value', 'description', 'url']);
  checkText(findings, { at: `${at}.text`, value: value['text'] }, { kinds, max: limits.optionText });
  findings.length(`${at}.value`, value['value'], { max: limits.optionValue });
  if (value['description'] !== undefined)
    checkText(findings, { at: `${at}.description`, value: value['description'] }, { kinds, max: limits.optionText });
}

function checkConfirm(findings: Findings, at: string, value: unknown): void {
  if (!isObject(value)) return findings.refuse(at, 'a dialog is needed');
  findings.members(at, value, ['title', 'text', 'confirm', 'deny', 'style']);
  checkText(findings, { at: `${at}.title`, value: value['title'] }, { kinds: plain, max: limits.confirmTitle });
  checkText(findings, { at: `${at}.text`, value: value['text'] }, { max: limits.confirmText });
  for (const name of ['confirm', 'deny'])
    checkText(findings, { at: `${at}.${name}`, value: value[name] }, { kinds: plain, max: limits.confirmButton });
}
