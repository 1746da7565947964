import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { Handler, Node, Statement, Try } from '../syntax/tree.ts';
import { raises } from './gathering.ts';
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

/** Calls of a method of asyncio's queues. */
export const methodCalls = (name: string, model: Model) =>
  model.of('call').filter((call) => model.called(call) === `asyncio.Queue.${name}`);

/** Something before it in the loop may fail and be caught there, or go on with the next item. */
function mayBeSkipped(call: Call, model: Model): boolean {
  const statement = model.statement(call);
  const around = model.ancestors(call);
  const attempt = around.find((node) => node.kind === 'try');
  const loop = around.find((node) => node.kind === 'while' || node.kind === 'for');
  if (statement === null) return false;
  if (loop === undefined) return isLostByCaller(call, statement, model);
  if (attempt?.kind === 'try' && attempt.final.includes(statement)) return false;
  if (attempt?.kind === 'try' && model.ancestors(attempt).includes(loop))
    return isCaughtBefore(statement, attempt, model);
  return skips(loop, statement, model) || (attempt === undefined && failsBefore(call, loop, model));
}

/** It stands in the `try` itself, and a handler goes on without it. */
function isCaughtBefore(done: Statement, attempt: Try, model: Model): boolean {
  const getsInside = attempt.body.some((one) =>
    model.within(one).some((node) => node.kind === 'call' && model.called(node) === 'asyncio.Queue.get'),
  );
  const swallows = attempt.handlers.some((handler) => goesOn(handler) && !hasDone(handler));
  return attempt.body.includes(done) && swallows && (!getsInside || attempt.body.length > 2);
}

const goesOn = ({ body }: Handler) => body.every((one) => one.kind !== 'raise' && one.kind !== 'return');

/** Between `get` and `task_done`, the code awaits a function of its own that raises. */
function failsBefore(done: Call, loop: Node, model: Model): boolean {
  const nodes = model.inside(loop).filter((one) => one.end < done.start);
  const get = nodes.findLast((one) => one.kind === 'call' && model.called(one) === 'asyncio.Queue.get');
  return nodes.some((one) => {
    const target = get !== undefined && one.start > get.end && one.kind === 'call' ? model.target(one) : null;
    return target?.kind === 'function' && raises(target, model);
  });
}

/** One item for each call, and a caller in a loop catches what goes wrong before `task_done`. */
function isLostByCaller(done: Call, statement: Node, model: Model): boolean {
  const owner = model.owner(done);
  const isFinal = model.ancestors(done).some((one) => one.kind === 'try' || one.kind === 'if');
  if (owner.kind !== 'function' || isFinal) return false;
  const nodes = model.own(owner);
  const get = nodes.find((one) => one.kind === 'call' && model.called(one) === 'asyncio.Queue.get');
  const mayFail = nodes.some(
    (one) => get !== undefined && one.kind === 'await' && one.start > get.end && one.end < statement.start,
  );
  return mayFail && model.callers(owner).some((caller) => isCaughtInLoop(caller, model));
}

function isCaughtInLoop(caller: Node, model: Model): boolean {
  const around = model.ancestors(caller);
  const attempt = around.find((one) => one.kind === 'try');
  const loop = around.find((one) => one.kind === 'while' || one.kind === 'for');
  if (attempt?.kind !== 'try' || loop === undefined || !model.ancestors(attempt).includes(loop)) return false;
  const isInBody = attempt.body.some((one) => one.start <= caller.start && caller.end <= one.end);
  return isInBody && attempt.handlers.some((one) => goesOn(one) && !hasDone(one));
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
