import { isObject } from '../checks/check-text.ts';
import type { Block, Element } from '../wire.ts';
import { asText } from '../wire.ts';
import { unescape } from '../world/entities.ts';
import type { Workspace } from '../world/model.ts';
import { elementsOf } from '../world/state-values.ts';

/** Blocks as plain text, in the order in which they are read: a line or more for each. */
export function readBlocks(workspace: Workspace, blocks: readonly Block[]): string {
  return blocks
    .map((block) => readBlock(workspace, block))
    .filter((text) => text !== '')
    .join('\n');
}

/** A text in Slack's markup as it is read: entities resolved, mentions by name, links by what stands on them. */
export function readText(workspace: Workspace, text: string): string {
  const resolved = text.replaceAll(/<([^<>]+)>/g, (_, inside: string) => {
    const [target = '', label] = inside.split('|');
    if (target.startsWith('@')) return `@${workspace.users.get(target.slice(1))?.name ?? target.slice(1)}`;
    if (target.startsWith('#')) return `#${workspace.channels.get(target.slice(1))?.name ?? target.slice(1)}`;
    return target.startsWith('!') ? `@${target.slice(1)}` : (label ?? target);
  });
  return unescape(resolved);
}

type Reader = (workspace: Workspace, block: Block) => string;

const lines = (parts: readonly string[]) => parts.filter((part) => part !== '').join('\n');

function textOf(workspace: Workspace, value: unknown): string {
  if (typeof value === 'string') return readText(workspace, value);
  return isObject(value) ? readText(workspace, asText(value['text'])) : '';
}

const faces = (block: Block) => elementsOf(block).map(faceOf);

const readers: Readonly<Record<string, Reader>> = {
  section: (workspace, block) =>
    lines([
      textOf(workspace, block.text),
      ...(block.fields ?? []).map((one) => textOf(workspace, one)),
      ...faces(block),
    ]),
  context: (workspace, { elements = [] }) =>
    elements.map((one) => (one.type === 'image' ? `[${one.alt_text}]` : textOf(workspace, one))).join(' '),
  actions: (_, block) => faces(block).join(' '),
  context_actions: (_, block) => faces(block).join(' '),
  input: (workspace, block) => lines([textOf(workspace, block.label), textOf(workspace, block.hint), ...faces(block)]),
  image: (workspace, { title, alt_text: alt }) => lines([textOf(workspace, title), `[${alt}]`]),
  rich_text: (workspace, { elements = [] }) => lines(elements.map((one) => readRich(workspace, one))),
  table: readTable,
  data_table: readTable,
  container: (workspace, { title, child_blocks: inside = [] }) =>
    lines([textOf(workspace, title), readBlocks(workspace, inside)]),
  markdown: (_, { text }) => asText(text),
};

function readBlock(workspace: Workspace, block: Block): string {
  const reader = readers[block.type];
  return reader === undefined
    ? lines([textOf(workspace, block.title), textOf(workspace, block.text)])
    : reader(workspace, block);
}

function readTable(workspace: Workspace, { caption = '', rows = [] }: Block): string {
  return lines([caption, ...rows.map((row) => row.map((cell) => readCell(workspace, cell)).join(' | '))]);
}

/** What stands on a button or menu. */
function faceOf(element: Element): string {
  const { text, placeholder, options, option_groups: groups = [] } = element;
  if (element.type === 'image') return `[${element.alt_text}]`;
  if (element.type === 'feedback_buttons')
    return [element.positive_button, element.negative_button]
      .map((one) => `[${unescape(one?.text.text ?? '')}]`)
      .join(' ');
  const choices = options ?? groups.flatMap((group) => group.options);
  const face = typeof text === 'object' ? text.text : (placeholder?.text ?? '');
  return `[${unescape([face, ...choices.map((option) => option.text.text)].filter((part) => part !== '').join(': '))}]`;
}

function readCell(workspace: Workspace, cell: Element): string {
  const { type, elements = [], text } = cell;
  return type === 'rich_text' ? elements.map((one) => readRich(workspace, one)).join('\n') : asText(text);
}

function readRich(workspace: Workspace, element: Element): string {
  const { type, elements = [], user_id: userId = '', text, url } = element;
  const inner = elements.map((one) => readRich(workspace, one));
  switch (type) {
    case 'rich_text_list':
      return inner.map((one, index) => `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${one}`).join('\n');
    case 'user':
      return `@${workspace.users.get(userId)?.name ?? userId}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'text':
    case 'link':
      return asText(text ?? url);
    default:
      return inner.join('');
  }
}
