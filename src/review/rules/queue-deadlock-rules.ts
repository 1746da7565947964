import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument, hasKey } from './arguments.ts';
import { numberOf, rangeOf } from './numbers.ts';
import { methodCalls } from './queue-rules.ts';
import type { Rule } from './rule.ts';

/** A consumer puts into the bounded queue that it empties, or nobody empties it yet. */
export const queuePutDeadlock: Rule = {
  name: 'queue_put_deadlock',
  check(model, report) {
    const puts = methodCalls('put', model).filter(
      (put) => model.parent(put)?.kind === 'await' && isBounded(put, model),
    );
    for (const put of puts) {
      const owner = model.owner(put);
      if (owner.kind !== 'function') continue;
      if (consumesBefore(put, put, model) || isBeforeAnyConsumer(put, owner, model)) report(put);
      for (const caller of callersAtOnce(owner, model)) if (consumesBefore(put, caller, model)) report(caller);
    }
  },
};

/** The queue's own call, which made it. */
function madeBy(call: Call, model: Model): Expression | null {
  const type = call.callee.kind === 'attribute' ? model.typeOf(call.callee.object) : null;
  return type?.kind === 'object' ? type.made : null;
}

/** In a loop around that place, the same queue is read from first. */
function consumesBefore(put: Call, place: Node, model: Model): boolean {
  const owner = model.owner(place);
  const queue = put.callee.kind === 'attribute' ? model.textOf(put.callee.object) : '';
  return methodCalls('get', model).some((get) => {
    if (model.owner(get) !== owner || get.start > place.start || get.callee.kind !== 'attribute') return false;
    return place === put ? model.textOf(get.callee.object) === queue : madeBy(get, model) === madeBy(put, model);
  });
}

/** Awaited calls of the function, and of those that await it. */
function callersAtOnce(definition: FunctionDef, model: Model): readonly Node[] {
  const found = new Set<Node>();
  const functions = new Set([definition]);
  for (const one of functions)
    for (const caller of model.callers(one)) {
      const owner = model.owner(caller);
      if (model.parent(caller)?.kind !== 'await' || owner.kind !== 'function') continue;
      found.add(caller);
      functions.add(owner);
    }
  return [...found];
}

/** More is put than there is room for, before anybody got to know the queue. */
function isBeforeAnyConsumer(put: Call, owner: FunctionDef, model: Model): boolean {
  const queue = put.callee.kind === 'attribute' ? put.callee.object : null;
  const made = madeBy(put, model);
  if (queue?.kind !== 'name' || made?.kind !== 'call') return false;
  const room = numberOf(argument(made, 0, 'maxsize'), model);
  if (room === null || room < 1 || model.scopes.home(queue.name, queue) !== owner) return false;
  const later = model.mentions(queue.name, queue).filter((one) => one.start > made.end);
  const puts = later.map((mention) => putOn(mention, model));
  return tooMany(puts, room, model) === put;
}

/** Of puts one after the other the first that finds no room; undefined when somebody else (null) may make some before. */
function tooMany(puts: readonly (Call | null)[], room: number, model: Model): Call | undefined {
  let count = 0;
  for (const put of puts) {
    if (put === null) return undefined;
    count += timesOf(put, model);
    if (count > room) return put;
  }
  return undefined;
}

/** `await queue.put(…)`; null for any other use. */
function putOn(name: Name, model: Model): Call | null {
  const method = model.parent(name);
  const call = method?.kind === 'attribute' && method.name === 'put' ? model.parent(method) : null;
  if (call?.kind !== 'call' || model.parent(call)?.kind !== 'await') return null;
  return model.owner(call) === model.scopes.home(name.name, name) ? call : null;
}

/** How often it is sure to be made: never where a condition or an error may come before it. */
function timesOf(put: Call, model: Model): number {
  const owner = model.owner(put);
  const around = model.ancestors(put).filter((node) => node !== owner && model.owner(node) === owner);
  if (around.some(({ kind }) => ['if', 'try', 'while', 'with', 'match', 'conditional'].includes(kind))) return 0;
  return around.reduce(
    (times, node) => (node.kind === 'for' ? times * (rangeOf(node.iterable, model) ?? 0) : times),
    1,
  );
}

function isBounded(call: Call, model: Model): boolean {
  const queue = call.callee.kind === 'attribute' ? model.typeOf(call.callee.object) : null;
  if (queue?.kind !== 'object' || queue.made?.kind !== 'call') return false;
  const size = argument(queue.made, 0, 'maxsize');
  return (size !== null && !(size.kind === 'constant' && size.text === '0')) || hasKey(queue.made, 'maxsize');
}
