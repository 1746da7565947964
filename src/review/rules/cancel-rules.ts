import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Handler, Node, Statement, Try } from '../syntax/tree.ts';
import { mayWait, typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** CancelledError is caught and goes no further. */
export const cancelledErrorSwallowed: Rule = {
  name: 'cancelled_error_swallowed',
  check(model, report) {
    for (const node of model.of('try')) {
      const owner = model.owner(node);
      if (owner.kind !== 'function' || !owner.isAsync || !node.body.some((one) => mayWait(one, model))) continue;
      const caught = swallowing(node, model);
      if (caught !== undefined && !awaitsCancelled(node, owner, model)) report(caught);
      for (const leaves of model.within(...node.final)) if (isExit(leaves, node, model)) report(leaves);
    }
    for (const block of model.of('with')) if (suppresses(block, model)) report(block);
  },
};

/** The handler at which a cancellation ends. */
function swallowing({ handlers }: Try, model: Model): Handler | undefined {
  const caught = handlers.find((handler) => catchesCancel(handler, model));
  if (caught === undefined || goesOn(caught, model)) return undefined;
  const raisesFirst = handlers.some((one) => one !== caught && namesCancel(one, model) && goesOn(one, model));
  return raisesFirst ? undefined : caught;
}

const cancelNames = /(?:^|\.)CancelledError$/u;

/** By name, or as part of everything. */
function catchesCancel(handler: Handler, model: Model): boolean {
  if (handler.type === null) return true;
  return namesCancel(handler, model) || typesOf(handler).some((one) => model.pathOf(one) === 'builtins.BaseException');
}

function namesCancel(handler: Handler, model: Model): boolean {
  return typesOf(handler).some((one) => cancelNames.test(model.textOf(one)));
}

/** It raises again, or hands the error to somebody. */
function goesOn(handler: Handler, model: Model): boolean {
  const nodes = model.within(...handler.body);
  return nodes.some((node) => {
    if (node.kind === 'raise') return true;
    if (node.kind !== 'call') return false;
    const name = node.callee.kind === 'attribute' ? node.callee.name : '';
    return /^(?:set_exception|uncancel|exit)$/u.test(name) || /(?:exit|abort)$/u.test(model.called(node) ?? '');
  });
}

/** What was just cancelled here is waited for: its CancelledError is the expected one. */
function awaitsCancelled(
  node: { readonly start: number; readonly body: readonly Statement[] },
  owner: FunctionDef,
  model: Model,
): boolean {
  const cancels = model
    .own(owner)
    .some((one) => one.kind === 'call' && isCancel(one) && one.start < (node.body.at(-1)?.end ?? node.start));
  const awaited = model.within(...node.body).flatMap((one) => (one.kind === 'await' ? [one.value] : []));
  return (
    cancels &&
    awaited.every(
      (value) =>
        value.kind === 'name' || value.kind === 'attribute' || value.kind === 'subscript' || isGroupWait(value, model),
    )
  );
}

const isCancel = (call: Call) => call.callee.kind === 'attribute' && call.callee.name === 'cancel';

const isGroupWait = (value: Node, model: Model) =>
  value.kind === 'call' && /^asyncio\.(?:gather|wait|wait_for|sleep)$/u.test(model.called(value) ?? '');

/** `return` in `finally` throws away whatever error was on its way. */
function isExit(node: Node, around: { readonly start: number }, model: Model): boolean {
  if (node.kind === 'return') return true;
  if (node.kind !== 'simple' || (node.word !== 'break' && node.word !== 'continue')) return false;
  const loop = model.ancestors(node).find(({ kind }) => kind === 'for' || kind === 'while');
  return loop !== undefined && loop.start < around.start;
}

function suppresses(block: Extract<Node, { readonly kind: 'with' }>, model: Model): boolean {
  const owner = model.owner(block);
  if (owner.kind !== 'function' || !owner.isAsync || block.isAsync) return false;
  const swallows = block.items.some(
    ({ value }) =>
      value.kind === 'call' &&
      model.called(value) === 'contextlib.suppress' &&
      value.args.some(
        (one) => cancelNames.test(model.textOf(one)) || model.pathOf(one.value) === 'builtins.BaseException',
      ),
  );
  return swallows && block.body.some((one) => mayWait(one, model)) && !awaitsCancelled(block, owner, model);
}
