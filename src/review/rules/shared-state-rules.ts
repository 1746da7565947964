import type { Model } from '../model/model.ts';
import type { Attribute, Call, Expression, Name, Subscript } from '../syntax/expressions.ts';
import type { Assign, FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { entryPoints, waits } from './entry.ts';
import { callTaking, objectOf } from './method.ts';
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
        one.items.some(({ value }) => /lock|sem|mutex|cond|transaction/iu.test(model.textOf(value))),
    );
}

/** The written state was read before an await that came before the writing. */
function isStale(write: Assign, definition: FunctionDef, model: Model): boolean {
  const [target] = write.targets;
  if (target === undefined || write.value === null || !isShared(target, definition, model)) return false;
  const state = model.textOf(target);
  const reads = (node: Node) =>
    model
      .within(node)
      .some(
        (one) =>
          (one !== target && one.kind === target.kind && model.textOf(one) === state) || getsItem(one, target, model),
      );
  const value = model.within(write.value);
  const await_ = value.find(({ kind }) => kind === 'await');
  if (write.operator !== '=' && await_ !== undefined) return true;
  if (write.operator === '=' && await_ !== undefined && value.some((one) => one.end <= await_.start && reads(one)))
    return true;
  return readsBefore(write, reads, model) || checksBefore(write, reads, model) || isGuardStale(write, model);
}

/** `votes.get(who, 0)` reads what `votes[who]` is. */
function getsItem(node: Node, target: Expression, model: Model): boolean {
  const object = target.kind === 'subscript' ? objectOf(node, /^get$/u) : null;
  if (object === null || node.kind !== 'call' || target.kind !== 'subscript') return false;
  const [key] = node.args;
  return (
    model.textOf(object) === model.textOf(target.object) &&
    key !== undefined &&
    target.index.every((one) => model.textOf(one) === model.textOf(key))
  );
}

/** What others see: of the object, of the module, or of an argument that several calls get at once. */
function isShared(target: Expression, definition: FunctionDef, model: Model): boolean {
  if (target.kind === 'subscript' && target.object.kind === 'attribute')
    return isShared(target.object, definition, model);
  if (target.kind === 'attribute' || target.kind === 'subscript') return isSharedObject(target, definition, model);
  return (
    target.kind === 'name' &&
    model.scopes.home(target.name, target) !== definition &&
    model.own(definition).some((one) => one.kind === 'simple' && one.names.includes(target.name))
  );
}

function isSharedObject(target: Attribute | Subscript, definition: FunctionDef, model: Model): boolean {
  const { object } = target;
  if (object.kind !== 'name') return false;
  if (target.kind === 'attribute' && object.name === 'self') return true;
  const home = model.scopes.home(object.name, object);
  return home?.kind === 'module' || (home === definition && isGivenToMany(object, definition, model));
}

/** A parameter that is the same for each of the coroutines that are started at once. */
function isGivenToMany(object: Name, definition: FunctionDef, model: Model): boolean {
  const place = definition.params.findIndex(({ name }) => name === object.name);
  if (place < 0 || model.given(object).some(({ kind }) => kind !== 'parameter')) return false;
  return model.callers(definition).some((caller) => {
    if (caller.kind !== 'call' || model.parent(caller)?.kind === 'await') return false;
    const given = argument(caller, place - (model.classOf(definition) === null ? 0 : 1), object.name);
    if (given?.kind === 'name' && isGatheredTwice(caller, given, model)) return true;
    const around = model.ancestors(caller).find(({ kind }) => kind === 'comprehension' || kind === 'for');
    if (given?.kind !== 'name' || around === undefined) return false;
    return model.given(given).every(({ kind, at }) => kind === 'value' && !model.ancestors(at).includes(around));
  });
}

/** `gather(hit(counter), hit(counter))` */
function isGatheredTwice(call: Call, given: Name, model: Model): boolean {
  const gather = callTaking(call, model.parent);
  if (gather === null || model.called(gather) !== 'asyncio.gather') return false;
  return gather.args.some(({ value }) => {
    if (value === call || value.kind !== 'call' || model.target(value) !== model.target(call)) return false;
    return value.args.some((other) => other.value.kind === 'name' && other.value.name === given.name);
  });
}

/** `if name in taken: raise`, an await, `taken[name] = ...`: it was not taken then. */
function isGuardStale(write: Assign, model: Model): boolean {
  const [target] = write.targets;
  const isItem = target?.kind === 'subscript' && write.operator === '=';
  if (target === undefined || write.value === null || (!isItem && write.operator === '=')) return false;
  const [state, key] = isItem
    ? [model.textOf(target.object), model.textOf(target).slice(model.textOf(target.object).length + 1, -1)]
    : [model.textOf(target), ''];
  const asks = (one: Node) => {
    const text = model.textOf(one);
    return isItem ? text === `${key} in ${state}` : text.includes(state);
  };
  const guards = model
    .of('if')
    .filter((one) => model.dominates(one, write) && model.owner(one) === model.owner(write) && asks(one.test));
  const last = guards.at(-1);
  if (last === undefined || last.body.at(-1)?.kind !== 'raise') return false;
  return awaitsBetween(last, write, model) || model.within(write.value).some(waits);
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
