import type { Model } from '../model/model.ts';
import type { Expression, Name, Operation } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import { readsOfParameter } from './parameters.ts';
import { checkKept } from './reuse-kept.ts';
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
      if (target?.kind === 'name' && makesCoroutines(assign.value, model)) checkName(target, assign, { model, report });
    }
    for (const parameter of model.of('parameter')) checkParameter(parameter, { model, report });
    checkKept({ model, report });
    for (const node of model.of('operation')) if (repeatsCoroutine(node, model)) report(node);
  },
};

/** `coros = [fetch(u) for u in urls]`: gathering them twice awaits each twice. */
function makesCoroutines(value: Expression | null, model: Model): boolean {
  if (value?.kind === 'call') return model.typeOf(value).kind === 'coroutine';
  if (value?.kind !== 'comprehension' && value?.kind !== 'collection') return false;
  const type = model.typeOf(value);
  return type.kind === 'plain' && type.element.kind === 'coroutine' && type.of !== 'generator' && type.of !== 'dict';
}

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
  const reads = readsOfParameter({ by: owner, parameter }, model).filter((one) =>
    model.given(one).every(({ kind }) => kind === 'parameter'),
  );
  const [awaited, second] = reads.filter((one) => isConsumed(one, model));
  if (awaited === undefined || !isToRunOnce(awaited, model)) return;
  if (isRepeated(awaited, parameter, model)) report(awaited);
  else if (second !== undefined && model.dominates(awaited, second)) report(second);
}

function isToRunOnce(name: Name, model: Model): boolean {
  const { kind } = model.typeOf(name);
  return kind === 'coroutine' || (kind === 'unknown' && /^(?:coro|coroutine|awaitable)\d*$/u.test(name.name));
}
