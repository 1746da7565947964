import type { Model } from '../model/model.ts';
import { remember } from '../model/remember.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument, hasKey } from './arguments.ts';
import { numberOf, rangeOf } from './numbers.ts';
import type { Rule } from './rule.ts';

/** `join()` counts the calls of `task_done()`. */
export const queueMissingTaskDone: Rule = {
  name: 'queue_missing_task_done',
  check(model, report) {
    const joins = methodCalls('join', model);
    if (joins.length === 0) return;
    const [first] = joins;
    const done = model.of('call').filter(({ callee }) => callee.kind === 'attribute' && callee.name === 'task_done');
    const gets = methodCalls('get', model);
    if (done.length === 0 && gets.length > 0 && first !== undefined) report(gets[0] ?? first);
    for (const call of done) if (mayBeSkipped(call, model)) report(call);
  },
};

const methodCalls = (name: string, model: Model) =>
  model.of('call').filter((call) => model.called(call) === `asyncio.Queue.${name}`);

/** Something before it in the loop may fail and be caught there, or go on with the next item. */
function mayBeSkipped(call: Call, model: Model): boolean {
  const statement = model.statement(call);
  const around = model.ancestors(call);
  const attempt = around.find((node) => node.kind === 'try');
  const loop = around.find((node) => node.kind === 'while' || node.kind === 'for');
  if (statement === null || loop === undefined) return false;
  const isLast = attempt?.kind === 'try' && attempt.final.includes(statement);
  if (isLast) return false;
  const isInLoop = attempt !== undefined && model.ancestors(attempt).includes(loop);
  if (isInLoop && attempt.kind === 'try') {
    const getsInside = attempt.body.some((one) =>
      model.within(one).some((node) => node.kind === 'call' && model.called(node) === 'asyncio.Queue.get'),
    );
    const swallows = attempt.handlers.some(
      (handler) => handler.body.every((one) => one.kind !== 'raise' && one.kind !== 'return') && !hasDone(handler),
    );
    return attempt.body.includes(statement) && swallows && (!getsInside || attempt.body.length > 2);
  }
  return skips(loop, statement, model);
}

const hasDone = (node: Node) => JSON.stringify(node).includes('"task_done"');

/** `continue` between `get` and `task_done`. */
function skips(loop: Node, done: Node, model: Model): boolean {
  return model.inside(loop).some((node) => {
    if (node.kind !== 'simple' || node.word !== 'continue' || node.start > done.start) return false;
    const block = model.parent(node);
    const counts = block !== null && hasDone(block);
    const gets = model
      .inside(loop)
      .some((one) => one.kind === 'call' && model.called(one) === 'asyncio.Queue.get' && one.end < node.start);
    return gets && !counts;
  });
}

/** Endless workers that are waited for, or left behind. */
export const workerNeverCancelled: Rule = {
  name: 'worker_never_cancelled',
  check(model, report) {
    const cancels = model
      .of('call')
      .some(({ callee }) => callee.kind === 'attribute' && /^(?:cancel|shutdown|cancel_scope)$/u.test(callee.name));
    if (cancels) return;
    // One worker is often started many times.
    const endless = remember((worker: FunctionDef) => isEndless(worker, model));
    const bySentinel = remember((worker: FunctionDef) => stopsBySentinel(worker, model));
    for (const call of model.of('call')) {
      if (!/^asyncio\.(?:create_task|ensure_future|TaskGroup\.create_task|gather)$/u.test(model.called(call) ?? ''))
        continue;
      const worker = model.called(call) === 'asyncio.gather' ? gatheredWorker(call, model) : workerOf(call, model);
      if (worker !== null && endless(worker) && methodCalls('join', model).length + gathersAny(model) > 0) report(call);
      else if (worker !== null && bySentinel(worker) && hasTooFew(call, model)) report(call);
    }
  },
};

function workerOf(call: Call, model: Model): FunctionDef | null {
  const given = argument(call, 0, 'coro');
  const type = given === null ? null : model.typeOf(given);
  return type?.kind === 'coroutine' ? type.of : null;
}

function gatheredWorker(call: Call, model: Model): FunctionDef | null {
  const types = call.args
    .map(({ value }) => model.typeOf(value))
    .map((type) => (type.kind === 'plain' ? type.element : type));
  return (
    types.flatMap((type) =>
      type.kind === 'coroutine' && type.of !== null && isEndless(type.of, model) ? [type.of] : [],
    )[0] ?? null
  );
}

const gathersAny = (model: Model) =>
  model.of('call').filter((call) => /^asyncio\.(?:gather|TaskGroup)$/u.test(model.called(call) ?? '')).length;

/** `while True` around a `get`, with no way out. */
function isEndless(worker: FunctionDef, model: Model): boolean {
  const loops = model.own(worker).flatMap((node) => (node.kind === 'while' && isTrue(node.test) ? [node] : []));
  return loops.some((loop) => {
    const nodes = model.inside(loop);
    const gets = nodes.some((node) => node.kind === 'call' && model.called(node) === 'asyncio.Queue.get');
    const leaves = nodes.some(
      (node) => node.kind === 'return' || node.kind === 'raise' || (node.kind === 'simple' && node.word === 'break'),
    );
    const timesOut = nodes.some(
      (node) => node.kind === 'call' && /^asyncio\.(?:wait_for|timeout)$/u.test(model.called(node) ?? ''),
    );
    return gets && !leaves && !timesOut;
  });
}

const isTrue = (test: Node) =>
  test.kind === 'constant' && (test.of === 'true' || (test.of === 'number' && test.text !== '0'));

/** `if item is None: break`, without handing the None on. */
function stopsBySentinel(worker: FunctionDef, model: Model): boolean {
  const checks = model
    .own(worker)
    .some((node) => (node.kind === 'if' || node.kind === 'while') && stops.test(model.textOf(node.test)));
  const handsOn = model
    .own(worker)
    .some((node) => node.kind === 'call' && /put(?:_nowait)?$/u.test(model.called(node) ?? ''));
  return checks && !handsOn;
}

const stops = /\bis (?:None|[A-Z_]{2,})$|\bis not (?:None|[A-Z_]{2,})$/u;

/** Several workers are made in a loop, and one sentinel is put, outside of any. */
function hasTooFew(call: Call, model: Model): boolean {
  const isRepeated = (node: Node) =>
    model.ancestors(node).some(({ kind }) => kind === 'for' || kind === 'while' || kind === 'comprehension');
  const puts = [...methodCalls('put', model), ...methodCalls('put_nowait', model)].filter((put) => {
    const item = argument(put, 0, 'item');
    return (
      (item?.kind === 'constant' && item.of === 'none') || (item?.kind === 'name' && /^[A-Z_]{2,}$/u.test(item.name))
    );
  });
  return puts.length === 1 && puts.every((put) => !isRepeated(put)) && isRepeated(call) && isManyTimes(call, model);
}

function isManyTimes(call: Call, model: Model): boolean {
  const loop = model.ancestors(call).find((node) => node.kind === 'for' || node.kind === 'comprehension');
  const clause = loop?.kind === 'comprehension' ? loop.clauses.find((one) => one.kind === 'for-clause') : loop;
  const iterable = clause?.kind === 'for' || clause?.kind === 'for-clause' ? clause.iterable : null;
  const count = iterable?.kind === 'call' ? argument(iterable, 0) : null;
  return !(count?.kind === 'constant' && count.text === '1');
}

/** A consumer puts into the bounded queue that it empties. */
export const queuePutDeadlock: Rule = {
  name: 'queue_put_deadlock',
  check(model, report) {
    for (const call of model.of('call')) {
      const put = model.called(call) === 'asyncio.Queue' ? overfilled(call, model) : undefined;
      if (put !== undefined) report(put);
    }
    for (const put of methodCalls('put', model)) {
      const owner = model.owner(put);
      if (put.callee.kind !== 'attribute' || owner.kind !== 'function' || model.parent(put)?.kind !== 'await') continue;
      const queue = model.textOf(put.callee.object);
      const consumes = methodCalls('get', model).some(
        (get) =>
          model.owner(get) === owner &&
          get.callee.kind === 'attribute' &&
          model.textOf(get.callee.object) === queue &&
          get.start < put.start,
      );
      if ((consumes || isCalledByConsumer(owner, queue, model)) && isBounded(put, model)) report(put);
    }
  },
};

/** The put that finds a queue full that nobody else has got yet. */
function overfilled(made: Call, model: Model): Call | undefined {
  const assign = model.parent(made);
  const [name] = assign?.kind === 'assign' ? assign.targets : [];
  const size = numberOf(argument(made, 0, 'maxsize'), model) ?? 0;
  if (name?.kind !== 'name' || size < 1 || model.owner(made).kind !== 'function') return undefined;
  let count = 0;
  for (const mention of model.mentions(name.name, name)) {
    if (mention === name) continue;
    const put = putOn(mention, model);
    if (put === null || model.owner(put) !== model.owner(made)) return undefined;
    count += timesOf(put, model);
    if (count > size) return put;
  }
  return undefined;
}

/** `await queue.put(…)`; null for any other use. */
function putOn(name: Node, model: Model): Call | null {
  const method = model.parent(name);
  const call = method?.kind === 'attribute' && method.name === 'put' ? model.parent(method) : null;
  return call?.kind === 'call' && model.parent(call)?.kind === 'await' ? call : null;
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

/** A worker that empties the object's queue awaits, itself or through others, the method that fills it. */
function isCalledByConsumer(filler: FunctionDef, queue: string, model: Model): boolean {
  if (!queue.startsWith('self.')) return false;
  return methodCalls('get', model).some((get) => {
    const worker = model.owner(get);
    const takes = get.callee.kind === 'attribute' && model.textOf(get.callee.object) === queue;
    return (
      takes && worker.kind === 'function' && worker !== filler && awaitsOne(worker, filler, { model, seen: new Set() })
    );
  });
}

interface Search {
  readonly model: Model;
  readonly seen: Set<FunctionDef>;
}

function awaitsOne(from: FunctionDef, wanted: FunctionDef, { model, seen }: Search): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  return model.own(from).some((node) => {
    const target = node.kind === 'await' && node.value.kind === 'call' ? model.target(node.value) : null;
    return target?.kind === 'function' && (target === wanted || awaitsOne(target, wanted, { model, seen }));
  });
}

function isBounded(call: Call, model: Model): boolean {
  const queue = call.callee.kind === 'attribute' ? model.typeOf(call.callee.object) : null;
  if (queue?.kind !== 'object' || queue.made?.kind !== 'call') return false;
  const size = argument(queue.made, 0, 'maxsize');
  return (size !== null && !(size.kind === 'constant' && size.text === '0')) || hasKey(queue.made, 'maxsize');
}
