import type { Call, Expression, Lambda } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { isGenerator } from './bodies.ts';
import type { Facts } from './facts.ts';
import { libraryCall } from './library.ts';
import type { Type } from './type.ts';
import { holding, join, none, unknown } from './type.ts';

interface Ground {
  readonly facts: Facts;
  readonly typeOf: (expression: Expression) => Type;
}

/** Answers what a call gives. */
export function createCalls({ facts, typeOf }: Ground): (node: Call) => Type {
  const results = new Map<FunctionDef, Type>();
  const resultOf = (definition: FunctionDef): Type => {
    const before = results.get(definition);
    if (before !== undefined) return before;
    results.set(definition, unknown);
    const result = join(returnsOf(definition, facts).map((one) => (one === null ? none : typeOf(one))));
    results.set(definition, result);
    return result;
  };
  return (node) => {
    const plain = plainMethod(node, typeOf);
    if (plain !== null) return plain;
    const callee = typeOf(node.callee);
    switch (callee.kind) {
      case 'function':
        return functionCall(callee.of, { facts, typeOf, resultOf });
      case 'class':
        return { kind: 'instance', of: callee.of };
      case 'library':
        return libraryType(callee.path, node, typeOf);
      case 'object':
        return callee.path === 'sqlalchemy.orm.sessionmaker'
          ? libraryType('sqlalchemy.orm.Session', node, typeOf)
          : unknown;
      default:
        return unknown;
    }
  };
}

/** What a method of a list, a dict or a set gives; null when it is none. */
function plainMethod({ callee }: Call, typeOf: Ground['typeOf']): Type | null {
  const object = callee.kind === 'attribute' ? typeOf(callee.object) : null;
  if (callee.kind !== 'attribute' || object?.kind !== 'plain') return null;
  if (object.of === 'dict') return dictMethod(callee.name, object.element);
  return (object.of === 'list' || object.of === 'set') && callee.name === 'pop' ? object.element : null;
}

function dictMethod(name: string, element: Type): Type | null {
  switch (name) {
    case 'values':
      return holding('list', element);
    case 'keys':
      return holding('list', unknown);
    case 'items':
      return holding('list', { kind: 'plain', of: 'tuple', element: unknown, parts: [unknown, element] });
    case 'pop':
      return element;
    default:
      return null;
  }
}

interface Results extends Ground {
  readonly resultOf: (definition: FunctionDef) => Type;
}

/** What a call of a function in the code gives; unknown under a decorator that may change it. */
function functionCall(definition: FunctionDef | Lambda, { facts, typeOf, resultOf }: Results): Type {
  if (definition.kind === 'lambda') return typeOf(definition.body);
  const generator = isGenerator(definition, facts);
  const paths = definition.decorators.map((one) => decoratorPath(one, typeOf));
  if (paths.some((path) => path !== null && managers.has(path)))
    return { kind: 'manager', isAsync: definition.isAsync, of: definition };
  if (!paths.every((path) => path !== null && transparent.has(path))) return unknown;
  if (definition.isAsync)
    return generator
      ? { kind: 'async-generator', of: definition }
      : { kind: 'coroutine', of: definition, path: '', result: resultOf(definition) };
  return generator ? holding('generator', unknown) : resultOf(definition);
}

function decoratorPath(decorator: Expression, typeOf: (expression: Expression) => Type): string | null {
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

/** What each `return` gives; null for one without a value. A function that falls off its end gives None. */
function returnsOf(definition: FunctionDef, facts: Facts): readonly (Expression | null)[] {
  const given = facts
    .inside(definition)
    .flatMap((node) => (node.kind === 'return' && facts.owner(node) === definition ? [node.value] : []));
  const last = definition.body.at(-1);
  const ends = last !== undefined && (last.kind === 'return' || last.kind === 'raise');
  return ends || given.some((one) => one !== null) ? given : [null];
}

function libraryType(path: string, node: Call, typeOf: (expression: Expression) => Type): Type {
  const first = node.args.find(({ key }) => key === null);
  if (first !== undefined) {
    const given = typeOf(first.value);
    const special = carriers[path]?.(given, first.spread === '*', node);
    if (special !== undefined) return special;
  }
  const type = libraryCall(path) ?? unknown;
  return type.kind === 'object' ? { ...type, made: node } : type;
}

type Carry = (first: Type, isSpread: boolean, node: Call) => Type;

const resultOfType = (type: Type): Type =>
  type.kind === 'coroutine' || type.kind === 'task' || type.kind === 'future' ? type.result : unknown;

const toTask: Carry = (first) => ({
  kind: 'task',
  of: first.kind === 'coroutine' || first.kind === 'task' ? first.of : null,
  result: resultOfType(first),
});

const sameElements =
  (of: 'list' | 'set' | 'tuple'): Carry =>
  (first) =>
    holding(of, first.kind === 'plain' ? first.element : unknown);

/** Calls that pass on what their first argument is. */
const carriers: Readonly<Record<string, Carry>> = {
  'asyncio.create_task': toTask,
  'asyncio.ensure_future': toTask,
  'asyncio.loop.create_task': toTask,
  'asyncio.TaskGroup.create_task': toTask,
  'asyncio.Task': toTask,
  'asyncio.run': (first) => resultOfType(first),
  'asyncio.loop.run_until_complete': (first) => resultOfType(first),
  'asyncio.wait_for': (first) => ({
    kind: 'coroutine',
    of: null,
    path: 'asyncio.wait_for',
    result: resultOfType(first),
  }),
  'asyncio.shield': (first) => ({ kind: 'future', path: 'asyncio.shield', result: resultOfType(first) }),
  'asyncio.gather': (first, isSpread) => ({
    kind: 'future',
    path: 'asyncio.gather',
    result: holding('list', isSpread && first.kind === 'plain' ? resultOfType(first.element) : resultOfType(first)),
  }),
  'builtins.staticmethod': (first) => first,
  'builtins.list': sameElements('list'),
  'builtins.set': sameElements('set'),
  'builtins.tuple': sameElements('tuple'),
  'builtins.sorted': sameElements('list'),
  'builtins.reversed': sameElements('list'),
  'builtins.map': (first) =>
    holding(
      'generator',
      first.kind === 'function' && first.of.kind === 'function' && first.of.isAsync && first.of.decorators.length === 0
        ? { kind: 'coroutine', of: first.of, path: '', result: unknown }
        : unknown,
    ),
};
