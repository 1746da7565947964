import type { HomeView, Modal, SlackMessage } from '#bots/slack/render/payload.ts';

/** All that Slack's limits forbid in a message, in words; written down again here, apart from what the renderer goes by. */
export function faultsOfMessage({ text, blocks, files }: SlackMessage): readonly string[] {
  const tables = blocks.filter(({ type }) => type === 'table').length;
  return [
    ...length('text', text, [1, 4000]),
    ...between('blocks', blocks.length, [1, 50]),
    ...between('bytes of blocks', Buffer.byteLength(JSON.stringify(blocks)), [1, 13_000]),
    ...between('tables', tables, [0, 1]),
    ...between('files', files.length, [0, 10]),
    ...files.flatMap(({ name, content }) => [
      ...length('name', name, [1, 255]),
      ...length('file', content, [1, 50_000_000]),
    ]),
    ...unless(new Set(files.map(({ name }) => name)).size === files.length, 'a file name twice'),
    ...blocks.flatMap((block) => faultsOfBlock(block, 'message')),
    ...mentions(text).map((mention) => `${mention} in text`),
    ...unless(!/[<>]|&(?!amp;|lt;|gt;)/u.test(text), `text that is not escaped: ${text}`),
    ...faultsOfAll(blocks),
  ];
}

export function faultsOfModal(modal: Modal): readonly string[] {
  const inputs = modal.blocks.filter(({ type }) => type === 'input');
  return [
    ...between('blocks', modal.blocks.length, [1, 100]),
    ...[modal.title, modal.close, ...(modal.submit === undefined ? [] : [modal.submit])].flatMap(({ text }) =>
      length('title or button', text, [1, 24]),
    ),
    ...length('callback_id', modal.callback_id, [1, 255]),
    ...length('private_metadata', modal.private_metadata, [0, 3000]),
    ...unless(inputs.length === 0 || modal.submit !== undefined, 'inputs without a button that sends them'),
    ...modal.blocks.flatMap((block) => faultsOfBlock(block, 'modal')),
    ...faultsOfAll(modal),
  ];
}

export function faultsOfHome(home: HomeView): readonly string[] {
  return [
    ...between('blocks', home.blocks.length, [0, 100]),
    ...home.blocks.flatMap((block) => faultsOfBlock(block, 'home')),
    ...faultsOfAll(home),
  ];
}

type Node = Readonly<Record<string, unknown>>;

const surfaces: Readonly<Record<string, readonly string[]>> = {
  message: ['header', 'rich_text', 'table', 'image', 'actions'],
  modal: ['rich_text', 'input'],
  home: ['header', 'rich_text', 'image', 'actions', 'divider'],
};

function faultsOfBlock(block: { readonly type: string }, surface: string): readonly string[] {
  return unless(surfaces[surface]?.includes(block.type) ?? false, `a block ${block.type} in a ${surface}`);
}

function faultsOfAll(root: unknown): readonly string[] {
  const all = nodesIn(root);
  const ids = (key: string) => all.flatMap((node) => (typeof node[key] === 'string' ? [node[key]] : []));
  return [
    ...unless(isUnique(ids('action_id')), `an action_id twice: ${ids('action_id').join(' ')}`),
    ...unless(isUnique(ids('block_id')), `a block_id twice: ${ids('block_id').join(' ')}`),
    ...ids('action_id').flatMap((id) => length('action_id', id, [1, 255])),
    ...ids('block_id').flatMap((id) => length('block_id', id, [1, 255])),
    ...all.flatMap(faultsOfNode),
  ];
}

/** What is allowed in a node besides its type: anything else would be refused, or is not known to us. */
const keys: Readonly<Record<string, readonly string[]>> = {
  modal: ['callback_id', 'private_metadata', 'title', 'close', 'submit', 'blocks'],
  home: ['blocks'],
  divider: [],
  header: ['text'],
  plain_text: ['text', 'emoji'],
  rich_text: ['elements'],
  rich_text_section: ['elements'],
  rich_text_list: ['style', 'elements', 'offset'],
  rich_text_preformatted: ['elements', 'language'],
  text: ['text', 'style'],
  link: ['url', 'text'],
  table: ['rows', 'column_settings'],
  image: ['slack_file', 'alt_text'],
  actions: ['elements'],
  button: ['action_id', 'value', 'text', 'style', 'accessibility_label'],
  static_select: ['action_id', 'placeholder', 'options'],
  multi_static_select: ['action_id', 'placeholder', 'options'],
  checkboxes: ['action_id', 'options'],
  plain_text_input: ['action_id', 'multiline', 'max_length', 'initial_value'],
  file_input: ['action_id', 'filetypes', 'max_files'],
  input: ['block_id', 'label', 'hint', 'optional', 'element'],
};

const inside: Readonly<Record<string, readonly string[]>> = {
  rich_text: ['rich_text_section', 'rich_text_list', 'rich_text_preformatted'],
  rich_text_section: ['text', 'link'],
  rich_text_list: ['rich_text_section'],
  rich_text_preformatted: ['text'],
  actions: ['button', 'static_select'],
};

function faultsOfNode(node: Node): readonly string[] {
  const type = String(node['type']);
  const foreign = Object.keys(node).filter((key) => key !== 'type' && !(keys[type] ?? []).includes(key));
  const elements = Array.isArray(node['elements']) ? node['elements'] : null;
  const odd = elements?.filter((one) => !(inside[type] ?? []).includes(String(recordOf(one)['type']))) ?? [];
  return [
    ...foreign.map((key) => `${key} in ${type}`),
    ...odd.map((one) => `${JSON.stringify(one)} in ${type}`),
    ...unless(elements === null || elements.length > 0, `${type} without elements`),
    ...unless(type in keys, `a ${type}`),
    ...(checks[type]?.(node) ?? []),
  ];
}

const checks: Readonly<Record<string, (node: Node) => readonly string[]>> = {
  plain_text: (node) => [
    ...unless(textOf(node, 'text').trim() !== '', 'a plain_text that shows nothing'),
    ...mentions(textOf(node, 'text')).map((mention) => `${mention} in a plain_text`),
  ],
  header: (node) => length('header', textIn(node, 'text'), [1, 150]),
  text: (node) => length('rich text', textOf(node, 'text'), [1, 3000]),
  link: (node) => [
    ...length('url', textOf(node, 'url'), [1, 3000]),
    ...unless(/^https?:\/\/[^\s@/]+(?:[/?#]|$)/u.test(textOf(node, 'url')), `a link to ${textOf(node, 'url')}`),
  ],
  image: (node) => length('alt_text', textOf(node, 'alt_text'), [1, 2000]),
  actions: (node) => between('elements', listOf(node, 'elements').length, [1, 25]),
  button: (node) => [
    ...length('button', textIn(node, 'text'), [1, 75]),
    ...length('value', textOf(node, 'value'), [1, 2000]),
    ...('accessibility_label' in node ? length('label read aloud', textOf(node, 'accessibility_label'), [1, 75]) : []),
  ],
  table: tableFaults,
  static_select: menuFaults,
  multi_static_select: menuFaults,
  checkboxes: (node) => optionFaults(node, 10),
  plain_text_input: (node) => length('initial_value', textOf(node, 'initial_value'), [0, 3000]),
  input: (node) => [
    ...length('label', textIn(node, 'label'), [1, 2000]),
    ...('hint' in node ? length('hint', textIn(node, 'hint'), [1, 2000]) : []),
  ],
};

function menuFaults(node: Node): readonly string[] {
  return [...optionFaults(node, 100), ...length('placeholder', textIn(node, 'placeholder'), [1, 150])];
}

function optionFaults(node: Node, most: number): readonly string[] {
  const options = listOf(node, 'options').map(recordOf);
  const values = options.map((option) => textOf(option, 'value'));
  return [
    ...between('options', options.length, [1, most]),
    ...unless(isUnique(values), 'a value twice'),
    ...values.flatMap((value) => length('value of an option', value, [1, 150])),
    ...options.flatMap((option) => length('text of an option', textIn(option, 'text'), [1, 75])),
  ];
}

function tableFaults(node: Node): readonly string[] {
  const rows = listOf(node, 'rows').filter(Array.isArray);
  const columns = new Set(rows.map((row) => row.length));
  const words = nodesIn(rows).map((one) => (typeof one['text'] === 'string' ? one['text'] : ''));
  return [
    ...between('rows', rows.length, [1, 100]),
    ...unless(columns.size === 1, 'rows of different lengths'),
    ...[...columns].flatMap((count) => between('columns', count, [1, 20])),
    ...length('a table', words.join(''), [0, 10_000]),
    ...rows.flat().flatMap((cell) => unless(recordOf(cell)['type'] === 'rich_text', 'a cell that is no rich text')),
  ];
}

/** What a client could take for a mention. */
export function mentions(text: string): readonly string[] {
  return text.match(/<[!@#]|&lt;[!@#]|@(?:channel|here|everyone)/giu) ?? [];
}

/** Every object that has a type, nested ones included. */
export function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const nested = Object.values(value).flatMap(nodesIn);
  return 'type' in value ? [recordOf(value), ...nested] : nested;
}

const recordOf = (value: unknown): Node => (typeof value === 'object' && value !== null ? { ...value } : {});
const textOf = (node: Node, key: string): string => (typeof node[key] === 'string' ? node[key] : '');
const textIn = (node: Node, key: string): string => textOf(recordOf(node[key]), 'text');
const listOf = (node: Node, key: string): readonly unknown[] => (Array.isArray(node[key]) ? node[key] : []);
const isUnique = (all: readonly unknown[]): boolean => new Set(all).size === all.length;
const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);
type Range = readonly [least: number, most: number];
const between = (what: string, count: number, [least, most]: Range): readonly string[] =>
  unless(count >= least && count <= most, `${count} ${what}, not ${least} to ${most}`);
const length = (what: string, text: string, range: Range): readonly string[] =>
  between(`characters of ${what}`, text.length, range);
