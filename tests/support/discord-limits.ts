import type { Container, Modal, OutgoingMessage } from '#bots/discord/render/payload.ts';

/** All that Discord's limits forbid in a message, in words; written down again here, apart from what the renderer goes by. */
export function faultsOfMessage(message: OutgoingMessage): readonly string[] {
  const all = nodesIn(message.components);
  const displays = all.filter(({ type }) => type === 10);
  const ids = all.flatMap((node) => (typeof node['custom_id'] === 'string' ? [node['custom_id']] : []));
  const names = message.files.map(({ name }) => name);
  return [
    ...unless(message.flags === 1 << 15, `flags ${message.flags}`),
    ...unless(JSON.stringify(message.allowed_mentions) === '{"parse":[]}', 'mentions are allowed'),
    ...unless(all.length <= 40, `${all.length} components`),
    ...unless(sum(displays.map((node) => textOf(node, 'content').length)) <= 4000, 'text of more than 4000'),
    ...unless(new Set(ids).size === ids.length, `an id twice: ${ids.join(' ')}`),
    ...unless(message.files.length <= 10, `${message.files.length} files`),
    ...unless(new Set(names).size === names.length, `a file name twice: ${names.join(' ')}`),
    ...unless(
      JSON.stringify(message.attachments.map(({ filename }) => filename)) === JSON.stringify(names),
      'attachments that are not the files',
    ),
    ...unless(
      message.files.every(({ content }) => content.length > 0),
      'an empty file',
    ),
    ...referred(all, names),
    ...message.components.flatMap(faultsOfContainer),
    ...all.flatMap(faultsOfNode),
  ];
}

export function faultsOfModal(modal: Modal): readonly string[] {
  const all = nodesIn(modal.components);
  const ids = all.flatMap((node) => (typeof node['custom_id'] === 'string' ? [node['custom_id']] : []));
  return [
    ...length('title', modal.title, [1, 45]),
    ...length('custom_id', modal.custom_id, [1, 100]),
    ...between('parts of a form', modal.components.length, [1, 5]),
    ...unless(new Set(ids).size === ids.length, `an id twice: ${ids.join(' ')}`),
    ...all.flatMap(faultsOfNode),
  ];
}

interface Node {
  readonly type: number;
  readonly [key: string]: unknown;
}

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(nodesIn);
  return isNode(value) ? [value, ...inside] : inside;
}

const isNode = (value: object): value is Node => 'type' in value && typeof value.type === 'number';

function faultsOfContainer({ components }: Container): readonly string[] {
  return between('parts of a container', components.length, [1, 39]);
}

function faultsOfNode(node: Node): readonly string[] {
  const id = 'custom_id' in node ? length('custom_id', textOf(node, 'custom_id'), [1, 100]) : [];
  const described = 'description' in node ? length('description', textOf(node, 'description'), [1, 1024]) : [];
  return [...id, ...described, ...faultsByType(node)];
}

function faultsByType(node: Node): readonly string[] {
  const items = Array.isArray(node['components']) ? nodesIn(node['components']) : [];
  switch (node.type) {
    case 1:
      return between('parts of a row', items.length, [1, items.some(({ type }) => type === 3) ? 1 : 5]);
    case 2:
      return length('label', textOf(node, 'label').trim(), [1, 80]);
    case 3:
      return [...optionFaults(node, 25), ...length('placeholder', textOf(node, 'placeholder'), [1, 150])];
    case 4:
      return 'value' in node ? length('value', textOf(node, 'value'), [0, 4000]) : [];
    case 10:
      return length('content', textOf(node, 'content').trim(), [1, 4000]);
    case 18:
      return [
        ...length('label', textOf(node, 'label').trim(), [1, 45]),
        ...('description' in node ? length('description', textOf(node, 'description'), [1, 100]) : []),
      ];
    case 22:
      return optionFaults(node, 10);
    default:
      return unless([12, 13, 14, 17, 19].includes(node.type), `a component of type ${node.type}`);
  }
}

function optionFaults(node: Node, most: number): readonly string[] {
  const options = Array.isArray(node['options'])
    ? node['options'].map((option) => new Map(Object.entries(option)))
    : [];
  const values = options.map((option) => String(option.get('value')));
  return [
    ...between('options', options.length, [1, most]),
    ...unless(new Set(values).size === values.length, 'a value twice'),
    ...values.flatMap((value) => length('value', value, [1, 100])),
    ...options.flatMap((option) => length('label of an option', String(option.get('label')).trim(), [1, 100])),
  ];
}

function referred(all: readonly Node[], names: readonly string[]): readonly string[] {
  const found =
    JSON.stringify(all.filter(({ type }) => type === 12 || type === 13)).match(/attachment:\/\/[^"]+/gu) ?? [];
  const expected = names.map((name) => `attachment://${name}`);
  return unless(
    JSON.stringify(found) === JSON.stringify(expected),
    `refers to ${found.join(' ')}, has ${names.join(' ')}`,
  );
}

type Range = readonly [number, number];

const textOf = (node: Node, key: string): string => (typeof node[key] === 'string' ? node[key] : '');
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const unless = (holds: boolean, fault: string): readonly string[] => (holds ? [] : [fault]);
const between = (what: string, count: number, [least, most]: Range): readonly string[] =>
  unless(count >= least && count <= most, `${count} ${what}, not ${least} to ${most}`);
const length = (what: string, text: string, range: Range): readonly string[] =>
  between(`characters of ${what}`, text.length, range);
