import type { Model } from '../model/model.ts';
import type { Argument, Call, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Handler, Node } from '../syntax/tree.ts';
import { waits } from './entry.ts';
import { typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** Opened and never closed. */
export const resourceNotClosed: Rule = {
  name: 'resource_not_closed',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!opened.test(model.called(call) ?? '')) continue;
      const name = keeper(call, model);
      const isKept = name !== null && model.owner(call).kind === 'function';
      if (isKept && (!isClosed(name, model) || isLeftOpen(name, model))) report(call);
      if (name === null && isUsedAtOnce(call, model)) report(call);
    }
  },
};

const opened =
  /^(?:aiohttp\.ClientSession|httpx\.AsyncClient|asyncio\.open_connection|asyncpg\.connect|asyncpg\.create_pool|aiofiles\.open|aiosqlite\.connect)$/u;

/** The local name for it; the writer of a connection. */
function keeper(call: Call, model: Model): Name | null {
  const parent = model.parent(call);
  const assign = parent?.kind === 'await' ? model.parent(parent) : parent;
  if (assign?.kind !== 'assign') return null;
  const [target] = assign.targets;
  const found = target?.kind === 'collection' ? target.items[1] : target;
  return found?.kind === 'name' ? found : null;
}

/** Closed, entered, returned, or given to somebody who may keep it. */
function isClosed(name: Name, model: Model): boolean {
  return model.mentions(name.name, name).some((one) => {
    const parent = model.parent(one);
    if (one === name || parent === null) return false;
    if (parent.kind === 'attribute') return /^(?:close|aclose|detach|terminate|abort|__aexit__)$/u.test(parent.name);
    if (['with-item', 'return', 'yield', 'collection', 'pair'].includes(parent.kind)) return true;
    if (parent.kind === 'assign') return parent.value === one;
    return parent.kind === 'argument' && mayKeep(parent, model);
  });
}

/** All that becomes of it is that it is closed at the end, and a `return` comes before that. */
function isLeftOpen(name: Name, model: Model): boolean {
  const mentions = model.mentions(name.name, name).filter((one) => one !== name);
  const closes = mentions.filter((one) => isClosing(one, model));
  const [only, ...others] = closes;
  if (only === undefined || others.length > 0 || mentions.some((one) => isHandedOn(one, model))) return false;
  const owner = model.owner(name);
  const isSafe = model
    .ancestors(only)
    .some((node) => node.kind === 'try' && node.final.some((one) => one.start <= only.start && only.end <= one.end));
  if (isSafe || owner.kind !== 'function' || model.owner(only) !== owner) return false;
  return model.own(owner).some((node) => node.kind === 'return' && node.start > name.end && node.end < only.start);
}

function isClosing(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind === 'attribute' && /^a?close$/u.test(parent.name);
}

/** Somebody else has it then. */
function isHandedOn(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind !== 'attribute' && parent?.kind !== 'expression';
}

/** A class, a function that is not in the code, or a list. */
function mayKeep(argument: Node, model: Model): boolean {
  const call = model.parent(argument);
  if (call?.kind !== 'call') return true;
  const type = model.typeOf(call.callee);
  if (type.kind !== 'function' || type.of.kind !== 'function' || type.of.name.startsWith('__')) return true;
  return argument.kind === 'argument' && closesIt(argument, call, { definition: type.of, model });
}

interface Receiver {
  readonly definition: FunctionDef;
  readonly model: Model;
}

/** The function that gets it closes it. */
function closesIt(argument: Argument, call: Call, { definition, model }: Receiver): boolean {
  const place = call.args.indexOf(argument) + (model.classOf(definition) === null ? 0 : 1);
  const parameter = definition.params.find(({ name }, index) => name === (argument.key ?? '') || index === place);
  if (parameter === undefined) return true;
  return model
    .own(definition)
    .some((node) => node.kind === 'name' && node.name === parameter.name && isClosing(node, model));
}

/** `await ClientSession().get(url)` */
function isUsedAtOnce(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  return parent?.kind === 'attribute' && /^(?:get|post|put|delete|request)$/u.test(parent.name);
}

/** `yield` without `try`: when the block fails, what comes after it never runs. */
export const asynccontextmanagerNoFinally: Rule = {
  name: 'asynccontextmanager_no_finally',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!isContextManager(definition, model) || !definition.isAsync) continue;
      for (const node of model.own(definition)) {
        if (node.kind !== 'yield' || isInTry(node, model)) continue;
        if (cleansUpAfter(node, definition, model)) report(node);
      }
    }
  },
};

function isContextManager(definition: FunctionDef, model: Model): boolean {
  return definition.decorators.some((one) => /(?:^|\.)(?:async)?contextmanager$|fixture/u.test(model.textOf(one)));
}

function isInTry(node: Node, model: Model): boolean {
  return model
    .ancestors(node)
    .some(
      (one) =>
        one.kind === 'try' && (one.final.length > 0 || one.handlers.some((handler) => catchesAll(handler, model))),
    );
}

const catchesAll = (handler: Handler, model: Model) =>
  handler.type === null || typesOf(handler).some((one) => model.pathOf(one) === 'builtins.BaseException');

function cleansUpAfter(node: Node, definition: FunctionDef, model: Model): boolean {
  const attempt = model.ancestors(node).find((one) => one.kind === 'try' && model.owner(one) === definition);
  return model.own(definition).some((one) => {
    if (!model.dominates(node, one) && !(attempt !== undefined && model.dominates(attempt, one))) return false;
    if (one.kind === 'await') return true;
    return (
      one.kind === 'call' &&
      one.callee.kind === 'attribute' &&
      /close|release|stop|cancel|disconnect|rollback|commit|put|append|remove|discard|clear|unlock|pop|delete|terminate/u.test(
        one.callee.name,
      )
    );
  });
}

/** Leaving `async for` early: the generator's own cleanup comes when the garbage collector does. */
export const asyncGenNotClosed: Rule = {
  name: 'async_gen_not_closed',
  check(model, report) {
    for (const loop of model.of('for')) {
      if (!loop.isAsync || loop.iterable.kind !== 'call') continue;
      const type = model.typeOf(loop.iterable);
      if (type.kind !== 'async-generator' || type.of === null || !hasCleanup(type.of, model)) continue;
      const leaves = model.within(...loop.body).some((one) => leavesLoop(one, loop, model));
      if (leaves) report(loop);
    }
  },
};

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
