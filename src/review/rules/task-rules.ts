import type { Model } from '../model/model.ts';
import type { Attribute, Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { awaitsAfter, entryPoints, waits } from './entry.ts';
import { callTaking, objectOf } from './method.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

/** `create_task(...)` and `ensure_future(...)`; a TaskGroup keeps its tasks itself. */
function taskCalls(model: Model): readonly Call[] {
  return model
    .of('call')
    .filter((call) => /^asyncio\.(?:create_task|ensure_future|loop\.create_task)$/u.test(model.called(call) ?? ''));
}

/** Nobody keeps the task: the garbage collector may take it while it runs. */
export const taskReferenceDropped: Rule = {
  name: 'task_reference_dropped',
  check(model, report) {
    for (const call of taskCalls(model)) if (isDropped(call, model) || isForgotten(call, model)) report(call);
  },
};

function isDropped(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  if (parent?.kind === 'expression') return !(model.isFragment && model.owner(call).kind === 'module');
  if (parent?.kind === 'comprehension') return model.parent(parent)?.kind === 'expression';
  return parent?.kind === 'assign' && parent.targets.every((target) => target.kind === 'name' && target.name === '_');
}

/** A plain function ends at once, and with it the only name that the task had. */
function isForgotten(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  if (owner.kind !== 'function' || owner.isAsync || !model.isOnLoop(owner)) return false;
  if (model.parent(call)?.kind !== 'assign') return false;
  const names = keepers(call, model);
  return (
    names.length > 0 &&
    names.every(
      (name) => model.scopes.home(name.name, name) === owner && readsOf(name, model).every((one) => isIdle(one, model)),
    )
  );
}

/** The program ends while its tasks run. */
export const taskNotAwaitedBeforeExit: Rule = {
  name: 'task_not_awaited_before_exit',
  check(model, report) {
    const entries = entryPoints(model);
    for (const call of taskCalls(model)) {
      const owner = model.owner(call);
      if (owner.kind === 'function' && isStartedLast(owner, entries, model)) report(call);
      if (owner.kind !== 'function' || !entries.has(owner) || !endsFirst(call, owner, model)) continue;
      if (isDropped(call, model) || isKeptInVain(call, model)) report(call);
    }
  },
};

/** A plain function that makes a task and gives it to nobody who waits is called by the entry, which waits for nothing after it. */
function isStartedLast(owner: FunctionDef, entries: ReadonlySet<FunctionDef>, model: Model): boolean {
  if (owner.isAsync || model.own(owner).some((node) => node.kind === 'return' && node.value !== null)) return false;
  const calls = model.of('call').filter((one) => model.target(one) === owner);
  return (
    calls.length > 0 &&
    calls.every((one) => {
      const caller = model.owner(one);
      return caller.kind === 'function' && entries.has(caller) && !awaitsAfter(one, caller, model);
    })
  );
}

/** The function waits for nothing any more, or naps for less time than the task does. */
function endsFirst(call: Call, owner: FunctionDef, model: Model): boolean {
  if (!awaitsAfter(call, owner, model)) return true;
  const type = model.typeOf(call);
  if (type.kind !== 'task' || type.of === null) return false;
  const later = model.own(owner).filter((node) => node.start > call.end);
  const [naps, work] = [napsIn(later, model), napsIn(model.own(type.of), model)];
  return naps !== null && work !== null && naps < work;
}

/** Seconds that all awaits of some nodes take together, when they are naps of a known length; null otherwise. */
function napsIn(nodes: readonly Node[], model: Model): number | null {
  if (nodes.some((node) => node.kind === 'for' || node.kind === 'while' || (waits(node) && node.kind !== 'await')))
    return null;
  const lengths = nodes.flatMap((node) => (node.kind === 'await' ? [napOf(node.value, model)] : []));
  return lengths.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

function napOf(value: Expression, model: Model): number | null {
  if (value.kind !== 'call' || model.called(value) !== 'asyncio.sleep') return null;
  return numberOf(argument(value, 0, 'delay'), model);
}

/** Kept under a name of the function, and never looked at again. */
function isKeptInVain(call: Call, model: Model): boolean {
  const names = keepers(call, model);
  return names.length > 0 && names.every((name) => readsOf(name, model).length === 0);
}

/** The name that the task, or the list that it is put into, goes by. */
function keepers(call: Call, model: Model): readonly Name[] {
  const parent = model.parent(call);
  if (parent?.kind === 'assign') return localNames(parent.targets);
  if (parent?.kind === 'comprehension') {
    const assign = model.parent(parent);
    return assign?.kind === 'assign' ? localNames(assign.targets) : [];
  }
  const list = objectOf(callTaking(call, model.parent), /^(?:append|add)$/u);
  return list?.kind === 'name' ? [list] : [];
}

const localNames = (targets: readonly Expression[]) =>
  targets.flatMap((target) => (target.kind === 'name' ? [target] : []));

/** Where the name is looked at, other than to put something into what it names. */
function readsOf(name: Name, model: Model): readonly Name[] {
  return model.mentions(name.name, name).filter((one) => {
    const parent = model.parent(one);
    if (parent?.kind === 'assign' && parent.targets.includes(one)) return false;
    return !(parent?.kind === 'attribute' && /^(?:append|add)$/u.test(parent.name));
  });
}

/** Kept, but never awaited: when it fails, nobody hears of it. */
export const taskExceptionNeverRetrieved: Rule = {
  name: 'task_exception_never_retrieved',
  check(model, report) {
    const entries = entryPoints(model);
    for (const call of taskCalls(model)) {
      const owner = model.owner(call);
      if (owner.kind !== 'function' || !owner.isAsync || isDropped(call, model)) continue;
      if (entries.has(owner) && endsFirst(call, owner, model)) continue;
      if (isNeverHeardOf(call, owner, model) || isLeftInObject(call, model)) report(call);
    }
  },
};

function isNeverHeardOf(call: Call, owner: FunctionDef, model: Model): boolean {
  const names = keepers(call, model);
  if (names.length === 0) return false;
  return names.every((name) => {
    if (model.scopes.home(name.name, name) !== owner) return false;
    const reads = readsOf(name, model);
    return reads.every((one) => isIdle(one, model)) && (reads.length === 0 || !isEndless(call, model));
  });
}

/** Kept by the object, which never looks at it again; the work ends some day, and lets its errors out. */
function isLeftInObject(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  const [target] = parent?.kind === 'assign' ? parent.targets : [];
  if (target?.kind !== 'attribute' || target.object.kind !== 'name' || target.object.name !== 'self') return false;
  if (model.of('attribute').some((one) => one !== target && one.name === target.name)) return false;
  const type = model.typeOf(call);
  if (type.kind !== 'task' || type.of === null || isEndless(call, model)) return false;
  return !model.own(type.of).some(({ kind }) => kind === 'try');
}

/** Looked at in a way that does not hear of an error: printed, asked whether it is done. */
function isIdle(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  if (parent?.kind === 'attribute') return /^(?:done|cancelled|get_name|set_name)$/u.test(parent.name);
  if (parent?.kind !== 'argument') return false;
  const outer = model.parent(parent);
  return outer?.kind === 'call' && /^builtins\.(?:print|len|id)$/u.test(model.called(outer) ?? '');
}

const isEndless = (call: Call, model: Model) => {
  const type = model.typeOf(call);
  return (
    type.kind === 'task' &&
    type.of !== null &&
    model.own(type.of).some((node) => node.kind === 'while' && node.test.kind === 'constant')
  );
};

/** `task.result()` while nothing has waited for the task. */
export const taskResultBeforeDone: Rule = {
  name: 'task_result_before_done',
  check(model, report) {
    for (const call of model.of('call')) {
      if (call.callee.kind !== 'attribute' || !/^(?:result|exception)$/u.test(call.callee.name)) continue;
      const { object } = call.callee;
      if (model.typeOf(object).kind !== 'task') continue;
      const isInline = object.kind === 'call' && taskCalls(model).includes(object);
      const isSoon =
        (object.kind === 'name' && isFresh(object, model)) ||
        (object.kind === 'attribute' && isFreshField(object, model));
      if (isInline || isSoon) report(call);
    }
  },
};

/** Made in this function, and not waited for, passed on or asked about since. */
function isFresh(name: Name, model: Model): boolean {
  const [given, ...others] = model.given(name);
  if (given === undefined || others.length > 0 || model.owner(given.at) !== model.owner(name)) return false;
  if (given.kind === 'element') {
    const held = heldBy(given.iterable);
    return held !== null && isFresh(held, model);
  }
  const made = soleValue(name, model);
  if (made === null || !makesTasks(made, model) || isOfGroup(made, name, model)) return false;
  return model
    .mentions(name.name, name)
    .every((one) => one.start >= name.start || one.start < given.at.end || isIdlePrint(one, model));
}

/** The container that is gone through: itself, its values, its pairs. */
function heldBy(iterable: Expression): Name | null {
  if (iterable.kind === 'name') return iterable;
  const object = objectOf(iterable, /^(?:values|items)$/u);
  return object?.kind === 'name' ? object : null;
}

/** Given to the object earlier in the same function, and nothing has asked about it since. */
function isFreshField(field: Attribute, model: Model): boolean {
  const owner = model.owner(field);
  if (owner.kind !== 'function') return false;
  const text = model.textOf(field);
  const same = model.own(owner).filter((one) => one.kind === 'attribute' && model.textOf(one) === text);
  const before = same.filter((one) => one.start < field.start);
  const [only, ...others] = before;
  const assign = only === undefined || others.length > 0 ? null : model.parent(only);
  return (
    assign?.kind === 'assign' &&
    assign.value?.kind === 'call' &&
    makesTasks(assign.value, model) &&
    model.dominates(assign, field)
  );
}

/** A call that gives a task, or a comprehension of such calls. */
function makesTasks(made: Expression, model: Model): boolean {
  if (made.kind !== 'call' && made.kind !== 'comprehension') return false;
  const type = model.typeOf(made);
  return type.kind === 'task' || (type.kind === 'plain' && type.element.kind === 'task');
}

/** A TaskGroup has waited for its tasks where its block has ended. */
function isOfGroup(made: Expression, name: Name, model: Model): boolean {
  const calls = model.within(made);
  if (!calls.some((one) => one.kind === 'call' && model.called(one) === 'asyncio.TaskGroup.create_task')) return false;
  const group = model.ancestors(made).find(({ kind }) => kind === 'with');
  return group === undefined || !model.ancestors(name).includes(group);
}

function isIdlePrint(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind === 'argument' && isIdle(name, model);
}

/** A TaskGroup that nobody enters, or that gets tasks after its block. */
export const taskgroupMisuse: Rule = {
  name: 'taskgroup_misuse',
  check(model, report) {
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.TaskGroup.create_task' || call.callee.kind !== 'attribute') continue;
      const { object } = call.callee;
      if (object.kind === 'call') report(call);
      if (object.kind === 'name' && isOutsideGroup(object, model)) report(call);
      if (object.kind === 'attribute' && isOfShortBlock(object, model)) report(call);
    }
  },
};

/** `self.group = group` in a block that ends at once: whoever uses it later is too late. */
function isOfShortBlock(field: Attribute, model: Model): boolean {
  const given = model
    .of('assign')
    .filter(({ targets }) => targets.some((one) => one.kind === 'attribute' && one.name === field.name));
  return (
    given.length > 0 &&
    given.every((assign) => {
      const block = model.ancestors(assign).find((node) => node.kind === 'with' && node.isAsync);
      if (block?.kind !== 'with' || model.ancestors(field).includes(block)) return false;
      return assign.value?.kind === 'name' && !model.within(...block.body).some(waits);
    })
  );
}

function isOutsideGroup(name: Name, model: Model): boolean {
  const given = model.given(name);
  return (
    given.length > 0 &&
    given.every((one) => {
      if (one.kind === 'value')
        return !model.of('with-item').some(({ value }) => value.kind === 'name' && value.name === name.name);
      if (one.kind !== 'entered') return false;
      const block = model.parent(one.at);
      return (
        block !== null &&
        model.owner(block) === model.owner(name) &&
        (name.start > block.end || name.start < block.start)
      );
    })
  );
}
