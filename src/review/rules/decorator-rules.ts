import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';

/** A decorator for plain functions around a coroutine function: it sees the coroutine being made, not its work. */
export const syncDecoratorOnCoroutine: Rule = {
  name: 'sync_decorator_on_coroutine',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync || model.isGenerator(definition)) continue;
      const wrong = definition.decorators.find((one) => isMadeForPlain(one, model));
      if (wrong !== undefined) report(wrong);
    }
    for (const call of model.of('call')) if (isAppliedByHand(call, model)) report(call);
  },
};

/** `fetch = timed(fetch)`, `retry(3)(fetch)` */
function isAppliedByHand(call: Call, model: Model): boolean {
  const [only, ...others] = call.args;
  if (only === undefined || others.length > 0 || only.spread !== '' || only.key !== null) return false;
  const type = model.typeOf(only.value);
  const isCoroutine = type.kind === 'function' && type.of.kind === 'function' && type.of.isAsync;
  return isCoroutine && !model.isGenerator(type.of) && isMadeForPlain(call.callee, model);
}

/** A function, or a class whose `__call__` wraps. */
function madeBy(decorator: Expression, model: Model): FunctionDef | null {
  const type = model.typeOf(decorator.kind === 'call' ? decorator.callee : decorator);
  if (type.kind === 'class' && decorator.kind === 'call')
    return type.of.body.find((one): one is FunctionDef => one.kind === 'function' && one.name === '__call__') ?? null;
  return type.kind === 'function' && type.of.kind === 'function' ? type.of : null;
}

function isMadeForPlain(decorator: Expression, model: Model): boolean {
  const outer = madeBy(decorator, model);
  if (outer === null) return false;
  if (/iscoroutine|inspect|isawaitable/u.test(model.textOf(outer))) return false;
  if (outer.isAsync) return false;
  const inner = model.of('function').filter((one) => model.ancestors(one).includes(outer));
  const wrappers = inner.filter((one) => !inner.some((other) => model.owner(other) === one));
  return wrappers.length > 0 && wrappers.every((one) => !one.isAsync && worksAround(one, model));
}

/** It does something after the call, or around it, as if the work were done by then. */
function worksAround(wrapper: FunctionDef, model: Model): boolean {
  const outer = model
    .ancestors(wrapper)
    .flatMap((one) => (one.kind === 'function' ? one.params.map(({ name }) => name) : []));
  const calls = model
    .own(wrapper)
    .flatMap((node) =>
      node.kind === 'call' && node.callee.kind === 'name' && outer.includes(node.callee.name) ? [node] : [],
    );
  return calls.some((call) => {
    if (model.parent(call)?.kind === 'await') return false;
    const isGuarded = model
      .ancestors(call)
      .some((node) => (node.kind === 'try' || node.kind === 'with') && model.owner(node) === wrapper);
    const goesOn = model.own(wrapper).some((node) => model.dominates(call, node) && node.kind === 'call');
    return isGuarded || goesOn;
  });
}
