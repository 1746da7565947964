import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Assign, FunctionDef, Node, With } from '../syntax/tree.ts';
import { entryPoints, waits } from './entry.ts';
import { waitsOnOthers } from './independent.ts';
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
  return readsBefore(write, reads, model) || checksBefore(write, reads, model);
}

/** An attribute, or a name of the module that the function declares global. */
function isShared(target: Expression, definition: FunctionDef, model: Model): boolean {
  if (target.kind === 'attribute') return target.object.kind === 'name' && target.object.name === 'self';
  if (target.kind === 'subscript')
    return target.object.kind === 'name' && model.scopes.home(target.object.name, target.object)?.kind === 'module';
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
      if (holds && first !== undefined && isSlowFetch(first, block, model)) report(first);
    }
  },
};

function isLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return type.kind === 'object' && type.path === 'asyncio.Lock';
}

/** The block begins by waiting for the network, and only then touches what is shared. */
function isSlowFetch(first: Node, block: With, model: Model): boolean {
  if (block.body.length < 2) return false;
  if (first.kind === 'with')
    return (
      first.isAsync &&
      first.items.some(({ value }) =>
        /(?:session|client)\.(?:get|post|request)$/iu.test(value.kind === 'call' ? model.textOf(value.callee) : ''),
      ) &&
      !usesState(first, model)
    );
  if (first.kind !== 'assign' || first.value?.kind !== 'await' || first.value.value.kind !== 'call') return false;
  return waitsOnOthers(first.value.value, 'result', model) && !usesState(first.value, model);
}

const usesState = (node: Node, model: Model) =>
  model
    .inside(node)
    .some(
      (one) =>
        one.kind === 'attribute' &&
        one.object.kind === 'name' &&
        one.object.name === 'self' &&
        !/session|client|http|fetch|get|load|url/iu.test(one.name),
    );
