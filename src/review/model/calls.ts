import type { Call, Expression, Lambda } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { isGenerator } from './bodies.ts';
import { carriedType } from './carriers.ts';
import { containerCall } from './containers.ts';
import { decoratedType, isTransparent } from './decorators.ts';
import type { Facts } from './facts.ts';
import { libraryCall } from './library.ts';
import type { Type } from './type.ts';
import { holding, join, none, unknown } from './type.ts';

interface Ground {
  readonly facts: Facts;
  readonly typeOf: (expression: Expression) => Type;
}

/** Answers what calls give. */
export interface Calls {
  readonly call: (node: Call) => Type;
  /** What a function returns when it has run. */
  readonly resultOf: (definition: FunctionDef) => Type;
}

export function createCalls({ facts, typeOf }: Ground): Calls {
  const results = new Map<FunctionDef, Type>();
  const resultOf = (definition: FunctionDef): Type => {
    const before = results.get(definition);
    if (before !== undefined) return before;
    results.set(definition, unknown);
    const result = join(returnsOf(definition, facts).map((one) => (one === null ? none : typeOf(one))));
    results.set(definition, result);
    return result;
  };
  const callOf = (callee: Type): Type => {
    switch (callee.kind) {
      case 'function':
        return functionCall(callee.of, { facts, typeOf, resultOf });
      case 'functions':
        return join(callee.of.map((of) => callOf({ kind: 'function', of })));
      case 'class':
        return { kind: 'instance', of: callee.of };
      default:
        return unknown;
    }
  };
  const call = (node: Call): Type => {
    const callee = typeOf(node.callee);
    if (callee.kind === 'library') return libraryType(callee.path, node, { facts, typeOf, callOf });
    if (callee.kind === 'unknown') return containerCall(node, typeOf);
    return callOf(callee);
  };
  return { call, resultOf };
}

interface Results extends Ground {
  readonly resultOf: (definition: FunctionDef) => Type;
}

/** What a call of a function in the code gives; unknown under a decorator that may change it. */
function functionCall(definition: FunctionDef | Lambda, { facts, typeOf, resultOf }: Results): Type {
  if (definition.kind === 'lambda') return typeOf(definition.body);
  const generator = isGenerator(definition, facts);
  if (!isTransparent(definition, typeOf)) return decoratedType(definition, { facts, typeOf });
  if (definition.isAsync)
    return generator
      ? { kind: 'async-generator', of: definition }
      : { kind: 'coroutine', of: definition, path: '', result: resultOf(definition) };
  return generator ? holding('generator', unknown) : resultOf(definition);
}

/** What each `return` gives; null for one without a value. A function that falls off its end gives None. */
function returnsOf(definition: FunctionDef, facts: Facts): readonly (Expression | null)[] {
  const given = facts
    .inside(definition)
    .flatMap((node) => (node.kind === 'return' && facts.owner(node) === definition ? [node.value] : []));
  const last = definition.body.at(-1);
  const ends = last !== undefined && (last.kind === 'return' || last.kind === 'raise');
  return ends || given.some((one) => one !== null) ? given : [null];
}

interface Calling extends Ground {
  readonly callOf: (callee: Type) => Type;
}

function libraryType(path: string, node: Call, { facts, typeOf, callOf }: Calling): Type {
  if (path === 'builtins.super' && node.args.length === 0) return superType(node, facts, typeOf);
  const special = carriedType(path, { node, typeOf, callOf });
  if (special !== undefined) return special;
  const type = libraryCall(path) ?? unknown;
  return type.kind === 'object' ? { ...type, made: node } : type;
}

/** `super()` is the object, seen as one of its base. */
function superType(node: Call, facts: Facts, typeOf: (expression: Expression) => Type): Type {
  const definition = facts.ancestors(node).find(({ kind }) => kind === 'class');
  const [base] = definition?.kind === 'class' ? definition.bases.filter(({ key }) => key === null) : [];
  const type = base === undefined ? unknown : typeOf(base.value);
  return type.kind === 'class' ? { kind: 'instance', of: type.of } : unknown;
}
