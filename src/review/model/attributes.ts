import type { Attribute, Expression } from '../syntax/expressions.ts';
import type { ClassDef, Node } from '../syntax/tree.ts';
import { annotatedType } from './annotations.ts';
import { addedTo, isOpenContainer } from './added.ts';
import type { Facts } from './facts.ts';
import { aliases } from './library.ts';
import type { Type } from './type.ts';
import { holding, join, unknown } from './type.ts';

interface Ground {
  readonly facts: Facts;
  readonly typeOf: (expression: Expression) => Type;
}

/** Answers what `object.name` is. */
export function createAttributes({ facts, typeOf }: Ground): (node: Attribute) => Type {
  const given = attributesOf(facts);
  return (node) => {
    const object = typeOf(node.object);
    switch (object.kind) {
      case 'library':
        return { kind: 'library', path: `${object.path}.${node.name}` };
      case 'object':
        return { kind: 'library', path: `${aliases.get(object.path) ?? object.path}.${node.name}` };
      case 'task':
        return { kind: 'library', path: `asyncio.Task.${node.name}` };
      case 'instance':
      case 'class':
        return memberOf(object.of, node.name, { given, typeOf });
      default:
        return unknown;
    }
  };
}

/** By the class's place and the attribute's name. */
interface Attributes {
  /** What methods assign to it. */
  readonly values: ReadonlyMap<string, readonly Expression[]>;
  /** What they put into it. */
  readonly added: ReadonlyMap<string, readonly Expression[]>;
}

interface Given {
  readonly given: Attributes;
  readonly typeOf: (expression: Expression) => Type;
  /** How many classes below this one the question was asked. */
  readonly depth?: number;
}

/** A method, or what the class or its methods give to the attribute; up to one known base. */
function memberOf(definition: ClassDef, name: string, { given, typeOf, depth = 0 }: Given): Type {
  const methods = definition.body.flatMap((one) => (one.kind === 'function' && one.name === name ? [one] : []));
  const [method] = methods;
  if (method !== undefined) {
    const isProperty = method.decorators.some((one) => one.kind === 'name' && one.name.endsWith('property'));
    return isProperty || methods.length > 1 ? unknown : { kind: 'function', of: method };
  }
  const key = `${definition.start}.${name}`;
  const values = [...classValues(definition, name), ...(given.values.get(key) ?? [])];
  const annotation = classAnnotation(definition, name);
  if (annotation !== null) return annotatedType(annotation, typeOf);
  if (values.length > 0)
    return withAdded(join(values.filter((one) => !isNone(one)).map(typeOf)), { key, given, typeOf });
  if (depth > 5) return unknown;
  const [base] = definition.bases.filter(({ key }) => key === null);
  const type = base === undefined ? unknown : typeOf(base.value);
  if (type.kind === 'class' && type.of !== definition)
    return memberOf(type.of, name, { given, typeOf, depth: depth + 1 });
  return type.kind === 'library' ? { kind: 'library', path: `${type.path}.${name}` } : unknown;
}

/** Of a field: `session: ClientSession`. */
function classAnnotation(definition: ClassDef, name: string): Expression | null {
  const field = definition.body.find(
    (one) => one.kind === 'assign' && one.targets.some((target) => target.kind === 'name' && target.name === name),
  );
  return field?.kind === 'assign' ? field.annotation : null;
}

const isNone = (one: Expression) => one.kind === 'constant' && one.of === 'none';

function classValues(definition: ClassDef, name: string): readonly Expression[] {
  return definition.body.flatMap((one) =>
    one.kind === 'assign' &&
    one.value !== null &&
    one.targets.some((target) => target.kind === 'name' && target.name === name)
      ? [one.value]
      : [],
  );
}

/** What methods do to `self.name`. */
function attributesOf(facts: Facts): Attributes {
  const values = new Map<string, Expression[]>();
  const added = new Map<string, Expression[]>();
  const note = (map: Map<string, Expression[]>, target: Expression, given: readonly Expression[]) => {
    const key = given.length === 0 ? null : ownKey(target, facts);
    if (key !== null) map.set(key, [...(map.get(key) ?? []), ...given]);
  };
  for (const { operator, targets, value } of facts.of('assign'))
    for (const target of targets) if (operator === '=' && value !== null) note(values, target, [value]);
  for (const attribute of facts.of('attribute')) note(added, attribute, addedTo(attribute, facts));
  return { values, added };
}

/** Null for what is no attribute of the object that the method belongs to. */
function ownKey(target: Expression, facts: Facts): string | null {
  if (target.kind !== 'attribute' || target.object.kind !== 'name') return null;
  const definition = classAround(target, facts);
  if (definition === null || !['self', 'cls', definition.name].includes(target.object.name)) return null;
  return `${definition.start}.${target.name}`;
}

/** A container that says nothing of what it holds holds what is put into it. */
function withAdded(
  type: Type,
  { key, given, typeOf }: Pick<Given, 'given' | 'typeOf'> & { readonly key: string },
): Type {
  const added = isOpenContainer(type) ? (given.added.get(key) ?? []) : [];
  return isOpenContainer(type) && added.length > 0 ? holding(type.of, join(added.map(typeOf))) : type;
}

function classAround(node: Node, facts: Facts): ClassDef | null {
  const found = facts.ancestors(node).find(({ kind }) => kind === 'class');
  return found?.kind === 'class' ? found : null;
}
