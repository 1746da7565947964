import type { Constant, Expression, Name } from '../syntax/expressions.ts';
import { createArguments } from './arguments-for.ts';
import { createAttributes } from './attributes.ts';
import { annotatedType, typeOfBinding } from './bindings.ts';
import { createCalls } from './calls.ts';
import { collectionType, operationType, subscriptType } from './containers.ts';
import type { Facts } from './facts.ts';
import { implicitPath } from './implicit.ts';
import { reaching } from './reach.ts';
import type { Binding, Scopes } from './scopes.ts';
import type { Type } from './type.ts';
import { holding, isAwaitable, join, none, unknown, value } from './type.ts';

/** Answers what expressions are. */
export interface Evaluate {
  readonly typeOf: (expression: Expression) => Type;
  /** The library's name for it, such as `asyncio.sleep` or `builtins.open`; null when it is none. */
  readonly pathOf: (expression: Expression) => string | null;
}

/** Expressions are asked about again and again: each is worked out once, and one that leads back to itself is unknown. */
export function createEvaluate(facts: Facts, scopes: Scopes): Evaluate {
  const typeOf = once((expression: Expression): Type => evaluate(expression));
  const pathOf = (expression: Expression): string | null => {
    const type = typeOf(expression);
    return type.kind === 'library' ? type.path : null;
  };
  const { call, resultOf } = createCalls({ facts, typeOf });
  const annotated = (annotation: Expression) => annotatedType(annotation, typeOf);
  const attribute = createAttributes({ facts, typeOf, annotated, resultOf });
  const argumentsFor = createArguments(facts, typeOf);
  const bound = once((binding: Binding) => typeOfBinding(binding, { typeOf, facts, scopes, argumentsFor, resultOf }));
  const evaluate = (node: Expression): Type => {
    switch (node.kind) {
      case 'name':
        return nameType(node, bound, { facts, scopes });
      case 'attribute':
        return attribute(node);
      case 'call':
        return call(node);
      case 'await': {
        const awaited = typeOf(node.value);
        return isAwaitable(awaited) && 'result' in awaited ? awaited.result : unknown;
      }
      case 'walrus':
        return typeOf(node.value);
      default:
        return plainType(node, typeOf);
    }
  };
  return { typeOf, pathOf };
}

/** Each is worked out once; what leads back to itself is unknown. */
function once<Given>(answer: (given: Given) => Type): (given: Given) => Type {
  const known = new Map<Given, Type>();
  return (given) => {
    const before = known.get(given);
    if (before !== undefined) return before;
    known.set(given, unknown);
    const type = answer(given);
    known.set(given, type);
    return type;
  };
}

/** All that it may stand for; a None that it begins with is not what is used. */
function nameType(
  node: Name,
  bound: (binding: Binding) => Type,
  { facts, scopes }: { readonly facts: Facts; readonly scopes: Scopes },
): Type {
  const all = scopes.bindings(node.name, node);
  if (all.length > 0) {
    const types = reaching(all, node, facts).map(bound);
    const real = types.filter(({ kind }) => kind !== 'none');
    return join(real.length > 0 && isStart(all) ? real : types);
  }
  const path = implicitPath(node, scopes, facts);
  return path === null ? unknown : { kind: 'library', path };
}

/** `x = None` is written first, so that there is something. */
function isStart(all: readonly Binding[]): boolean {
  const first = all.toSorted((one, other) => one.at.start - other.at.start)[0];
  return first?.kind === 'value' && first.value.kind === 'constant' && first.value.of === 'none';
}

function plainType(node: Expression, typeOf: (expression: Expression) => Type): Type {
  switch (node.kind) {
    case 'constant':
      return constantTypes[node.of];
    case 'collection':
      return collectionType(node, typeOf);
    case 'comprehension':
      return holding(node.of, typeOf(node.element));
    case 'conditional':
      return join([typeOf(node.whenTrue), typeOf(node.whenFalse)]);
    case 'lambda':
      return { kind: 'function', of: node };
    case 'subscript':
      return subscriptType(node, typeOf(node.object));
    case 'operation':
      return operationType(node, typeOf);
    case 'pair':
      return typeOf(node.value);
    case 'other':
      return node.of === 'template' ? value : unknown;
    default:
      return unknown;
  }
}

const constantTypes: Readonly<Record<Constant['of'], Type>> = {
  string: value,
  number: value,
  true: value,
  false: value,
  none,
  ellipsis: unknown,
};
