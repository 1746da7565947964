import type { Model } from '../model/model.ts';
import type { Expression, ForClause, Name } from '../syntax/expressions.ts';
import type { For } from '../syntax/tree.ts';
import type { Report, Rule } from './rule.ts';
import { useOf } from './use.ts';

/** Items of `as_completed` must be awaited; they are neither in order nor the tasks that were given. */
export const asCompletedMisuse: Rule = {
  name: 'as_completed_misuse',
  check(model, report) {
    for (const call of model.of('call')) {
      const isAwaited = isAsCompleted(call, model) && model.parent(call)?.kind === 'await';
      const isZip = model.called(call) === 'builtins.zip';
      if (isAwaited || (isZip && call.args.some(({ value }) => isAsCompleted(value, model)))) report(call);
    }
    for (const loop of [...model.of('for'), ...model.of('for-clause')]) checkLoop(loop, model, report);
  },
};

function checkLoop(loop: For | ForClause, model: Model, report: Report): void {
  const { isAsync, target, iterable } = loop;
  const goesThrough = !isAsync && isAsCompleted(iterable, model);
  const wrong = goesThrough && target.kind === 'name' ? wrongUseOf(target, model) : undefined;
  if (wrong !== undefined) report(wrong, { about: wrong });
  const place = target.kind === 'collection' ? countedIn(iterable, target.items[0], model) : undefined;
  if (place !== undefined) report(iterable);
}

/** `for i, item in enumerate(as_completed(...))`, and `i` is taken for the place of the work in some list. */
function countedIn(iterable: Expression, index: Expression | undefined, model: Model): Name | undefined {
  if (iterable.kind !== 'call' || model.called(iterable) !== 'builtins.enumerate' || index?.kind !== 'name')
    return undefined;
  const type = iterable.args[0] === undefined ? null : model.typeOf(iterable.args[0].value);
  if (type?.kind !== 'object' || type.path !== 'asyncio.as_completed') return undefined;
  return model.mentions(index.name, index).find((one) => {
    const parent = model.parent(one);
    return parent?.kind === 'subscript' && parent.index.includes(one);
  });
}

function wrongUseOf(name: Name, model: Model): Name | undefined {
  const reads = model.mentions(name.name, name).filter((one) => one !== name && isCompleted(one, model));
  const wrong = reads.find((one) => isWrongUse(one, model));
  return wrong === undefined || isAwaitedBefore(wrong, reads, model) ? undefined : wrong;
}

const isAsCompleted = (value: Expression, model: Model) =>
  value.kind === 'call' && model.called(value) === 'asyncio.as_completed';

function isCompleted(name: Name, model: Model): boolean {
  const type = model.typeOf(name);
  return type.kind === 'coroutine' && type.path === 'asyncio.as_completed';
}

function isWrongUse(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  if (parent?.kind === 'subscript' && parent.index.includes(name)) return true;
  if (parent?.kind === 'attribute') return !/^(?:close|__\w+__)$/u.test(parent.name);
  return useOf(name, model).kind === 'value';
}

function isAwaitedBefore(wrong: Name, reads: readonly Name[], model: Model): boolean {
  const parent = model.parent(wrong);
  return (
    parent?.kind !== 'subscript' && reads.some((one) => one.start < wrong.start && model.parent(one)?.kind === 'await')
  );
}
