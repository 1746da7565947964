import type { Call } from '../syntax/expressions.ts';
import { libraryCall } from './library.ts';
import type { Type } from './type.ts';
import { holding, unknown, value } from './type.ts';

/** A call of the library, and what its arguments are. */
export interface Carried {
  readonly node: Call;
  readonly typeOf: (expression: Call['args'][number]['value']) => Type;
  /** What calling something gives. */
  readonly callOf: (callee: Type) => Type;
}

/** What a call gives that passes on what its arguments are; undefined for one that does not. */
export function carriedType(path: string, carried: Carried): Type | undefined {
  if (path === 'dataclasses.field') return fieldType(carried);
  if (path === 'builtins.zip') return zipType(carried);
  const first = carried.node.args.find(({ key }) => key === null);
  if (first === undefined) return undefined;
  return carriers[path]?.(carried.typeOf(first.value), first.spread === '*', carried);
}

type Carry = (first: Type, isSpread: boolean, carried: Carried) => Type | undefined;

/** What awaiting it gives. */
const resultOfType = (type: Type): Type =>
  type.kind === 'coroutine' || type.kind === 'task' || type.kind === 'future' ? type.result : unknown;

/** What going through it gives, one by one. */
export function elementOf(type: Type): Type {
  if (type.kind === 'object' && type.path === 'asyncio.as_completed')
    return { kind: 'coroutine', of: null, path: type.path, result: unknown };
  return type.kind === 'plain' && type.of !== 'dict' ? type.element : unknown;
}

const toTask: Carry = (first) => ({
  kind: 'task',
  of: first.kind === 'coroutine' || first.kind === 'task' ? first.of : null,
  result: resultOfType(first),
});

const sameElements =
  (of: 'list' | 'set' | 'tuple' | 'generator'): Carry =>
  (first) =>
    holding(of, elementOf(first));

const pairs = (parts: readonly Type[]): Type =>
  holding('generator', { kind: 'plain', of: 'tuple', element: unknown, parts });

const gathered: Carry = (first, isSpread, { node, typeOf }) => {
  const list = holding('list', isSpread ? resultOfType(elementOf(first)) : resultOfType(first));
  const parts = node.args.some(({ spread }) => spread !== '')
    ? []
    : node.args.flatMap((one) => (one.key === null ? [resultOfType(typeOf(one.value))] : []));
  const result: Type = list.kind === 'plain' ? { ...list, parts } : list;
  return { kind: 'future', path: 'asyncio.gather', result };
};

/** Calls that pass on what their first argument is. */
const carriers: Readonly<Record<string, Carry>> = {
  'asyncio.create_task': toTask,
  'asyncio.ensure_future': toTask,
  'asyncio.loop.create_task': toTask,
  'asyncio.TaskGroup.create_task': toTask,
  'asyncio.Task': toTask,
  'asyncio.run': resultOfType,
  'asyncio.loop.run_until_complete': resultOfType,
  'asyncio.wait_for': (first) => ({
    kind: 'coroutine',
    of: null,
    path: 'asyncio.wait_for',
    result: resultOfType(first),
  }),
  'asyncio.shield': (first) => ({ kind: 'future', path: 'asyncio.shield', result: resultOfType(first) }),
  'asyncio.gather': gathered,
  'builtins.list': sameElements('list'),
  'builtins.set': sameElements('set'),
  'builtins.tuple': sameElements('tuple'),
  'builtins.sorted': sameElements('list'),
  'builtins.reversed': sameElements('list'),
  'builtins.iter': sameElements('generator'),
  'builtins.enumerate': (first) => pairs([value, elementOf(first)]),
  'builtins.map': (first, _, { callOf }) => {
    const element = callOf(first);
    return holding('generator', element.kind === 'coroutine' ? element : unknown);
  },
  'builtins.staticmethod': (first) => first,
  'functools.partial': (first) => (first.kind === 'function' || first.kind === 'functions' ? first : undefined),
};

function zipType({ node, typeOf }: Carried): Type {
  if (node.args.some(({ spread }) => spread !== '')) return holding('generator', unknown);
  return pairs(node.args.flatMap((one) => (one.key === null ? [elementOf(typeOf(one.value))] : [])));
}

/** `field(default_factory=asyncio.Lock)` */
function fieldType({ node, typeOf }: Carried): Type | undefined {
  const factory = node.args.find(({ key }) => key === 'default_factory');
  const type = factory === undefined ? unknown : typeOf(factory.value);
  return type.kind === 'library' ? (libraryCall(type.path) ?? undefined) : undefined;
}
