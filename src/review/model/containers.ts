import type { Call, Collection, Expression, Operation, Subscript } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';
import { holding, join, unknown, value } from './type.ts';

type TypeOf = (expression: Expression) => Type;

/** What a literal holds. */
export function collectionType(node: Collection, typeOf: TypeOf): Type {
  const parts = node.items.map((item) => (item.kind === 'starred' ? unknown : typeOf(item)));
  return { kind: 'plain', of: node.of, element: join(parts), parts: node.of === 'tuple' ? parts : [] };
}

/** A slice is the same kind of thing; an item of a list or a dict is what it holds. */
export function subscriptType({ index }: Subscript, object: Type): Type {
  if (object.kind !== 'plain') return unknown;
  if (index.some((one) => one.kind === 'other' && one.of === 'slice')) return object;
  const [place] = index;
  const part = place?.kind === 'constant' && place.of === 'number' ? object.parts[Number(place.text)] : undefined;
  if (part !== undefined) return part;
  return object.of === 'list' || object.of === 'dict' ? object.element : unknown;
}

/** Comparing gives a plain value; lists that are added hold what both hold; `a or b` is either. */
export function operationType({ operator, operands }: Operation, typeOf: TypeOf): Type {
  if (/^(?:==|!=|<|>|<=|>=|in|not in|not|is|is not)$/u.test(operator)) return value;
  const types = operands.map(typeOf);
  if (operator === 'or') return join(types.filter(({ kind }) => kind !== 'none'));
  // Numbers and texts give numbers and texts.
  if (/^(?:[-+*/%]|\/\/|\*\*)$/u.test(operator) && types.every(isValue)) return value;
  if (operator === '*') return types.find(isList) ?? unknown;
  return operator === '+' && types.every(isList) ? join(types) : unknown;
}

const isValue = (type: Type) => type.kind === 'plain' && type.of === 'value';

const isList = (type: Type) => type.kind === 'plain' && type.of === 'list';

/** `d.values()`, `tasks.pop()`: what a method of a container gives. */
export function containerCall({ callee }: Call, typeOf: TypeOf): Type {
  if (callee.kind !== 'attribute') return unknown;
  const type = typeOf(callee.object);
  if (type.kind !== 'plain') return unknown;
  if (type.of === 'dict') return dictMethods[callee.name]?.(type.element) ?? unknown;
  if (callee.name === 'copy') return type;
  return (type.of === 'list' || type.of === 'set') && callee.name === 'pop' ? type.element : unknown;
}

const dictMethods: Readonly<Record<string, (element: Type) => Type>> = {
  values: (element) => holding('list', element),
  items: (element) => holding('list', { kind: 'plain', of: 'tuple', element: unknown, parts: [unknown, element] }),
  keys: () => holding('list', unknown),
  get: (element) => element,
  pop: (element) => element,
  copy: (element) => holding('dict', element),
};

/** What a container that began empty is given later, by `append`, `add` or `[key] =`, at its mentions. */
export function filledType(type: Type, mentions: readonly Node[], ground: Ground): Type {
  if (type.kind !== 'plain' || type.element.kind !== 'unknown') return type;
  if (type.of !== 'list' && type.of !== 'set' && type.of !== 'dict') return type;
  const added = mentions.flatMap((mention) => addedTo(mention, ground.facts));
  return added.length === 0 ? type : holding(type.of, join(added.map(ground.typeOf)));
}

interface Ground {
  readonly facts: Facts;
  readonly typeOf: TypeOf;
}

/** `tasks[key] = value` */
function givenAt(item: Subscript, facts: Facts): readonly Expression[] {
  const assign = facts.parent(item);
  const isGiven = assign?.kind === 'assign' && assign.operator === '=' && assign.targets.includes(item);
  return isGiven && assign.value !== null ? [assign.value] : [];
}

function addedTo(mention: Node, facts: Facts): readonly Expression[] {
  const parent = facts.parent(mention);
  if (parent?.kind === 'subscript' && parent.object === mention) return givenAt(parent, facts);
  if (parent?.kind !== 'attribute' || !['append', 'add'].includes(parent.name)) return [];
  const call = facts.parent(parent);
  return call?.kind === 'call' && call.callee === parent ? call.args.slice(0, 1).map((argument) => argument.value) : [];
}
