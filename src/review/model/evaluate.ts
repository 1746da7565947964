import type { Collection, Constant, Expression, Name, Operation, Subscript } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { annotatedType } from './annotations.ts';
import { createAttributes } from './attributes.ts';
import { addedTo, isOpenContainer } from './added.ts';
import { createArguments } from './arguments-for.ts';
import { createCalls } from './calls.ts';
import { implicitPath } from './implicit.ts';
import type { Facts } from './facts.ts';
import { aliases, entered } from './library.ts';
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
  const attribute = createAttributes({ facts, typeOf });
  const call = createCalls({ facts, typeOf });
  const argumentsFor = createArguments(facts, typeOf);
  const bound = once((binding: Binding) => typeOfBinding(binding, { typeOf, facts, scopes, argumentsFor }));
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

/** What the parts of the evaluation work with. */
interface Ground {
  readonly facts: Facts;
  readonly scopes: Scopes;
  readonly typeOf: (expression: Expression) => Type;
  readonly argumentsFor: (owner: FunctionDef, name: string) => readonly Expression[];
}

function nameType(
  node: Name,
  bound: (binding: Binding) => Type,
  { facts, scopes }: Pick<Ground, 'facts' | 'scopes'>,
): Type {
  const all = scopes.bindings(node.name, node);
  if (all.length > 0) return join(reaching(all, node, facts).map(bound));
  const path = implicitPath(node, scopes, facts);
  return path === null ? unknown : { kind: 'library', path };
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
      return isComparison(node.operator) || isArithmetic(node, typeOf) ? value : unknown;
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

function collectionType(node: Collection, typeOf: (expression: Expression) => Type): Type {
  const parts = node.items.map((item) => (item.kind === 'starred' ? unknown : typeOf(item)));
  return { kind: 'plain', of: node.of, element: join(parts), parts: node.of === 'tuple' ? parts : [] };
}

/** A slice is the same kind of thing; an item of a list or a dict is what it holds. */
function subscriptType({ index }: Subscript, object: Type): Type {
  if (object.kind !== 'plain') return unknown;
  if (index.some((one) => one.kind === 'other' && one.of === 'slice')) return object;
  return object.of === 'list' || object.of === 'dict' ? object.element : unknown;
}

/** Numbers and texts give numbers and texts. */
const isArithmetic = ({ operator, operands }: Operation, typeOf: (expression: Expression) => Type) =>
  /^(?:[-+*/%]|\/\/|\*\*)$/u.test(operator) &&
  operands.every((one) => {
    const type = typeOf(one);
    return type.kind === 'plain' && type.of === 'value';
  });

const isComparison = (operator: string) => /^(?:==|!=|<|>|<=|>=|in|not in|not|is|is not)$/u.test(operator);

function typeOfBinding(binding: Binding, ground: Ground): Type {
  switch (binding.kind) {
    case 'import':
      return { kind: 'library', path: aliases.get(binding.path) === undefined ? normal(binding.path) : binding.path };
    case 'function':
      return { kind: 'function', of: binding.definition };
    case 'class':
      return { kind: 'class', of: binding.definition };
    case 'value':
      return partOf(withAppended(binding, ground), binding.path);
    case 'element':
      return partOf(elementOf(ground.typeOf(binding.iterable)), binding.path);
    case 'entered':
      return enteredType(ground.typeOf(binding.value), binding.isAsync);
    case 'parameter':
      return parameterType(binding.parameter, ground);
    case 'other':
      return unknown;
  }
}

/** Library modules are known under the name that everybody uses. */
function normal(path: string): string {
  return path
    .replace(/^asyncio\.(?:locks|queues|tasks|timeouts|taskgroups|exceptions|events|streams|runners)\./u, 'asyncio.')
    .replace(/^concurrent\.futures\.(?:thread|process)\./u, 'concurrent.futures.');
}

function partOf(type: Type, path: readonly number[]): Type {
  const [first, ...rest] = path;
  if (first === undefined) return type;
  if (type.kind !== 'plain') return unknown;
  return partOf(type.parts[first] ?? (type.of === 'list' && first >= 0 ? type.element : unknown), rest);
}

function elementOf(type: Type): Type {
  if (type.kind === 'object' && type.path === 'asyncio.as_completed')
    return { kind: 'coroutine', of: null, path: type.path, result: unknown };
  return type.kind === 'plain' ? (type.of === 'dict' ? unknown : type.element) : unknown;
}

/** What an empty list gets later by `append`, or a set by `add`. */
function withAppended(binding: Extract<Binding, { readonly kind: 'value' }>, { typeOf, scopes, facts }: Ground): Type {
  const type = typeOf(binding.value);
  if (!isOpenContainer(type)) return type;
  const [target] = binding.at.kind === 'assign' ? binding.at.targets : [];
  if (target?.kind !== 'name') return type;
  const home = scopes.home(target.name, binding.at);
  if (home === null) return type;
  const added = scopes.mentions(target.name, home).flatMap((mention) => addedTo(mention, facts));
  return added.length === 0 ? type : holding(type.of, join(added.map(typeOf)));
}

function enteredType(type: Type, isAsync: boolean): Type {
  if (type.kind !== 'object') return type.kind === 'instance' ? type : unknown;
  const path = entered[type.path];
  if (path !== undefined) return isAsync ? { kind: 'object', path, made: null } : unknown;
  return type;
}

function parameterType(parameter: Extract<Binding, { readonly kind: 'parameter' }>['parameter'], ground: Ground): Type {
  if (parameter.spread !== '') return unknown;
  if (parameter.annotation !== null) return annotatedType(parameter.annotation, ground.typeOf);
  const owner = ground.facts.parent(parameter);
  if (owner?.kind === 'function') {
    const self = selfType(owner, parameter.name, ground.facts);
    if (self !== null) return self;
    const given = ground.argumentsFor(owner, parameter.name);
    const usual = parameter.value === null || isNone(parameter.value) ? [] : [parameter.value];
    return join([...given, ...usual].map(ground.typeOf));
  }
  return unknown;
}

const isNone = (one: Expression) => one.kind === 'constant' && one.of === 'none';

function selfType(owner: FunctionDef, name: string, facts: Facts): Type | null {
  const definition = facts.classOf(owner);
  if (definition === null || owner.params[0]?.name !== name) return null;
  return { kind: 'instance', of: definition };
}
