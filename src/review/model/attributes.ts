import type { Attribute, Expression } from '../syntax/expressions.ts';
import type { Assign, ClassDef, FunctionDef, Node } from '../syntax/tree.ts';
import { filledType } from './containers.ts';
import type { Facts } from './facts.ts';
import { aliases } from './library.ts';
import type { Type } from './type.ts';
import { join, unknown } from './type.ts';

interface Ground {
  readonly facts: Facts;
  readonly typeOf: (expression: Expression) => Type;
  /** What an annotation promises. */
  readonly annotated: (annotation: Expression) => Type;
  readonly resultOf: (definition: FunctionDef) => Type;
}

/** Answers what `object.name` is. */
export function createAttributes(ground: Ground): (node: Attribute) => Type {
  const given = attributesOf(ground.facts);
  return (node) => {
    const object = ground.typeOf(node.object);
    switch (object.kind) {
      case 'library':
        return { kind: 'library', path: `${object.path}.${node.name}` };
      case 'object':
        return { kind: 'library', path: `${aliases.get(object.path) ?? object.path}.${node.name}` };
      case 'task':
        return { kind: 'library', path: `asyncio.Task.${node.name}` };
      case 'instance':
      case 'class':
        return memberOf(object.of, node.name, { ...ground, given, depth: 0 });
      default:
        return unknown;
    }
  };
}

interface Search extends Ground {
  readonly given: ReadonlyMap<string, Given>;
  /** How many classes below this one the question was asked. */
  readonly depth: number;
}

/** A method, or what the class or its methods give to the attribute; also of known bases. */
function memberOf(definition: ClassDef, name: string, search: Search): Type {
  const methods = definition.body.flatMap((one) => (one.kind === 'function' && one.name === name ? [one] : []));
  const [method] = methods;
  if (method !== undefined) return methods.length > 1 ? unknown : methodType(method, search);
  const own = ownValue(definition, name, search);
  if (own !== null) return own;
  if (search.depth > 5) return unknown;
  const [base] = definition.bases.filter(({ key }) => key === null);
  const type = base === undefined ? unknown : search.typeOf(base.value);
  if (type.kind === 'class' && type.of !== definition)
    return memberOf(type.of, name, { ...search, depth: search.depth + 1 });
  return type.kind === 'library' ? { kind: 'library', path: `${type.path}.${name}` } : unknown;
}

/** The function, or what it gives where it is a plain property. */
function methodType(method: FunctionDef, { resultOf }: Search): Type {
  const isProperty = method.decorators.some((one) => one.kind === 'name' && one.name.endsWith('property'));
  if (!isProperty) return { kind: 'function', of: method };
  if (method.isAsync) return { kind: 'coroutine', of: method, path: '', result: resultOf(method) };
  return method.decorators.length === 1 ? resultOf(method) : unknown;
}

/** Null when neither the class nor its methods give it. */
function ownValue(definition: ClassDef, name: string, search: Search): Type | null {
  const written = classValues(definition, name);
  const attribute = search.given.get(`${definition.start}.${name}`) ?? { values: [], mentions: [] };
  const values = [...written.flatMap(({ value }) => value ?? []), ...attribute.values].filter((one) => !isNone(one));
  const annotation = written.find((one) => one.annotation !== null && one.value === null)?.annotation ?? null;
  if (values.length > 0) return filledType(join(values.map(search.typeOf)), attribute.mentions, search);
  if (annotation !== null) return search.annotated(annotation);
  return written.length + attribute.values.length > 0 ? unknown : null;
}

const isNone = (one: Expression) => one.kind === 'constant' && one.of === 'none';

function classValues(definition: ClassDef, name: string): readonly Assign[] {
  return definition.body.flatMap((one) =>
    one.kind === 'assign' && one.targets.some((target) => target.kind === 'name' && target.name === name) ? [one] : [],
  );
}

/** What methods assign to `self.name`, and where they mention it. */
interface Given {
  readonly values: readonly Expression[];
  readonly mentions: readonly Attribute[];
}

/** By the class's place and the name. */
function attributesOf(facts: Facts): ReadonlyMap<string, Given> {
  const keyOf = (node: Attribute) => {
    const definition = node.object.kind === 'name' ? classAround(node, facts) : null;
    if (definition === null || node.object.kind !== 'name') return '';
    return ['self', 'cls', definition.name].includes(node.object.name) ? `${definition.start}.${node.name}` : '';
  };
  const mentions = Map.groupBy(facts.of('attribute'), keyOf);
  mentions.delete('');
  return new Map(
    [...mentions].map(([key, nodes]) => [
      key,
      { mentions: nodes, values: nodes.flatMap((one) => givenTo(one, facts)) },
    ]),
  );
}

function givenTo(node: Attribute, facts: Facts): readonly Expression[] {
  const parent = facts.parent(node);
  if (parent?.kind !== 'assign' || parent.operator !== '=' || parent.value === null) return [];
  return parent.targets.includes(node) ? [parent.value] : [];
}

function classAround(node: Node, facts: Facts): ClassDef | null {
  const found = facts.ancestors(node).find(({ kind }) => kind === 'class');
  return found?.kind === 'class' ? found : null;
}
