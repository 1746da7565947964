import type { Expression, Lambda } from '../syntax/expressions.ts';
import type { ClassDef, FunctionDef } from '../syntax/tree.ts';

/** What an expression evaluates to, as far as it can be told. Only what is certain is anything but `unknown`. */
export type Type =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  /** A plain value: a number, a text, a container. `element` is what it holds; `parts` are those of a tuple. */
  | {
      readonly kind: 'plain';
      readonly of: 'value' | 'list' | 'tuple' | 'dict' | 'set' | 'generator';
      readonly element: Type;
      readonly parts: readonly Type[];
    }
  /** `of`: the function that was called; null for one of a library, which `path` names. */
  | { readonly kind: 'coroutine'; readonly of: FunctionDef | null; readonly path: string; readonly result: Type }
  /** `from`: what it was made of. */
  | { readonly kind: 'task'; readonly of: FunctionDef | null; readonly result: Type }
  | { readonly kind: 'future'; readonly path: string; readonly result: Type }
  /** An object of a library's class. */
  | { readonly kind: 'object'; readonly path: string; readonly made: Expression | null }
  | { readonly kind: 'instance'; readonly of: ClassDef }
  | { readonly kind: 'function'; readonly of: FunctionDef | Lambda }
  /** One of several. */
  | { readonly kind: 'functions'; readonly of: readonly (FunctionDef | Lambda)[] }
  | { readonly kind: 'class'; readonly of: ClassDef }
  /** A module, a function or a class of a library, or a method of such an object. */
  | { readonly kind: 'library'; readonly path: string }
  | { readonly kind: 'async-generator'; readonly of: FunctionDef | null }
  /** What a function under `@contextmanager` or `@asynccontextmanager` gives. */
  | { readonly kind: 'manager'; readonly isAsync: boolean; readonly of: FunctionDef };

export const unknown: Type = { kind: 'unknown' };
export const none: Type = { kind: 'none' };
export const value: Type = { kind: 'plain', of: 'value', element: unknown, parts: [] };

/** A container of something. */
export function holding(of: 'list' | 'tuple' | 'dict' | 'set' | 'generator', element: Type): Type {
  return { kind: 'plain', of, element, parts: [] };
}

/** The one type that all have; of several coroutines, tasks or functions, what they have in common; unknown when they differ or when there are none. */
export function join(types: readonly Type[]): Type {
  const [first, ...rest] = types;
  if (first === undefined) return unknown;
  return rest.reduce(common, first);
}

function common(one: Type, other: Type): Type {
  if (one.kind === 'plain' && other.kind === 'plain') return commonPlain(one, other);
  if (isSame(one, other)) return one;
  if (one.kind === 'coroutine' && other.kind === 'coroutine')
    return { kind: 'coroutine', of: null, path: '', result: common(one.result, other.result) };
  if (one.kind === 'task' && other.kind === 'task')
    return { kind: 'task', of: null, result: common(one.result, other.result) };
  const functions = [...functionsOf(one), ...functionsOf(other)];
  return functionsOf(one).length > 0 && functionsOf(other).length > 0
    ? { kind: 'functions', of: [...new Set(functions)] }
    : unknown;
}

function functionsOf(type: Type): readonly (FunctionDef | Lambda)[] {
  if (type.kind === 'function') return [type.of];
  return type.kind === 'functions' ? type.of : [];
}

type Plain = Extract<Type, { readonly kind: 'plain' }>;

function commonPlain(one: Plain, other: Plain): Type {
  if (one === other) return one;
  if (one.of !== other.of) return unknown;
  const isSized = one.parts.length > 0 && one.parts.length === other.parts.length;
  const parts = isSized ? one.parts.map((part, index) => common(part, other.parts[index] ?? unknown)) : [];
  return { kind: 'plain', of: one.of, element: common(one.element, other.element), parts };
}

function isSame(one: Type, other: Type): boolean {
  if (one.kind !== other.kind || one.kind === 'functions') return false;
  if ('of' in one && 'of' in other && one.of !== other.of) return false;
  return !('path' in one && 'path' in other) || one.path === other.path;
}

/** What `await` takes. */
export function isAwaitable(type: Type): boolean {
  return type.kind === 'coroutine' || type.kind === 'task' || type.kind === 'future';
}
