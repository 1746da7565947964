import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { Handler, Node } from '../syntax/tree.ts';
import { mayWait, typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** A failed try is made again at once. */
export const retryNoBackoff: Rule = {
  name: 'retry_no_backoff',
  check(model, report) {
    for (const loop of [...model.of('while'), ...model.of('for')]) {
      const [attempt, ...others] = loop.body.filter(
        (one) => one.kind !== 'assign' && !(one.kind === 'expression' && one.value.kind !== 'await'),
      );
      if (attempt?.kind !== 'try' || others.length > 0 || !isRetry(loop, model)) continue;
      const nodes = model.within(...loop.body);
      const leaves = model
        .within(...attempt.body, ...attempt.otherwise)
        .some(
          (one) => one.kind === 'return' || (one.kind === 'simple' && one.word === 'break') || endsWhile(one, loop),
        );
      if (!leaves || !attempt.body.some((one) => mayWait(one, model)) || nodes.some((one) => pauses(one, model)))
        continue;
      const again = attempt.handlers.find(
        (handler) =>
          !hasWaited(handler, model) &&
          handler.body.every(
            (one) => one.kind !== 'raise' && one.kind !== 'return' && !(one.kind === 'simple' && one.word === 'break'),
          ),
      );
      if (again !== undefined) report(again);
    }
    for (const call of model.of('call')) if (isTriedAgain(call, model)) report(call);
  },
};

/** `done = True` of `while not done`. */
function endsWhile(one: Node, loop: Node): boolean {
  if (loop.kind !== 'while' || one.kind !== 'assign' || loop.test.kind !== 'operation') return false;
  const [flag] = loop.test.operands;
  const [target] = one.targets;
  return loop.test.operator === 'not' && flag?.kind === 'name' && target?.kind === 'name' && target.name === flag.name;
}

/** A function that calls itself with the same arguments from its `except`. */
function isTriedAgain(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  if (owner.kind !== 'function' || !owner.isAsync || model.target(call) !== owner) return false;
  const around = model.ancestors(call).find((one) => one.kind === 'handler' && model.owner(one) === owner);
  const attempt = around === undefined ? null : model.parent(around);
  if (around?.kind !== 'handler' || attempt?.kind !== 'try') return false;
  const isSame = call.args.every(
    ({ value }) => value.kind === 'name' && owner.params.some(({ name }) => name === value.name),
  );
  const waited = hasWaited(around, model) || model.within(...around.body).some((one) => pauses(one, model));
  return isSame && !waited && attempt.body.some((one) => mayWait(one, model));
}

/** After a timeout there was a pause already. */
const hasWaited = (handler: Handler, model: Model) =>
  typesOf(handler).length > 0 && typesOf(handler).every((one) => model.textOf(one).endsWith('TimeoutError'));

/** The loop counts tries; it does not go through different things. */
function isRetry(loop: Extract<Node, { readonly kind: 'while' | 'for' }>, model: Model): boolean {
  if (loop.kind === 'while') return true;
  const counts = loop.iterable.kind === 'call' && model.called(loop.iterable) === 'builtins.range';
  const { target } = loop;
  if (!counts || target.kind !== 'name') return false;
  const uses = model
    .mentions(target.name, target)
    .filter((one) => one !== target && model.ancestors(one).includes(loop));
  return uses.every((one) => !model.ancestors(one).some(({ kind }) => kind === 'await'));
}

/** It waits, or it waits for somebody who calls. */
function pauses(node: Node, model: Model): boolean {
  if (node.kind !== 'call') return false;
  const name = node.callee.kind === 'attribute' || node.callee.kind === 'name' ? node.callee.name : '';
  return (
    /sleep|backoff|delay|pause|accept|recv|^read|acquire/iu.test(name) ||
    /sleep|^asyncio\.Queue\.get$/u.test(model.called(node) ?? '')
  );
}
