import type { Model } from '../model/model.ts';
import { remember } from '../model/remember.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { methodCalls } from './queue-rules.ts';
import type { Rule } from './rule.ts';

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
    const markOf = remember((worker: FunctionDef) => sentinelOf(worker, model));
    for (const call of model.of('call')) {
      if (!/^asyncio\.(?:create_task|ensure_future|TaskGroup\.create_task|gather)$/u.test(model.called(call) ?? ''))
        continue;
      const worker = model.called(call) === 'asyncio.gather' ? gatheredWorker(call, model) : workerOf(call, model);
      if (worker === null) continue;
      const mark = markOf(worker);
      if (endless(worker) && methodCalls('join', model).length + gathersAny(model) > 0) report(call);
      else if (mark !== null && hasTooFew(call, mark, model)) report(call);
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

/** What the worker stops at, such as `None` or `STOP`; null when it hands it on, or does not stop. */
function sentinelOf(worker: FunctionDef, model: Model): string | null {
  const nodes = model.own(worker);
  const handsOn = nodes.some((node) => node.kind === 'call' && /put(?:_nowait)?$/u.test(model.called(node) ?? ''));
  if (handsOn) return null;
  const marks = nodes.flatMap((node) => {
    if (node.kind === 'if') return node.body.some(leaves) ? markIn(node.test, /^(?:is|==)$/u, model) : [];
    return node.kind === 'while' ? markIn(node.test, /^(?:is not|!=)$/u, model) : [];
  });
  return marks[0] ?? null;
}

const leaves = (one: Node) => one.kind === 'return' || (one.kind === 'simple' && one.word === 'break');

/** What something is held against: a constant, or a name of the module. */
function markIn(test: Expression, operator: RegExp, model: Model): readonly string[] {
  if (test.kind !== 'operation' || !operator.test(test.operator)) return [];
  const mark = test.operands[1];
  const isMark =
    mark?.kind === 'constant' || (mark?.kind === 'name' && model.scopes.home(mark.name, mark)?.kind === 'module');
  return mark !== undefined && isMark ? [model.textOf(mark)] : [];
}

/** Several workers are made in a loop, and one mark is put, outside of any. */
function hasTooFew(call: Call, mark: string, model: Model): boolean {
  const isRepeated = (node: Node) =>
    model.ancestors(node).some(({ kind }) => kind === 'for' || kind === 'while' || kind === 'comprehension');
  const puts = [...methodCalls('put', model), ...methodCalls('put_nowait', model)].filter((put) => {
    const item = argument(put, 0, 'item');
    return item !== null && model.textOf(item) === mark;
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
