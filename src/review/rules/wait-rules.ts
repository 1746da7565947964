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
      if (takesDoneAlone(call, model) && mayLeaveSome(call, model)) report(call, { about: call.callee });
      const names = unpacked(call, model);
      if (names === null || !mayLeaveSome(call, model) || cancelsOthers(call, model)) continue;
      const [, pending] = names;
      const reads = model
        .mentions(pending.name, pending)
        .filter((one) => one !== pending && useOf(one, model).kind !== 'stored');
      const used = reads.filter((one) => !isAsTarget(one, model) && !isCounted(one, model));
      if (used.length === 0 || pending.name === '_') report(call, { about: call.callee });
    }
  },
};

/** `result = await wait(…)`, and nothing but `result[0]` of it. */
function takesDoneAlone(call: Call, model: Model): boolean {
  const awaited = model.parent(call);
  const assign = awaited?.kind === 'await' ? model.parent(awaited) : null;
  const [target] = assign?.kind === 'assign' ? assign.targets : [];
  if (target?.kind !== 'name' || cancelsOthers(call, model)) return false;
  const reads = model.mentions(target.name, target).filter((one) => one !== target);
  return reads.length > 0 && reads.every((one) => isFirstOf(model.parent(one), one));
}

function isFirstOf(parent: Node | null, name: Name): boolean {
  const [index] = parent?.kind === 'subscript' && parent.object === name ? parent.index : [];
  return index?.kind === 'constant' && index.text === '0';
}

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
      if (holder?.kind === 'assign' && isMisread(holder, unpacked(call, model), model)) report(call);
    }
  },
};

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
  if (model.mentions(done.name, done).some((one) => isAddedUp(one, model))) return true;
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

function isAddedUp(name: Name, model: Model): boolean {
  const call = callTaking(name, model.parent);
  return call !== null && /^builtins\.(?:sum|max|min)$/u.test(model.called(call) ?? '');
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

/** Items of `as_completed` must be awaited; they are neither in order nor the tasks that were given. */
export const asCompletedMisuse: Rule = {
  name: 'as_completed_misuse',
  check(model, report) {
    for (const call of model.of('call')) {
      const isAwaited = isAsCompleted(call, model) && model.parent(call)?.kind === 'await';
      const isZip = model.called(call) === 'builtins.zip';
      if (isAwaited || (isZip && call.args.some(({ value }) => isAsCompleted(value, model)))) report(call);
    }
    for (const { isAsync, target, iterable } of [...model.of('for'), ...model.of('for-clause')]) {
      const goesThrough = !isAsync && isAsCompleted(iterable, model);
      const wrong = goesThrough && target.kind === 'name' ? wrongUseOf(target, model) : undefined;
      if (wrong !== undefined) report(wrong, { about: wrong });
      const place = isAsync ? null : numberedBy(target, iterable, model);
      const stored = place === null ? undefined : storesAt(place, model);
      if (stored !== undefined) report(stored);
    }
  },
};

/** The number that `enumerate(as_completed(…))` gives: of the order in which they end. */
function numberedBy(target: Expression, iterable: Expression, model: Model): Name | null {
  if (iterable.kind !== 'call' || model.called(iterable) !== 'builtins.enumerate') return null;
  const [given] = iterable.args;
  const type = given === undefined ? null : model.typeOf(given.value);
  const [number] = target.kind === 'collection' ? target.items : [];
  return type?.kind === 'object' && type.path === 'asyncio.as_completed' && number?.kind === 'name' ? number : null;
}

/** Where a result is put under that number. */
function storesAt(number: Name, model: Model): Node | undefined {
  return (
    model
      .mentions(number.name, number)
      .map((one) => model.parent(one))
      .find((one) => one?.kind === 'subscript' && model.parent(one)?.kind === 'assign') ?? undefined
  );
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
