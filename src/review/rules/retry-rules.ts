import type { Model } from '../model/model.ts';
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
        .some((one) => one.kind === 'return' || (one.kind === 'simple' && one.word === 'break'));
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
    for (const handler of model.of('handler')) {
      const again = triesAgain(handler, model);
      if (again !== undefined) report(again);
    }
  },
};

/** The handler calls the very function that failed, at once. */
function triesAgain(handler: Handler, model: Model): Node | undefined {
  const owner = model.owner(handler);
  if (owner.kind !== 'function' || !owner.isAsync || hasWaited(handler, model)) return undefined;
  const nodes = model.within(...handler.body);
  if (nodes.some((node) => pauses(node, model) || node.kind === 'raise')) return undefined;
  return nodes.find(
    (node) => node.kind === 'await' && node.value.kind === 'call' && model.target(node.value) === owner,
  );
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
