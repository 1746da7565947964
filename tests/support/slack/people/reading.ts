import type { Block, Element, TextObject } from '../wire.ts';
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

function readBlock(workspace: Workspace, block: Block): string {
  const text = (value: TextObject | string | undefined) =>
    value === undefined ? '' : readText(workspace, typeof value === 'string' ? value : value.text);
  const lines = (parts: readonly string[]) => parts.filter((part) => part !== '').join('\n');
  switch (block.type) {
    case 'section':
      return lines([text(block.text), ...(block.fields ?? []).map(text), ...elementsOf(block).map(faceOf)]);
    case 'context':
      return (block.elements ?? [])
        .map((one) => (one.type === 'image' ? `[${one.alt_text}]` : text(one as TextObject)))
        .join(' ');
    case 'actions':
    case 'context_actions':
      return elementsOf(block).map(faceOf).join(' ');
    case 'input':
      return lines([text(block.label), text(block.hint), ...elementsOf(block).map(faceOf)]);
    case 'image':
      return lines([text(block.title), `[${block.alt_text}]`]);
    case 'rich_text':
      return lines((block.elements ?? []).map((one) => readRich(workspace, one)));
    case 'table':
    case 'data_table':
      return lines([
        block.caption ?? '',
        ...(block.rows ?? []).map((row) => row.map((cell) => readCell(workspace, cell)).join(' | ')),
      ]);
    case 'container':
      return lines([text(block.title), readBlocks(workspace, block.child_blocks ?? [])]);
    case 'markdown':
      return typeof block.text === 'string' ? block.text : '';
    default:
      return lines([text(block.title), text(block.text)]);
  }
}

/** What stands on a button or menu. */
export function faceOf(element: Element): string {
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
  return cell.type === 'rich_text'
    ? (cell.elements ?? []).map((one) => readRich(workspace, one)).join('\n')
    : String(cell.text);
}

function readRich(workspace: Workspace, element: Element): string {
  switch (element.type) {
    case 'rich_text_list':
      return (element.elements ?? [])
        .map((one, index) => `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${readRich(workspace, one)}`)
        .join('\n');
    case 'user':
      return `@${workspace.users.get(element.user_id ?? '')?.name ?? element.user_id}`;
    case 'emoji':
      return `:${element.name}:`;
    case 'text':
    case 'link':
      return typeof element.text === 'string' ? element.text : (element.url ?? '');
    default:
      return (element.elements ?? []).map((one) => readRich(workspace, one)).join('');
  }
}
