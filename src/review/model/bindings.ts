import type { Expression, Parameter } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { elementOf } from './carriers.ts';
import { filledType } from './containers.ts';
import type { Facts } from './facts.ts';
import { aliases, entered } from './library.ts';
import type { Binding, Scopes } from './scopes.ts';
import type { Type } from './type.ts';
import { join, none, unknown, value } from './type.ts';

/** What the parts of the evaluation work with. */
interface Ground {
  readonly facts: Facts;
  readonly scopes: Scopes;
  readonly typeOf: (expression: Expression) => Type;
  readonly argumentsFor: (owner: FunctionDef, name: string) => readonly Type[];
  readonly resultOf: (definition: FunctionDef) => Type;
}

/** What a binding gives to its name. */
export function typeOfBinding(binding: Binding, ground: Ground): Type {
  switch (binding.kind) {
    case 'import':
      return { kind: 'library', path: aliases.get(binding.path) === undefined ? normal(binding.path) : binding.path };
    case 'function':
      return { kind: 'function', of: binding.definition };
    case 'class':
      return { kind: 'class', of: binding.definition };
    case 'value':
      return partOf(withAdded(binding, ground), binding.path);
    case 'element':
      return partOf(elementOf(ground.typeOf(binding.iterable)), binding.path);
    case 'entered':
      return enteredType(ground.typeOf(binding.value), binding.isAsync, ground);
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

/** An empty list, set or dict is what it gets later. */
function withAdded(binding: Extract<Binding, { readonly kind: 'value' }>, { typeOf, scopes, facts }: Ground): Type {
  const type = typeOf(binding.value);
  const [target] = binding.at.kind === 'assign' ? binding.at.targets : [];
  const home = target?.kind === 'name' ? scopes.home(target.name, binding.at) : null;
  if (target?.kind !== 'name' || home === null) return type;
  return filledType(type, scopes.mentions(target.name, home), { typeOf, facts });
}

function enteredType(type: Type, isAsync: boolean, ground: Ground): Type {
  if (type.kind === 'manager') return yieldedType(type.of, ground);
  if (type.kind === 'instance') return enteredInstance(type, isAsync, ground);
  if (type.kind !== 'object') return unknown;
  const path = entered[type.path];
  if (path !== undefined) return isAsync ? { kind: 'object', path, made: null } : unknown;
  return type;
}

/** What the one `yield` of a context manager hands out. */
function yieldedType(definition: FunctionDef, { facts, typeOf }: Ground): Type {
  const yields = facts.of('yield').filter((one) => facts.owner(one) === definition);
  const type = join(yields.map((one) => (one.value === null ? none : typeOf(one.value))));
  return type.kind === 'object' || type.kind === 'instance' ? type : unknown;
}

function enteredInstance(type: Extract<Type, { readonly kind: 'instance' }>, isAsync: boolean, ground: Ground): Type {
  const name = isAsync ? '__aenter__' : '__enter__';
  const [method] = type.of.body.flatMap((one) => (one.kind === 'function' && one.name === name ? [one] : []));
  if (method === undefined) return type;
  const result = ground.resultOf(method);
  return result.kind === 'object' || result.kind === 'instance' ? result : unknown;
}

function parameterType(parameter: Parameter, ground: Ground): Type {
  if (parameter.spread !== '') return unknown;
  if (parameter.annotation !== null) return annotatedType(parameter.annotation, ground.typeOf);
  const owner = ground.facts.parent(parameter);
  if (owner?.kind === 'function') {
    const self = selfType(owner, parameter.name, ground.facts);
    if (self !== null) return self;
    return givenType(owner, parameter, ground);
  }
  return unknown;
}

/** What callers give, or the default where nobody gives anything. One that asks what it was given knows better. */
function givenType(owner: FunctionDef, { name, value: preset }: Parameter, ground: Ground): Type {
  const given = ground.argumentsFor(owner, name).filter(({ kind }) => kind !== 'none');
  if (given.length === 0 && (preset === null || isNone(preset))) return namedAfter(name, ground.facts);
  if (given.length === 0 && preset !== null) return objectOnly(ground.typeOf(preset));
  const type = join(given);
  return (type.kind === 'function' || type.kind === 'functions') && asksForKind(owner, ground) ? unknown : type;
}

const isNone = (one: Expression) => one.kind === 'constant' && one.of === 'none';

/** Nobody in the code calls it: `sensor` is a `Sensor`, where there is such a class. */
function namedAfter(name: string, facts: Facts): Type {
  const wanted = name.replaceAll('_', '').toLowerCase();
  const [only, ...others] = facts.of('class').filter((one) => one.name.toLowerCase() === wanted);
  return only === undefined || others.length > 0 ? unknown : { kind: 'instance', of: only };
}

const objectOnly = (type: Type) => (type.kind === 'object' ? type : unknown);

function asksForKind(owner: FunctionDef, { facts, typeOf }: Ground): boolean {
  return facts.of('call').some(({ callee, start }) => {
    if (start < owner.start || start > owner.end) return false;
    const type = typeOf(callee);
    return type.kind === 'library' && /iscoroutine|isawaitable|isasyncgen/u.test(type.path);
  });
}

/** What an annotation promises; unknown for one that is not a class. */
export function annotatedType(annotation: Expression, typeOf: Ground['typeOf']): Type {
  const named = typeOf(annotation);
  if (named.kind === 'class') return { kind: 'instance', of: named.of };
  if (named.kind !== 'library') return unknown;
  const path = aliases.get(named.path) ?? named.path;
  if (/^builtins\.(?:int|str|float|bool|bytes)$/u.test(path)) return value;
  return path.startsWith('builtins.')
    ? unknown
    : { kind: 'object', path: path.replace('.AbstractEventLoop', '.loop'), made: null };
}

function selfType(owner: FunctionDef, name: string, facts: Facts): Type | null {
  const definition = facts.classOf(owner);
  if (definition === null || owner.params[0]?.name !== name) return null;
  return { kind: 'instance', of: definition };
}
