import type { Model } from '../model/model.ts';
import type { Expression, Name, Operation } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';

/** A coroutine runs once; whoever awaits it again gets an error. */
export const coroutineReused: Rule = {
  name: 'coroutine_reused',
  check(model, report) {
    for (const { isAsync, decorators } of model.of('function')) {
      const cache = decorators.find((one) => isAsync && isCache(one, model));
      if (cache !== undefined) report(cache);
    }
    for (const assign of model.of('assign')) {
      const [target] = assign.targets;
      const isCoroutine = assign.value?.kind === 'call' && model.typeOf(assign.value).kind === 'coroutine';
      if (isCoroutine && target?.kind === 'name') checkName(target, assign, { model, report });
    }
    for (const parameter of model.of('parameter')) checkParameter(parameter, { model, report });
    for (const node of model.of('operation')) if (repeatsCoroutine(node, model)) report(node);
  },
};

/** `[fetch()] * 3` is three times the same coroutine. */
function repeatsCoroutine({ operator, operands }: Operation, model: Model): boolean {
  const isCoroutine = (item: Expression) => model.typeOf(item).kind === 'coroutine';
  return operator === '*' && operands.some((list) => list.kind === 'collection' && list.items.some(isCoroutine));
}

function isCache(decorator: Expression, model: Model): boolean {
  const path = model.pathOf(decorator.kind === 'call' ? decorator.callee : decorator);
  return path === 'functools.lru_cache' || path === 'functools.cache';
}

interface Context {
  readonly model: Model;
  readonly report: (at: Node) => void;
}

function checkName(name: Name, assign: Node, { model, report }: Context): void {
  const consumed = model
    .mentions(name.name, name)
    .filter((one) => one !== name && isConsumed(one, model) && comesFrom(one, assign, model));
  const [first, second] = consumed;
  if (
    second !== undefined &&
    first !== undefined &&
    (model.dominates(first, second) || sameStatement(first, second, model))
  )
    report(second);
  else if (first !== undefined && isRepeated(first, assign, model)) report(first);
}

const sameStatement = (one: Node, other: Node, model: Model) => model.statement(one) === model.statement(other);

function comesFrom(name: Name, assign: Node, model: Model): boolean {
  const given = model.given(name);
  return given.length === 1 && given[0]?.at === assign;
}

/** Awaited, or given to somebody who awaits it. */
function isConsumed(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  if (parent?.kind === 'await') return true;
  const call = parent?.kind === 'argument' ? model.parent(parent) : null;
  return (
    call?.kind === 'call' &&
    /^asyncio\.(?:create_task|ensure_future|gather|wait_for|run|shield|TaskGroup\.create_task|loop\.create_task|loop\.run_until_complete)$/u.test(
      model.called(call) ?? '',
    )
  );
}

/** In a loop that the coroutine is made outside of, and that goes on after it. */
function isRepeated(name: Name, assign: Node, model: Model): boolean {
  const outside = model.ancestors(assign);
  const loop = model
    .ancestors(name)
    .find(
      (node) =>
        (node.kind === 'for' || node.kind === 'while' || node.kind === 'comprehension') && !outside.includes(node),
    );
  if (loop === undefined) return false;
  const statement = model.statement(name);
  const leaves = statement !== null && (statement.kind === 'return' || endsLoop(statement, model));
  return !leaves || model.ancestors(name).some((node) => node.kind === 'try' && model.ancestors(node).includes(loop));
}

function endsLoop(statement: Node, model: Model): boolean {
  return model.of('simple').some((one) => one.word === 'break' && model.parent(one) === model.parent(statement));
}

/** `async def retry(coro)`: a second try awaits a coroutine that has run. */
function checkParameter(parameter: Extract<Node, { readonly kind: 'parameter' }>, { model, report }: Context): void {
  const owner = model.parent(parameter);
  if (owner?.kind !== 'function' || !owner.isAsync) return;
  const reads = model
    .of('name')
    .filter((one) => one.name === parameter.name && model.scopes.home(one.name, one) === owner);
  const [awaited] = reads.filter((one) => isConsumed(one, model));
  if (awaited === undefined || !isRepeated(awaited, parameter, model)) return;
  if (/^(?:coro|coroutine|awaitable)\d*$/u.test(parameter.name) || model.typeOf(awaited).kind === 'coroutine')
    report(awaited);
}
