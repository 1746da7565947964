import type { Model } from '../model/model.ts';
import type { Call, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Handler, Node } from '../syntax/tree.ts';
import { typesOf } from './handlers.ts';
import { readsOfParameter, receivedAs } from './parameters.ts';
import type { Rule } from './rule.ts';

/** Opened and never closed. */
export const resourceNotClosed: Rule = {
  name: 'resource_not_closed',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!opened.test(model.called(call) ?? '')) continue;
      const name = keeper(call, model);
      if (name !== null && model.owner(call).kind === 'function' && (!isClosed(name, model) || isLeftOpen(name, model)))
        report(call);
      if (isKeptForEver(call, model)) report(call);
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
  return model.mentions(name.name, name).some((one) => one !== name && isLookedAfter(one, model));
}

function isLookedAfter(one: Name, model: Model, depth = 0): boolean {
  const parent = model.parent(one);
  if (parent === null) return false;
  if (parent.kind === 'attribute') return closes.test(parent.name);
  if (['with-item', 'return', 'yield', 'collection', 'pair'].includes(parent.kind)) return true;
  if (parent.kind === 'assign') return parent.value === one;
  if (parent.kind !== 'argument') return false;
  const received = depth > 4 ? null : receivedAs(one, model);
  if (received === null || received.by.name.startsWith('__')) return true;
  return readsOfParameter(received, model).some((read) => isLookedAfter(read, model, depth + 1));
}

const closes = /^(?:close|aclose|detach|terminate|abort|__aexit__)$/u;

/** It is closed on the way through, but there is a `return` before that. */
function isLeftOpen(name: Name, model: Model): boolean {
  const owner = model.owner(name);
  if (owner.kind !== 'function' || model.given(name).length > 1) return false;
  const reads = model.mentions(name.name, name).filter((one) => one !== name);
  const closing = reads.filter((one) => isLookedAfter(one, model));
  const isPlain = closing.every((one) => model.parent(one)?.kind === 'attribute' && !isInFinal(one, model));
  const last = closing.at(-1);
  if (!isPlain || last === undefined) return false;
  return model.own(owner).some((node) => {
    if (node.kind !== 'return' || node.start < name.end || node.end > last.start) return false;
    const isAfterClose = closing.some((one) => one.end < node.start && model.dominates(one, node));
    return (
      !isAfterClose &&
      model.ancestors(node).every((one) => one.kind !== 'handler') &&
      reads.some((one) => one.end < node.start)
    );
  });
}

const isInFinal = (node: Node, model: Model) =>
  model
    .ancestors(node)
    .some((one) => one.kind === 'try' && one.final.some((part) => part.start <= node.start && node.end <= part.end));

/** `self.session = ClientSession()` of a class with no base, and nobody ever closes, enters or hands on such an attribute. */
function isKeptForEver(call: Call, model: Model): boolean {
  const assign = model.parent(call);
  const [target] = assign?.kind === 'assign' ? assign.targets : [];
  const definition = model.ancestors(call).find(({ kind }) => kind === 'class');
  if (target?.kind !== 'attribute' || definition?.kind !== 'class' || definition.bases.length > 0) return false;
  const reads = model.of('attribute').filter((one) => one !== target && one.name === target.name);
  return (
    reads.length > 0 &&
    reads.every((one) => {
      const parent = model.parent(one);
      return parent?.kind === 'attribute' && !closes.test(parent.name);
    })
  );
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
      if (!isContextManager(definition, model) || !definition.isAsync || isFixture(definition, model)) continue;
      for (const node of model.own(definition)) {
        if (node.kind !== 'yield' || isInTry(node, model)) continue;
        if (cleansUpAfter(node, definition, model)) report(node);
      }
    }
  },
};

/** pytest runs what comes after the `yield` in any case. */
const isFixture = (definition: FunctionDef, model: Model) =>
  definition.decorators.some((one) => /fixture/u.test(model.textOf(one)));

export function isContextManager(definition: FunctionDef, model: Model): boolean {
  return definition.decorators.some((one) => /(?:^|\.)(?:async)?contextmanager$|fixture/u.test(model.textOf(one)));
}

function isInTry(node: Node, model: Model): boolean {
  return model
    .ancestors(node)
    .some(
      (one) => one.kind === 'try' && (one.final.length > 0 || one.handlers.some((handler) => isWide(handler, model))),
    );
}

/** It catches whatever comes. */
function isWide(handler: Handler, model: Model): boolean {
  return handler.type === null || typesOf(handler).some((one) => /^(?:Base)?Exception$/u.test(model.textOf(one)));
}

function cleansUpAfter(node: Node, definition: FunctionDef, model: Model): boolean {
  return model.own(definition).some((one) => {
    const attempts = model.ancestors(node).filter(({ kind }) => kind === 'try');
    if (![node, ...attempts].some((first) => model.dominates(first, one))) return false;
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
