import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { callTaking, objectOf } from './method.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';

/** A lock taken again by the one that holds it. */
export const lockReentrantDeadlock: Rule = {
  name: 'lock_reentrant_deadlock',
  check(model, report) {
    for (const { lock, nodes } of [...heldByBlocks(model), ...heldByHand(model)]) {
      const text = model.textOf(lock);
      for (const node of nodes) if (takesAgain(node, text, { model, seen: new Set() })) report(node);
    }
  },
};

/** A lock, and what runs while it is held. */
interface Held {
  readonly lock: Expression;
  readonly nodes: readonly Node[];
}

function heldByBlocks(model: Model): readonly Held[] {
  return model.of('with').flatMap((block) => {
    const locks = block.isAsync ? block.items.filter(({ value }) => isLock(value, model)) : [];
    return locks.map(({ value }) => ({ lock: value, nodes: model.within(...block.body) }));
  });
}

/** From `await lock.acquire()` to the `release()` in the same function. */
function heldByHand(model: Model): readonly Held[] {
  return model.of('await').flatMap((acquire) => {
    const lock = objectOf(acquire.value, /^acquire$/u);
    const owner = model.owner(acquire);
    if (lock === null || owner.kind !== 'function' || !isLock(lock, model)) return [];
    const text = model.textOf(lock);
    const release = model
      .own(owner)
      .find((node) => node.start > acquire.end && isOf(objectOf(node, /^release$/u), text, model));
    if (release === undefined || !hasNoLoop(acquire, model)) return [];
    const nodes = model.own(owner).filter((node) => node.start > acquire.end && node.end < release.start);
    return [{ lock, nodes: nodes.filter((node) => model.dominates(acquire, node)) }];
  });
}

const hasNoLoop = (node: Node, model: Model) =>
  !model.ancestors(node).some(({ kind }) => kind === 'if' || kind === 'conditional' || kind === 'operation');

const isOf = (lock: Expression | null, text: string, model: Model) => lock !== null && model.textOf(lock) === text;

/** A lock, or a semaphore for one. */
function isLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  if (type.kind !== 'object' || value.kind === 'call') return false;
  if (type.path === 'asyncio.Lock') return true;
  const isSemaphore = /^asyncio\.(?:Bounded)?Semaphore$/u.test(type.path) && type.made?.kind === 'call';
  if (!isSemaphore || type.made?.kind !== 'call') return false;
  return type.made.args.length === 0 || numberOf(argument(type.made, 0, 'value'), model) === 1;
}

interface Search {
  readonly model: Model;
  readonly seen: Set<FunctionDef>;
}

/** A block on the same lock, or a function that has one and is waited for. */
function takesAgain(node: Node, lock: string, { model, seen }: Search): boolean {
  if (node.kind === 'with-item') return model.textOf(node.value) === lock && isAsyncWith(model.parent(node));
  const acquired = objectOf(node, /^acquire$/u);
  if (acquired !== null) return model.textOf(acquired) === lock && model.parent(node)?.kind === 'await';
  if (node.kind !== 'call' || !isWaitedFor(node, model)) return false;
  const target = model.target(node);
  if (target?.kind !== 'function' || seen.has(target) || !isSameLock(node, lock)) return false;
  seen.add(target);
  return model.own(target).some((one) => takesAgain(one, lock, { model, seen }));
}

/** Awaited itself, or by way of `gather` and its like. */
function isWaitedFor(call: Call, model: Model): boolean {
  if (model.parent(call)?.kind === 'await') return true;
  const outer = callTaking(call, model.parent);
  if (outer === null || model.parent(outer)?.kind !== 'await') return false;
  return /^asyncio\.(?:gather|wait_for|shield|create_task|timeout)$/u.test(model.called(outer) ?? '');
}

const isAsyncWith = (node: Node | null) => node?.kind === 'with' && node.isAsync;

/** `self.lock` is the same lock in a method that is called on `self`. */
function isSameLock(call: Call, lock: string): boolean {
  return lock.startsWith('self.') ? isOnSelf(call) : !lock.includes('.');
}

const isOnSelf = ({ callee }: Call) =>
  callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.name === 'self';

/** `acquire()` and `release()` with something between that may fail. */
export const manualReleaseWithoutFinally: Rule = {
  name: 'manual_release_without_finally',
  check(model, report) {
    for (const acquire of model.of('await')) {
      const lock = handled(acquire.value, /^acquire$/u, model);
      if (lock === null || !isReleasable(lock, model)) continue;
      const owner = model.owner(acquire);
      const releases = model.of('call').filter((call) => {
        const released = handled(call, /^release$/u, model);
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

/** The lock whose method is called, also by a method of the same object that does nothing else. */
function handled(node: Node, method: RegExp, model: Model): Expression | null {
  const lock = objectOf(node, method);
  const target = lock === null && node.kind === 'call' ? model.target(node) : null;
  if (target?.kind !== 'function' || node.kind !== 'call' || !isOnSelf(node)) return lock;
  const [only, ...others] = target.body;
  const value = only?.kind === 'expression' && others.length === 0 ? only.value : null;
  return value === null ? null : objectOf(value.kind === 'await' ? value.value : value, method);
}

function isReleasable(lock: Expression, model: Model): boolean {
  const type = model.typeOf(lock);
  if (type.kind === 'object') return /^asyncio\.(?:Lock|Semaphore|BoundedSemaphore|Condition)$/u.test(type.path);
  return type.kind === 'unknown' && /lock|sem|mutex/iu.test(model.textOf(lock));
}

function mayFailBetween(acquire: Node, release: Node, model: Model): boolean {
  return [...model.of('call'), ...model.of('await'), ...model.of('raise')].some(
    (node) => node.start > acquire.end && node.end < release.start && model.owner(node) === model.owner(acquire),
  );
}
