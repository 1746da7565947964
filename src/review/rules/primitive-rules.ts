import type { Model } from '../model/model.ts';
import type { Call, Expression, Name, Parameter } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { entryPoints, waits } from './entry.ts';
import { objectOf } from './method.ts';
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

/** A lock taken again by the one that holds it. */
export const lockReentrantDeadlock: Rule = {
  name: 'lock_reentrant_deadlock',
  check(model, report) {
    for (const block of model.of('with')) {
      const locks = block.isAsync ? block.items.filter(({ value }) => isLock(value, model)) : [];
      const nodes = locks.length === 0 ? [] : model.within(...block.body);
      for (const node of nodes)
        if (locks.some(({ value }) => takesAgain(node, model.textOf(value), { model, seen: new Set() }))) report(node);
    }
  },
};

function isLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return type.kind === 'object' && type.path === 'asyncio.Lock' && value.kind !== 'call';
}

interface Search {
  readonly model: Model;
  readonly seen: Set<FunctionDef>;
}

/** A block on the same lock, or an awaited call of a function that has one. */
function takesAgain(node: Node, lock: string, { model, seen }: Search): boolean {
  if (node.kind === 'with-item') return model.textOf(node.value) === lock && isAsyncWith(model.parent(node));
  const acquired = objectOf(node, /^acquire$/u);
  if (acquired !== null) return model.textOf(acquired) === lock;
  if (node.kind !== 'await' || node.value.kind !== 'call') return false;
  const target = model.target(node.value);
  if (target?.kind !== 'function' || seen.has(target) || !isSameLock(node.value, lock)) return false;
  seen.add(target);
  return model.own(target).some((one) => takesAgain(one, lock, { model, seen }));
}

const isAsyncWith = (node: Node | null) => node?.kind === 'with' && node.isAsync;

/** `self.lock` is the same lock in a method that is called on `self`. */
function isSameLock(call: Call, lock: string): boolean {
  if (!lock.startsWith('self.')) return !lock.includes('.');
  return call.callee.kind === 'attribute' && call.callee.object.kind === 'name' && call.callee.object.name === 'self';
}

/** A new lock in every call locks nobody out. */
export const primitivePerCall: Rule = {
  name: 'primitive_per_call',
  check(model, report) {
    const entries = entryPoints(model);
    for (const call of model.of('call')) {
      if (!asyncPrimitive.test(model.called(call) ?? '')) continue;
      const owner = model.owner(call);
      if (owner.kind !== 'function') continue;
      if (model.parent(call)?.kind === 'with-item') report(call);
      const name = entries.has(owner) ? null : nameOf(call, model);
      if (name !== null && isOnlyEntered(name, model)) report(call);
    }
  },
};

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

/** Given to a function of the code that never looks at it, or only hands it on to such functions. */
function isIgnoredArgument(name: Name, model: Model, seen: ReadonlySet<FunctionDef> = new Set()): boolean {
  const parent = model.parent(name);
  const call = parent?.kind === 'argument' ? model.parent(parent) : null;
  if (parent?.kind !== 'argument' || call?.kind !== 'call') return false;
  const target = model.target(call);
  if (target?.kind !== 'function' || model.classOf(target) !== null) return false;
  const place = call.args.indexOf(parent);
  const parameter = target.params.find(
    ({ name: given }, index) => given === parent.key || (parent.key === null && index === place),
  );
  if (parameter?.spread !== '' || seen.has(target)) return false;
  return mentionsOf(parameter, target, model).every((one) => isIgnoredArgument(one, model, new Set([...seen, target])));
}

const mentionsOf = (parameter: Parameter, target: FunctionDef, model: Model) =>
  model.of('name').filter((one) => one.name === parameter.name && model.scopes.home(one.name, one) === target);

/** `acquire()` and `release()` with something between that may fail. */
export const manualReleaseWithoutFinally: Rule = {
  name: 'manual_release_without_finally',
  check(model, report) {
    for (const acquire of model.of('await')) {
      const lock = objectOf(acquire.value, /^acquire$/u);
      if (lock === null || !isReleasable(lock, model)) continue;
      const owner = model.owner(acquire);
      const releases = model.of('call').filter((call) => {
        const released = objectOf(call, /^release$/u);
        return released !== null && model.owner(call) === owner && model.textOf(released) === model.textOf(lock);
      });
      const isSafe = releases.some((call) =>
        model
          .ancestors(call)
          .some(
            (node) => node.kind === 'try' && node.final.some((one) => one.start <= call.start && call.end <= one.end),
          ),
      );
      const [first] = releases;
      if (first !== undefined && !isSafe && mayFailBetween(acquire, first, model)) report(acquire);
    }
  },
};

function isReleasable(lock: Expression, model: Model): boolean {
  const type = model.typeOf(lock);
  if (type.kind === 'object') return asyncPrimitive.test(type.path) || type.path === 'asyncio.Condition';
  return type.kind === 'unknown' && /lock|sem|mutex/iu.test(model.textOf(lock));
}

function mayFailBetween(acquire: Node, release: Node, model: Model): boolean {
  return [...model.of('call'), ...model.of('await'), ...model.of('raise')].some(
    (node) => node.start > acquire.end && node.end < release.start && model.owner(node) === model.owner(acquire),
  );
}
