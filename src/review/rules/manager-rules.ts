import { asyncIterables, asyncManagers, plainManagers } from '../model/library.ts';
import type { Model } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { ClassDef } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';

/** `with` where `async with` is needed. */
export const syncWithOnAsyncCm: Rule = {
  name: 'sync_with_on_async_cm',
  check(model, report) {
    for (const block of model.of('with')) {
      const wrong = block.items.find(({ value }) => !block.isAsync && needsAsyncWith(value, model));
      if (wrong !== undefined) report(wrong.line === block.line ? wrong : block, { about: wrong.value });
    }
  },
};

function needsAsyncWith(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  if (type.kind === 'object') return asyncManagers.has(type.path);
  if (type.kind === 'manager') return type.isAsync;
  return type.kind === 'instance' && has(type.of, '__aenter__') && !has(type.of, '__enter__') && hasNoBases(type.of);
}

/** `async with` where `with` is needed. */
export const asyncWithOnSyncCm: Rule = {
  name: 'async_with_on_sync_cm',
  check(model, report) {
    for (const block of model.of('with')) {
      const wrong = block.items.find(({ value }) => block.isAsync && needsPlainWith(value, model));
      if (wrong !== undefined) report(wrong.line === block.line ? wrong : block, { about: wrong.value });
    }
  },
};

function needsPlainWith(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  if (type.kind === 'object') return plainManagers.has(type.path);
  if (type.kind === 'manager') return !type.isAsync;
  const path = value.kind === 'call' ? model.called(value) : null;
  if (path !== null && plainManagers.has(path)) return true;
  return type.kind === 'instance' && has(type.of, '__enter__') && !has(type.of, '__aenter__') && hasNoBases(type.of);
}

const has = (definition: ClassDef, method: string) =>
  definition.body.some((one) => one.kind === 'function' && one.name === method);

const hasNoBases = ({ bases, decorators }: ClassDef) => bases.length === 0 && decorators.length === 0;

/** `for`, `list` or `sum` over what only `async for` goes through. */
export const syncForOnAsyncIter: Rule = {
  name: 'sync_for_on_async_iter',
  check(model, report) {
    for (const loop of [...model.of('for'), ...model.of('for-clause')])
      if (!loop.isAsync && isAsyncIterable(model.typeOf(loop.iterable))) report(loop.iterable);
    for (const call of model.of('call')) {
      const [first] = call.args;
      if (!consumers.test(model.called(call) ?? '') || first === undefined || first.spread !== '') continue;
      if (isAsyncIterable(model.typeOf(first.value)) || isAsyncGenerator(first.value, model)) report(call);
    }
  },
};

const consumers = /^builtins\.(?:list|sum|tuple|set|sorted|max|min|enumerate|zip|next|iter|len|map|filter)$/u;

function isAsyncIterable(type: Type): boolean {
  if (type.kind === 'async-generator') return true;
  if (type.kind === 'object') return asyncIterables.has(type.path);
  return type.kind === 'instance' && has(type.of, '__aiter__') && !has(type.of, '__iter__') && hasNoBases(type.of);
}

/** `sum(x async for x in y)` */
function isAsyncGenerator(value: Expression, model: Model): boolean {
  if (value.kind !== 'comprehension' || value.of !== 'generator') return false;
  return (
    value.clauses.some((clause) => clause.kind === 'for-clause' && clause.isAsync) &&
    model.typeOf(value).kind === 'plain'
  );
}

/** `async for` over a list, a range, a coroutine. */
export const asyncForOnSyncIterable: Rule = {
  name: 'async_for_on_sync_iterable',
  check(model, report) {
    for (const loop of [...model.of('for'), ...model.of('for-clause')])
      if (loop.isAsync && isPlainIterable(loop.iterable, model)) report(loop.iterable);
  },
};

function isPlainIterable(iterable: Expression, model: Model): boolean {
  const type = model.typeOf(iterable);
  if (type.kind === 'plain') return !(iterable.kind === 'comprehension' && iterable.of === 'generator');
  if (type.kind === 'coroutine') return type.of !== null || type.path === 'asyncio.Queue.get';
  if (type.kind === 'instance') return has(type.of, '__iter__') && !has(type.of, '__aiter__') && hasNoBases(type.of);
  return (
    iterable.kind === 'call' &&
    /^builtins\.(?:range|enumerate|zip|map|filter|reversed|sorted)$/u.test(model.called(iterable) ?? '')
  );
}
