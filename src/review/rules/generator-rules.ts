import type { Model } from '../model/model.ts';
import type { Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { waits } from './entry.ts';
import { callTaking } from './method.ts';
import { isContextManager } from './resource-rules.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

/** Leaving `async for` early: the generator's own cleanup comes when the garbage collector does. */
export const asyncGenNotClosed: Rule = {
  name: 'async_gen_not_closed',
  check(model, report) {
    for (const loop of model.of('for')) {
      if (!loop.isAsync || !isOnlyGone(loop.iterable, model) || !cleansUp(loop.iterable, model)) continue;
      const leaves = model.within(...loop.body).some((one) => leavesLoop(one, loop, model));
      if (leaves) report(loop);
    }
    for (const call of model.of('call')) {
      const [given] = model.called(call) === 'builtins.anext' ? call.args : [];
      if (given?.value.kind !== 'name' || !cleansUp(given.value, model)) continue;
      if (isOnlyStepped(given.value, model)) report(call);
    }
  },
};

/** An asynchronous generator that has something to do at its end. */
function cleansUp(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return type.kind === 'async-generator' && type.of !== null && hasCleanup(type.of, model);
}

/** A call, or a name for it that nobody closes or hands on. */
function isOnlyGone(iterable: Expression, model: Model): boolean {
  if (iterable.kind === 'call') return true;
  if (iterable.kind !== 'name' || soleValue(iterable, model)?.kind !== 'call') return false;
  return model.mentions(iterable.name, iterable).length === 2;
}

/** Asked for one thing after the other, outside of any loop, and never gone through to its end. */
function isOnlyStepped(name: Name, model: Model): boolean {
  if (soleValue(name, model)?.kind !== 'call' || model.scopes.home(name.name, name) !== model.owner(name)) return false;
  return model.mentions(name.name, name).every((one) => {
    const parent = model.parent(one);
    if (parent?.kind === 'assign') return parent.targets.includes(one);
    const call = callTaking(one, model.parent);
    const isInLoop = model
      .ancestors(one)
      .some(({ kind }) => kind === 'for' || kind === 'while' || kind === 'comprehension');
    return call !== null && model.called(call) === 'builtins.anext' && !isInLoop;
  });
}

function hasCleanup(definition: FunctionDef, model: Model): boolean {
  return model.own(definition).some((node) => {
    if (node.kind !== 'yield') return false;
    return model
      .ancestors(node)
      .some(
        (one) =>
          (one.kind === 'try' && one.final.length > 0) || (one.kind === 'with' && model.owner(one) === definition),
      );
  });
}

function leavesLoop(node: Node, loop: Node, model: Model): boolean {
  if (node.kind === 'return') return true;
  if (node.kind !== 'simple' || node.word !== 'break') return false;
  return model.ancestors(node).find(({ kind }) => kind === 'for' || kind === 'while') === loop;
}

/** `yield` inside a timeout or a TaskGroup of an async generator. */
export const yieldInCancelScope: Rule = {
  name: 'yield_in_cancel_scope',
  check(model, report) {
    for (const node of model.of('yield')) {
      const owner = model.owner(node);
      if (owner.kind !== 'function' || !owner.isAsync || isContextManager(owner, model)) continue;
      const isInScope = model
        .ancestors(node)
        .some(
          (one) =>
            one.kind === 'with' &&
            model.owner(one) === owner &&
            one.items.some(
              ({ value }) =>
                value.kind === 'call' &&
                /^(?:asyncio\.(?:timeout|timeout_at|TaskGroup)|anyio\.(?:create_task_group|fail_after|move_on_after)|async_timeout\.timeout)$/u.test(
                  model.called(value) ?? '',
                ),
            ),
        );
      if (isInScope) report(node);
    }
  },
};

/** A timeout can only strike where something is awaited. */
export const timeoutWithoutAwait: Rule = {
  name: 'timeout_without_await',
  check(model, report) {
    for (const block of model.of('with')) {
      const isTimeout = block.items.some(
        ({ value }) =>
          value.kind === 'call' &&
          /^(?:asyncio\.timeout(?:_at)?|async_timeout\.timeout)$/u.test(model.called(value) ?? ''),
      );
      if (
        isTimeout &&
        block.isAsync &&
        block.items.length === 1 &&
        !block.body.some((one) => model.within(one).some((node) => waits(node) || node.kind === 'yield'))
      )
        report(block);
    }
  },
};
