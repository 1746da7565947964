import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { Assign, FunctionDef, Node, Statement, Try } from '../syntax/tree.ts';
import { entryPoints, waits } from './entry.ts';
import { waitsOnOthers } from './independent.ts';
import { objectOf } from './method.ts';
import type { Rule } from './rule.ts';

/** Shared state is read, others run, and then it is written as if nobody had. */
export const raceAcrossAwait: Rule = {
  name: 'race_across_await',
  check(model, report) {
    const entries = entryPoints(model);
    for (const definition of model.of('function')) {
      if (!definition.isAsync || entries.has(definition) || definition.name === '__init__') continue;
      for (const node of model.own(definition))
        if (node.kind === 'assign' && !isLocked(node, model) && isStale(node, definition, model)) report(node);
    }
  },
};

function isLocked(node: Node, model: Model): boolean {
  return model
    .ancestors(node)
    .some(
      (one) =>
        one.kind === 'with' &&
        one.isAsync &&
        one.items.some(({ value }) => /lock|sem|mutex|cond|transaction/iu.test(model.textOf(value))),
    );
}

/** The written state was read before an await that came before the writing. */
function isStale(write: Assign, definition: FunctionDef, model: Model): boolean {
  const [target] = write.targets;
  if (target === undefined || write.value === null || !isShared(target, definition, model)) return false;
  const state = model.textOf(target);
  const reads = (node: Node) =>
    model.within(node).some((one) => one !== target && one.kind === target.kind && model.textOf(one) === state);
  const value = model.within(write.value);
  const await_ = value.find(({ kind }) => kind === 'await');
  if (write.operator !== '=' && await_ !== undefined) return true;
  if (write.operator === '=' && await_ !== undefined && value.some((one) => one.end <= await_.start && reads(one)))
    return true;
  return readsBefore(write, reads, model) || checksBefore(write, reads, model) || isRefusedBefore(write, model);
}

/** An attribute, or a name of the module that the function declares global. */
function isShared(target: Expression, definition: FunctionDef, model: Model): boolean {
  if (target.kind === 'attribute') return target.object.kind === 'name' && target.object.name === 'self';
  if (target.kind === 'subscript')
    return target.object.kind === 'name'
      ? model.scopes.home(target.object.name, target.object)?.kind === 'module'
      : target.object.kind === 'attribute' && isShared(target.object, definition, model);
  return (
    target.kind === 'name' &&
    model.scopes.home(target.name, target) !== definition &&
    model.own(definition).some((one) => one.kind === 'simple' && one.names.includes(target.name))
  );
}

type Reads = (node: Node) => boolean;

/** `old = self.n`, an await, `self.n = old + 1`. */
function readsBefore(write: Assign, reads: Reads, model: Model): boolean {
  const owner = model.owner(write);
  const used =
    write.value === null ? [] : model.within(write.value).flatMap((one) => (one.kind === 'name' ? [one] : []));
  return used.some((name) => {
    const [given, ...others] = model.given(name);
    if (given?.kind !== 'value' || others.length > 0 || model.owner(given.at) !== owner) return false;
    return reads(given.value) && awaitsBetween(given.at, write, model);
  });
}

/** `if self.n >= x:`, an await, `self.n -= x`. */
function checksBefore(write: Assign, reads: Reads, model: Model): boolean {
  if (write.targets.some(({ kind }) => kind === 'subscript') && write.operator === '=') return false;
  const check = model.ancestors(write).find((node) => node.kind === 'if' && reads(node.test));
  if (check?.kind !== 'if' || write.operator === '=') return false;
  return (
    check.body.some((one) => one.start <= write.start && write.end <= one.end) &&
    awaitsBetween(check.test, write, model)
  );
}

/** `if key in self.taken: raise`, an await, `self.taken[key] = …`: two may have passed the check. */
function isRefusedBefore(write: Assign, model: Model): boolean {
  const [target] = write.targets;
  if (target?.kind !== 'subscript' || write.operator !== '=') return false;
  const owner = model.owner(write);
  const container = model.textOf(target.object);
  const key = target.index.map(model.textOf).join();
  return model.of('if').some((check) => {
    const { test, body } = check;
    if (model.owner(check) !== owner || test.kind !== 'operation' || test.operator !== 'in') return false;
    const [asked, inside] = test.operands.map(model.textOf);
    const refuses = body.at(-1)?.kind === 'raise';
    const waitsToo = model.within(write).some(waits) || awaitsBetween(check, write, model);
    return refuses && asked === key && inside === container && model.dominates(check, write) && waitsToo;
  });
}

function awaitsBetween(from: Node, to: Node, model: Model): boolean {
  const owner = model.owner(to);
  return (
    owner.kind === 'function' &&
    model.own(owner).some((node) => waits(node) && node.start > from.end && node.end <= to.start)
  );
}

/** A lock held while something slow is waited for that does not need it. */
export const lockHeldAcrossSlowAwait: Rule = {
  name: 'lock_held_across_slow_await',
  check(model, report) {
    for (const block of model.of('with')) {
      const holds = block.isAsync && block.items.some(({ value }) => isLock(value, model));
      const [first] = block.body;
      if (holds && first !== undefined && isSlowFetch(first, block.body, model)) report(first);
    }
    for (const attempt of model.of('try')) {
      const [first] = attempt.body;
      if (first !== undefined && holdsByHand(attempt, model) && isSlowFetch(first, attempt.body, model)) report(first);
    }
  },
};

function isLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return type.kind === 'object' && type.path === 'asyncio.Lock';
}

/** `await lock.acquire()`, then `try` with `lock.release()` in its `finally`. */
function holdsByHand(attempt: Try, model: Model): boolean {
  const released = model.within(...attempt.final).map((node) => objectOf(node, /^release$/u));
  return released.some((lock) => lock !== null && isLock(lock, model));
}

/** `self.work(…)`: what it does was looked at before. */
function isCallee(node: Node, model: Model): boolean {
  const parent = model.parent(node);
  return parent?.kind === 'call' && parent.callee === node;
}

/** The block begins by waiting for the network, and only then touches what is shared. */
function isSlowFetch(first: Statement, body: readonly Statement[], model: Model): boolean {
  if (body.length < 2) return false;
  if (first.kind === 'with')
    return (
      first.isAsync &&
      first.items.some(({ value }) =>
        /(?:session|client)\.(?:get|post|request)$/iu.test(value.kind === 'call' ? model.textOf(value.callee) : ''),
      ) &&
      !usesState(first, model)
    );
  if (first.kind !== 'assign' || first.value?.kind !== 'await' || first.value.value.kind !== 'call') return false;
  if (!first.targets.every(isLocalTarget)) return false;
  const call = first.value.value;
  return (waitsOnOthers(call, 'result', model) || isDownload(call, model)) && !usesState(first.value, model);
}

const isLocalTarget = (target: Expression): boolean =>
  target.kind === 'name' || (target.kind === 'collection' && target.items.every(isLocalTarget));

/** A method of something unknown that by its name brings something from far away. */
const isDownload = (call: Call, model: Model) =>
  model.target(call) === null &&
  call.callee.kind === 'attribute' &&
  /^(?:download|upload|fetch|request)/u.test(call.callee.name);

const usesState = (node: Node, model: Model) =>
  model
    .inside(node)
    .some(
      (one) =>
        one.kind === 'attribute' &&
        one.object.kind === 'name' &&
        one.object.name === 'self' &&
        !/session|client|http|fetch|get|load|url|api|remote/iu.test(one.name) &&
        !isCallee(one, model),
    );
