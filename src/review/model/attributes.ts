import type { Attribute, Expression } from '../syntax/expressions.ts';
import type { ClassDef, Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import { aliases } from './library.ts';
import type { Type } from './type.ts';
import { join, unknown } from './type.ts';

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

interface Given {
  readonly given: ReadonlyMap<string, readonly Expression[]>;
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
  const values = [...classValues(definition, name), ...(given.get(`${definition.start}.${name}`) ?? [])];
  if (values.length > 0) return join(values.filter((one) => !isNone(one)).map(typeOf));
  if (depth > 5) return unknown;
  const [base] = definition.bases.filter(({ key }) => key === null);
  const type = base === undefined ? unknown : typeOf(base.value);
  if (type.kind === 'class' && type.of !== definition)
    return memberOf(type.of, name, { given, typeOf, depth: depth + 1 });
  return type.kind === 'library' ? { kind: 'library', path: `${type.path}.${name}` } : unknown;
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

/** What methods assign to `self.name`, by the class's place and the name. */
function attributesOf(facts: Facts): ReadonlyMap<string, readonly Expression[]> {
  const given = new Map<string, Expression[]>();
  for (const assign of facts.of('assign')) {
    const definition = classAround(assign, facts);
    if (definition === null || assign.value === null || assign.operator !== '=') continue;
    for (const target of assign.targets) {
      if (target.kind !== 'attribute' || target.object.kind !== 'name') continue;
      if (!['self', 'cls', definition.name].includes(target.object.name)) continue;
      const key = `${definition.start}.${target.name}`;
      given.set(key, [...(given.get(key) ?? []), assign.value]);
    }
  }
  return given;
}

function classAround(node: Node, facts: Facts): ClassDef | null {
  const found = facts.ancestors(node).find(({ kind }) => kind === 'class');
  return found?.kind === 'class' ? found : null;
}
