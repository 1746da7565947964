import type { Attribute, Call, Expression, Lambda } from '../syntax/expressions.ts';
import type { ClassDef, FunctionDef, Node } from '../syntax/tree.ts';
import type { Type } from './type.ts';

type TypeOf = (expression: Expression) => Type;
type Code = FunctionDef | Lambda;

/** Answers which functions of the code a node runs at once: called, as a constructor, a property or a special method, or by `map` and its like. */
export function createReached(typeOf: TypeOf): (node: Node) => readonly Code[] {
  return (node) => {
    if (node.kind === 'attribute') return getterOf(node, typeOf);
    if (node.kind === 'subscript') return specialOf(node.object, '__getitem__', typeOf);
    if (node.kind === 'with')
      return node.isAsync ? [] : node.items.flatMap((one) => specialOf(one.value, '__enter__', typeOf));
    if (node.kind !== 'call') return [];
    const callee = typeOf(node.callee);
    if (callee.kind === 'instance') return specialOf(node.callee, '__call__', typeOf);
    if (callee.kind === 'library') return runByLibrary(callee.path, node, typeOf);
    if (callee.kind === 'class') return makerOf(callee.of, typeOf, 0);
    return codeOf(callee, typeOf);
  };
}

/** What the type's functions are, where no decorator puts something else in their place. */
function codeOf(type: Type, typeOf: TypeOf): readonly Code[] {
  if (type.kind !== 'function') return [];
  return type.of.kind === 'lambda' || type.of.decorators.every((one) => keepsFunction(one, typeOf)) ? [type.of] : [];
}

/** A decorator that is not of this code, and is not about threads and coroutines. */
export function keepsFunction(decorator: Expression, typeOf: TypeOf): boolean {
  const plain = decorator.kind === 'call' ? decorator.callee : decorator;
  const type = typeOf(plain);
  if (type.kind === 'function' || type.kind === 'class' || type.kind === 'functions') return false;
  const name = plain.kind === 'name' || plain.kind === 'attribute' ? plain.name : '';
  return !/async|thread|executor|background|task/iu.test(name);
}

function getterOf({ object, name }: Attribute, typeOf: TypeOf): readonly FunctionDef[] {
  const type = typeOf(object);
  const methods = type.kind === 'instance' ? type.of.body : [];
  return methods.flatMap((one) =>
    one.kind === 'function' && one.name === name && one.decorators.some(isProperty) ? [one] : [],
  );
}

/** A method that Python calls for an operator, a `with` or a call of an object. */
function specialOf(object: Expression, name: string, typeOf: TypeOf): readonly FunctionDef[] {
  const type = typeOf(object);
  const methods = type.kind === 'instance' ? type.of.body : [];
  return methods.flatMap((one) => (one.kind === 'function' && one.name === name && !one.isAsync ? [one] : []));
}

const isProperty = (one: Expression) =>
  (one.kind === 'name' || one.kind === 'attribute') && one.name.endsWith('property');

/** `__init__`, also of a known base. */
function makerOf(definition: ClassDef, typeOf: TypeOf, depth: number): readonly FunctionDef[] {
  const own = definition.body.flatMap((one) => (one.kind === 'function' && one.name === '__init__' ? [one] : []));
  const [base] = definition.bases.filter(({ key }) => key === null);
  const type = base === undefined || depth > 5 ? null : typeOf(base.value);
  return own.length > 0 || type?.kind !== 'class' ? own : makerOf(type.of, typeOf, depth + 1);
}

function runByLibrary(path: string, { args }: Call, typeOf: TypeOf): readonly Code[] {
  if (!/^builtins\.(?:map|filter|sorted|min|max)$/u.test(path)) return [];
  const given = /map|filter/u.test(path) ? args[0] : args.find(({ key }) => key === 'key');
  return given === undefined || given.spread !== '' ? [] : codeOf(typeOf(given.value), typeOf);
}

/** Functions that a call gives to the loop, to be run by its thread later. */
export function callbacksOf({ callee, args }: Call, typeOf: TypeOf): readonly Code[] {
  const name = callee.kind === 'attribute' ? callee.name : '';
  const place = callbackPlaces[name];
  const given = place === undefined ? undefined : args.filter(({ key }) => key === null)[place];
  return given === undefined ? [] : codeOf(typeOf(given.value), typeOf);
}

/** Where the loop's and a task's methods take a function that must be a plain one. */
export const callbackPlaces: Readonly<Record<string, number>> = {
  add_done_callback: 0,
  call_soon: 0,
  call_soon_threadsafe: 0,
  call_later: 1,
  call_at: 1,
  add_signal_handler: 1,
  add_reader: 1,
  add_writer: 1,
};
