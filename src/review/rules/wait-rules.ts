import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { Assign, Node } from '../syntax/tree.ts';
import { argument, hasKey } from './arguments.ts';
import { callTaking } from './method.ts';
import type { Rule } from './rule.ts';
import { useOf } from './use.ts';

const waitCalls = (model: Model) => model.of('call').filter((call) => model.called(call) === 'asyncio.wait');

export const waitGivenCoroutines: Rule = {
  name: 'wait_given_coroutines',
  check(model, report) {
    for (const call of waitCalls(model)) {
      const given = argument(call, 0, 'fs');
      const type = given === null ? null : model.typeOf(given);
      const holds = type?.kind === 'plain' && (type.element.kind === 'coroutine' || holdsOne(given, model));
      if (given !== null && holds) report(call, { about: given });
    }
  },
};

function holdsOne(list: Expression | null, model: Model): boolean {
  return list?.kind === 'collection' && list.items.some((item) => model.typeOf(item).kind === 'coroutine');
}

/** The two names that the result is unpacked into. */
function unpacked(call: Call, model: Model): readonly [Name, Name] | null {
  const awaited = model.parent(call);
  const assign = awaited?.kind === 'await' ? model.parent(awaited) : null;
  const [target] = assign?.kind === 'assign' ? assign.targets : [];
  if (target?.kind !== 'collection') return null;
  const [done, pending] = target.items;
  return done?.kind === 'name' && pending?.kind === 'name' ? [done, pending] : null;
}

/** It may leave tasks behind, and nobody looks at them. */
export const waitPendingIgnored: Rule = {
  name: 'wait_pending_ignored',
  check(model, report) {
    for (const call of waitCalls(model)) {
      const names = unpacked(call, model);
      if (!mayLeaveSome(call, model) || cancelsOthers(call, model)) continue;
      if (names === null && takesDoneOnly(call, model)) report(call, { about: call.callee });
      if (names === null) continue;
      const [, pending] = names;
      const reads = model
        .mentions(pending.name, pending)
        .filter((one) => one !== pending && useOf(one, model).kind !== 'stored');
      const used = reads.filter((one) => !isAsTarget(one, model) && !isCounted(one, model));
      if (used.length === 0 || pending.name === '_') report(call, { about: call.callee });
    }
  },
};

/** `result[0]` is all that anybody takes of it. */
function takesDoneOnly(call: Call, model: Model): boolean {
  const awaited = model.parent(call);
  const holder = awaited?.kind === 'await' ? model.parent(awaited) : null;
  if (holder?.kind === 'subscript') return isFirst(holder, model);
  const [target] = holder?.kind === 'assign' ? holder.targets : [];
  if (target?.kind !== 'name') return false;
  const reads = model.mentions(target.name, target).filter((one) => one !== target);
  return reads.length > 0 && reads.every((one) => isFirst(model.parent(one), model));
}

const isFirst = (node: Node | null, model: Model) =>
  node?.kind === 'subscript' && node.index.length === 1 && node.index.every((one) => model.textOf(one) === '0');

function mayLeaveSome(call: Call, model: Model): boolean {
  const until = argument(call, 2, 'return_when');
  const isAll = until === null || model.textOf(until).endsWith('ALL_COMPLETED');
  return hasKey(call, 'timeout') || !isAll;
}

function isAsTarget(name: Name, model: Model): boolean {
  const around = model.ancestors(name).find(({ kind }) => kind === 'assign');
  return (
    around?.kind === 'assign' && around.targets.some((target) => target.start <= name.start && name.end <= target.end)
  );
}

/** Printed or counted only. */
function isCounted(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  const call = parent?.kind === 'argument' ? model.parent(parent) : null;
  return call?.kind === 'call' && /^builtins\.(?:print|len)$/u.test(model.called(call) ?? '');
}

/** Somebody cancels or waits for the tasks under another name. */
function cancelsOthers(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  return model.of('call').some((other) => {
    if (model.owner(other) !== owner || other.start < call.end) return false;
    return (
      (other.callee.kind === 'attribute' && other.callee.name === 'cancel') ||
      /^asyncio\.(?:gather|wait)$/u.test(model.called(other) ?? '')
    );
  });
}

/** What `asyncio.wait` gives is two sets of tasks. */
export const waitDoneNotResults: Rule = {
  name: 'wait_done_not_results',
  check(model, report) {
    for (const call of waitCalls(model)) {
      const awaited = model.parent(call);
      const holder = awaited?.kind === 'await' ? model.parent(awaited) : null;
      if (holder?.kind === 'for' || holder?.kind === 'for-clause') report(call);
      if (holder?.kind !== 'assign') continue;
      const wrong = misreadAt(call, holder, model);
      if (wrong !== undefined) report(wrong);
    }
  },
};

/** Where the sets are taken for results. */
function misreadAt(call: Call, holder: Assign, model: Model): Call | undefined {
  const names = unpacked(call, model);
  const added = names === null ? undefined : addedUp(names[0], model);
  return added ?? (isMisread(holder, names, model) ? call : undefined);
}

/** `sum(done)` */
function addedUp(done: Name, model: Model): Call | undefined {
  const calls = model.mentions(done.name, done).flatMap((one) => callTaking(one, model.parent) ?? []);
  return calls.find((call) => /^builtins\.(?:sum|max|min)$/u.test(model.called(call) ?? ''));
}

function isMisread({ targets }: Assign, names: readonly [Name, Name] | null, model: Model): boolean {
  const [target] = targets;
  if (target?.kind === 'name') return isTakenForResults(target, model);
  return names !== null && elementsAreValues(names[0], model);
}

function isTakenForResults(target: Name, model: Model): boolean {
  const reads = model.mentions(target.name, target).filter((one) => one !== target);
  const isUnpacked = reads.some((one) => {
    const parent = model.parent(one);
    return (
      (parent?.kind === 'assign' && parent.targets.some(({ kind }) => kind === 'collection')) ||
      parent?.kind === 'subscript'
    );
  });
  return !isUnpacked && reads.some((one) => useOf(one, model).kind === 'value');
}

/** A loop over `done` uses each task as if it were its result. */
function elementsAreValues(done: Name, model: Model): boolean {
  const loops = [...model.of('for'), ...model.of('for-clause')].filter(
    ({ iterable }) =>
      iterable.kind === 'name' &&
      iterable.name === done.name &&
      model.given(iterable).some(({ at }) => at === model.statement(done)),
  );
  return loops.some(({ target }) => {
    if (target.kind !== 'name') return false;
    const reads = model.mentions(target.name, target).filter((one) => one !== target);
    const isTask = (one: Name) => model.typeOf(one).kind === 'task';
    return (
      reads.some((one) => isTask(one) && useOf(one, model).kind === 'value') &&
      !reads.some((one) => asksForResult(one, model))
    );
  });
}

function asksForResult(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return (
    parent?.kind === 'await' ||
    (parent?.kind === 'attribute' && /^(?:result|exception|get_name|cancelled)$/u.test(parent.name))
  );
}

/** `except TimeoutError` around `asyncio.wait`, which never raises it. */
export const waitTimeoutNeverRaises: Rule = {
  name: 'wait_timeout_never_raises',
  check(model, report) {
    for (const node of model.of('try')) {
      const inside = (call: Call) => node.body.some((one) => one.start <= call.start && call.end <= one.end);
      const calls = waitCalls(model).filter((call) => inside(call) && hasKey(call, 'timeout'));
      const [first] = calls;
      if (first === undefined || canTimeOut(node, inside, model)) continue;
      if (node.handlers.some(({ type }) => type !== null && model.textOf(type).endsWith('TimeoutError'))) report(first);
    }
  },
};

function canTimeOut(
  node: Extract<ReturnType<Model['statement']>, { readonly kind: 'try' }>,
  inside: (call: Call) => boolean,
  model: Model,
): boolean {
  const others = model.of('call').filter((call) => inside(call) && model.called(call) !== 'asyncio.wait');
  const raises = others.some(
    (call) =>
      /^asyncio\.(?:wait_for|timeout|timeout_at)$/u.test(model.called(call) ?? '') ||
      (call.callee.kind === 'attribute' && call.callee.name === 'result'),
  );
  return raises || node.body.some((one) => model.inside(one).some(({ kind }) => kind === 'raise'));
}
