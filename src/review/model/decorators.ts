import type { Expression } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { isGenerator } from './bodies.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';
import { unknown } from './type.ts';

type TypeOf = (expression: Expression) => Type;

/** Calling the function gives what its `def` says, whatever stands above it. */
export function isTransparent(definition: FunctionDef, typeOf: TypeOf): boolean {
  return definition.decorators.every((one) => {
    const path = decoratorPath(one, typeOf);
    return path !== null && transparent.has(path);
  });
}

/** What calling a function gives that a decorator changed; unknown where that cannot be told. */
export function decoratedType(
  definition: FunctionDef,
  { facts, typeOf }: { readonly facts: Facts; readonly typeOf: TypeOf },
): Type {
  const paths = definition.decorators.map((one) => decoratorPath(one, typeOf));
  if (paths.some((path) => path !== null && managers.has(path)))
    return { kind: 'manager', isAsync: definition.isAsync, of: definition };
  const [only, ...others] = definition.decorators;
  const wrapper = only === undefined || others.length > 0 ? null : wrapperOf(only, facts, typeOf);
  if (wrapper?.isAsync !== true || isGenerator(wrapper, facts)) return unknown;
  return { kind: 'coroutine', of: null, path: '', result: unknown };
}

/** The function that a decorator of the code puts in the place of another; null when that cannot be told. */
export function wrapperOf(decorator: Expression, facts: Facts, typeOf: TypeOf): FunctionDef | null {
  const isMade = decorator.kind === 'call';
  const type = typeOf(isMade ? decorator.callee : decorator);
  if (type.kind !== 'function' || type.of.kind !== 'function') return null;
  const first = returnedFunction(type.of, facts);
  return isMade && first !== null ? returnedFunction(first, facts) : first;
}

/** The inner function whose name every `return` of a function gives. */
function returnedFunction(outer: FunctionDef, facts: Facts): FunctionDef | null {
  const returned = facts.of('return').filter((one) => facts.owner(one) === outer);
  const names = new Set(returned.map(({ value }) => (value?.kind === 'name' ? value.name : '')));
  const [name] = names;
  if (names.size !== 1 || name === undefined) return null;
  const inner = facts.of('function').filter((one) => one.name === name && facts.owner(one) === outer);
  return inner.length === 1 ? (inner[0] ?? null) : null;
}

function decoratorPath(decorator: Expression, typeOf: TypeOf): string | null {
  const plain = decorator.kind === 'call' ? decorator.callee : decorator;
  const type = typeOf(plain);
  if (type.kind === 'library') return type.path;
  return plain.kind === 'name' ? plain.name : null;
}

const managers = new Set([
  'contextlib.contextmanager',
  'contextlib.asynccontextmanager',
  'contextmanager',
  'asynccontextmanager',
]);

/** Decorators under which a coroutine function stays one. */
const transparent = new Set(
  'staticmethod classmethod builtins.staticmethod builtins.classmethod abc.abstractmethod abstractmethod typing.override typing.final override functools.lru_cache functools.cache functools.wraps tenacity.retry backoff.on_exception pytest.fixture pytest_asyncio.fixture'.split(
    ' ',
  ),
);
