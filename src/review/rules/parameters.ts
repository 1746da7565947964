import type { Model } from '../model/model.ts';
import type { Call, Name, Parameter } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { callTaking } from './method.ts';

/** A function of the code, and the parameter in which it gets something. */
export interface Received {
  readonly by: FunctionDef;
  readonly parameter: Parameter;
}

/** Where an argument of a call arrives; null when the call is not one of a function in the code, or that cannot be told. */
export function receivedAs(node: Node, model: Model): Received | null {
  const given = model.parent(node);
  const call = callTaking(node, model.parent);
  const by = call === null ? null : calledBy(call, model);
  if (given?.kind !== 'argument' || given.spread !== '' || call === null || by === null) return null;
  const before = call.args.slice(0, call.args.indexOf(given));
  if (given.key === null && before.some(({ spread }) => spread !== '')) return null;
  const place = before.filter(({ key }) => key === null).length;
  const parameter =
    given.key === null ? parameterAt(place, by, model) : by.params.find(({ name }) => name === given.key);
  return parameter?.spread === '' ? { by, parameter } : null;
}

const parameterAt = (place: number, by: FunctionDef, model: Model) => by.params[place + (isBound(by, model) ? 1 : 0)];

/** The one function that the call runs; `map(f, xs)` runs `f`, but gives it something else. */
function calledBy(call: Call, model: Model): FunctionDef | null {
  const [by, ...others] = model.called(call) === null ? model.reached(call) : [];
  return by?.kind === 'function' && others.length === 0 ? by : null;
}

const isBound = (definition: FunctionDef, model: Model) =>
  model.classOf(definition) !== null &&
  !definition.decorators.some((one) => one.kind === 'name' && one.name === 'staticmethod');

/** Where a function looks at what it got. */
export function readsOfParameter({ by, parameter }: Received, model: Model): readonly Name[] {
  return model.scopes.mentions(parameter.name, by).filter((one) => one.name === parameter.name);
}
