import type { Expression } from '../syntax/expressions.ts';
import { aliases } from './library.ts';
import type { Type } from './type.ts';
import { holding, unknown, value } from './type.ts';

/** What a name is that is annotated so: by its class, `X | None`, `Optional[X]`, `list[X]`. */
export function annotatedType(annotation: Expression, typeOf: (expression: Expression) => Type): Type {
  const inner = withoutNone(annotation, typeOf);
  if (inner.kind !== 'subscript') return namedType(typeOf(inner));
  const { object, index } = inner;
  const outer = typeOf(object);
  const of = outer.kind === 'library' ? containers[outer.path] : undefined;
  if (of === undefined) return namedType(outer);
  const element = index.at(of === 'dict' ? 1 : 0);
  const item = element?.kind === 'collection' ? element.items.at(of === 'dict' ? 1 : 0) : element;
  return holding(of, item === undefined ? unknown : annotatedType(item, typeOf));
}

const containers: Readonly<Record<string, 'list' | 'set' | 'dict'>> = {
  'builtins.list': 'list',
  'builtins.set': 'set',
  'builtins.dict': 'dict',
  'typing.List': 'list',
  'typing.Set': 'set',
  'typing.Dict': 'dict',
};

/** What there is where there is something. */
function withoutNone(annotation: Expression, typeOf: (expression: Expression) => Type): Expression {
  if (annotation.kind === 'operation' && annotation.operator === '|') {
    const [only, ...others] = annotation.operands.filter((one) => one.kind !== 'constant');
    return only !== undefined && others.length === 0 ? only : annotation;
  }
  if (annotation.kind !== 'subscript') return annotation;
  const outer = typeOf(annotation.object);
  const [only] = annotation.index;
  return outer.kind === 'library' && outer.path === 'typing.Optional' && only !== undefined ? only : annotation;
}

function namedType(named: Type): Type {
  if (named.kind === 'class') return { kind: 'instance', of: named.of };
  if (named.kind !== 'library') return unknown;
  const path = aliases.get(named.path) ?? named.path;
  if (/^builtins\.(?:int|str|float|bool|bytes)$/u.test(path)) return value;
  if (path === 'asyncio.Task') return { kind: 'task', of: null, result: unknown };
  return /^(?:builtins|typing|collections)\./u.test(path)
    ? unknown
    : { kind: 'object', path: path.replace('.AbstractEventLoop', '.loop'), made: null };
}
