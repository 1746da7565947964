import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { entryPoints, waits } from './entry.ts';
import { objectOf } from './method.ts';
import { readsOfParameter, receivedAs } from './parameters.ts';
import type { Rule } from './rule.ts';

const asyncPrimitive = /^asyncio\.(?:Lock|Semaphore|BoundedSemaphore)$/u;

/** Locks of threads in a coroutine: while one waits, nobody runs who could release it. */
export const threadingLockInAsync: Rule = {
  name: 'threading_lock_in_async',
  check(model, report) {
    const usesThreads = model
      .of('call')
      .some((call) => /to_thread|run_in_executor|threading\.Thread$|PoolExecutor$/u.test(model.called(call) ?? ''));
    for (const block of model.of('with')) {
      if (block.isAsync || !isInCoroutine(block, model)) continue;
      const lock = block.items.find(({ value }) => isThreadLock(value, model));
      const gives = block.body.some((one) => model.within(one).some(waits));
      if (lock !== undefined && (gives || !usesThreads))
        report(lock.line === block.line ? lock : block, { about: lock.value });
    }
    for (const call of model.of('call')) if (waitsForThread(call, model)) report(call);
  },
};

/** `lock.acquire()` without a limit. */
function waitsForThread(call: Call, model: Model): boolean {
  const lock = isInCoroutine(call, model) && call.args.length === 0 ? objectOf(call, /^acquire$/u) : null;
  return lock !== null && isThreadLock(lock, model);
}

const isInCoroutine = (node: Node, model: Model) => {
  const owner = model.owner(node);
  return owner.kind === 'function' && owner.isAsync;
};

function isThreadLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return (
    type.kind === 'object' &&
    /^(?:threading|multiprocessing)\.(?:Lock|RLock|Semaphore|BoundedSemaphore|Condition)$/u.test(type.path)
  );
}

/** A new lock in every call locks nobody out. */
export const primitivePerCall: Rule = {
  name: 'primitive_per_call',
  check(model, report) {
    const entries = entryPoints(model);
    for (const call of model.of('call')) {
      if (!asyncPrimitive.test(model.called(call) ?? '') && !givesNew(call, model)) continue;
      const owner = model.owner(call);
      if (owner.kind !== 'function') continue;
      if (isOfPassingObject(call, owner, model)) report(call);
      if (model.parent(call)?.kind === 'with-item') report(call);
      const name = entries.has(owner) ? null : nameOf(call, model);
      if (name !== null && isOnlyEntered(name, model)) report(call);
    }
  },
};

/** A function of the code that does nothing but make one. */
function givesNew(call: Call, model: Model): boolean {
  const target = model.target(call);
  if (target?.kind !== 'function' || target.isAsync || target.decorators.length > 0) return false;
  const returned = model.own(target).flatMap((node) => (node.kind === 'return' ? [node.value] : []));
  return (
    returned.length > 0 && returned.every((one) => one?.kind === 'call' && asyncPrimitive.test(model.called(one) ?? ''))
  );
}

/** Kept by an object of which a new one is made for each piece of work: `Fetcher().get(url)` in a loop. */
function isOfPassingObject(call: Call, owner: FunctionDef, model: Model): boolean {
  const parent = model.parent(call);
  const isKept = parent?.kind === 'assign' && parent.targets.every(({ kind }) => kind === 'attribute');
  const makers = owner.name === '__init__' && isKept ? model.callers(owner) : [];
  return (
    makers.length > 0 &&
    makers.every((maker) => {
      const isAtOnce = model.parent(maker)?.kind === 'attribute';
      return isAtOnce && model.ancestors(maker).some(({ kind }) => kind === 'comprehension' || kind === 'for');
    })
  );
}

/** The name that it is given. */
function nameOf(call: Call, model: Model): Name | null {
  const parent = model.parent(call);
  const [target] = parent?.kind === 'assign' ? parent.targets : [];
  return target?.kind === 'name' ? target : null;
}

/** Entered in the function that made it, and nowhere else: no function in it, nobody who gets it. */
function isOnlyEntered(name: Name, model: Model): boolean {
  const owner = model.owner(name);
  if (model.scopes.home(name.name, name) !== owner) return false;
  const reads = model.mentions(name.name, name).filter((one) => one !== name);
  const isEntered = (one: Name) => model.parent(one)?.kind === 'with-item' || isMethod(one, model);
  return (
    reads.length > 0 &&
    reads.every((one) => model.owner(one) === owner && isEntered(one) && !isRepeated(one, name, model))
  );
}

function isMethod(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind === 'attribute' && /^(?:acquire|release)$/u.test(parent.name);
}

/** In a loop that the lock is made outside of. */
function isRepeated(one: Name, name: Name, model: Model): boolean {
  return model.ancestors(one).some((node) => node.kind === 'comprehension' && !model.ancestors(name).includes(node));
}

/** A semaphore that nobody enters. */
export const semaphoreUnused: Rule = {
  name: 'semaphore_unused',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!/^asyncio\.(?:Bounded)?Semaphore$/u.test(model.called(call) ?? '')) continue;
      const parent = model.parent(call);
      const [target] = parent?.kind === 'assign' ? parent.targets : [];
      if (target?.kind === 'name' && isUnused(target, model)) report(call);
      if (
        target?.kind === 'attribute' &&
        !model.of('attribute').some((one) => one !== target && one.name === target.name)
      )
        report(call);
    }
  },
};

function isUnused(name: Name, model: Model): boolean {
  if (model.scopes.home(name.name, name)?.kind === 'class')
    return !model.of('attribute').some((one) => one.name === name.name);
  const reads = model.mentions(name.name, name).filter((one) => one !== name);
  if (reads.length === 0) return !model.isFragment;
  return reads.every((one) => isIgnoredArgument(one, model));
}

/** Given to a function of the code that never looks at it, or only gives it to such a function. */
function isIgnoredArgument(name: Name, model: Model, depth = 0): boolean {
  const received = depth > 4 ? null : receivedAs(name, model);
  if (received === null || model.classOf(received.by) !== null) return false;
  return readsOfParameter(received, model).every((read) => isIgnoredArgument(read, model, depth + 1));
}
