import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { awaitsAfter, entryPoints, waits } from './entry.ts';
import { callTaking, objectOf } from './method.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';
import { startedBy } from './started-tasks.ts';
import { soleValue } from './sole-value.ts';
import { isTaskCall, taskCalls } from './task-calls.ts';

/** Nobody keeps the task: the garbage collector may take it while it runs. */
export const taskReferenceDropped: Rule = {
  name: 'task_reference_dropped',
  check(model, report) {
    for (const call of taskCalls(model)) if (isDropped(call, model) || isLeftInHelper(call, model)) report(call);
    for (const call of model.of('call'))
      if (model.isOnLoop(model.owner(call)) && givesNewTask(call, model) && isDropped(call, model)) report(call);
  },
};

/** A plain function keeps it under a name of its own, and returns without handing it on. */
function isLeftInHelper(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  const parent = model.parent(call);
  if (owner.kind !== 'function' || owner.isAsync || !model.isOnLoop(owner) || parent?.kind !== 'assign') return false;
  const names = localNames(parent.targets);
  return names.length === parent.targets.length && names.every((name) => isLocalAndIdle(name, owner, model));
}

const isLocalAndIdle = (name: Name, owner: FunctionDef, model: Model) =>
  model.scopes.home(name.name, name) === owner && readsOf(name, model).every((one) => isIdle(one, model));

/** A plain function of the code that makes a task and gives it to its caller only. */
function givesNewTask(call: Call, model: Model): boolean {
  const target = model.target(call);
  if (target?.kind === 'lambda') return isNewTask(target.body, model);
  if (target?.kind !== 'function' || target.isAsync || model.typeOf(call).kind !== 'task') return false;
  return model.own(target).every((node) => node.kind !== 'return' || isNewTask(node.value, model));
}

function isNewTask(value: Expression | null, model: Model): boolean {
  if (value?.kind === 'call') return isTaskCall(value, model);
  const made = value?.kind === 'name' ? soleValue(value, model) : null;
  if (value?.kind !== 'name' || made?.kind !== 'call' || !isTaskCall(made, model)) return false;
  return readsOf(value, model).every((one) => one === value || isIdle(one, model));
}

function isDropped(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  if (parent?.kind === 'expression') return !(model.isFragment && model.owner(call).kind === 'module');
  if (parent?.kind === 'comprehension') return model.parent(parent)?.kind === 'expression';
  return parent?.kind === 'assign' && parent.targets.every((target) => target.kind === 'name' && target.name === '_');
}

/** The program ends while its tasks run. */
export const taskNotAwaitedBeforeExit: Rule = {
  name: 'task_not_awaited_before_exit',
  check(model, report) {
    const entries = entryPoints(model);
    for (const call of taskCalls(model)) {
      const owner = model.owner(call);
      if (owner.kind !== 'function' || !entries.has(owner) || !endsFirst(call, owner, model)) continue;
      if (isDropped(call, model) || isKeptInVain(call, model)) report(call);
    }
    for (const call of startedBy(entries, model)) report(call);
  },
};

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
  return names.length > 0 && names.every((name) => readsOf(name, model).every((one) => isIdle(one, model)));
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
      if (isNeverHeardOf(call, owner, model) || isForgottenByObject(call, model)) report(call);
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

/** `self.task = create_task(...)`, and nothing else in the code looks at such an attribute. */
function isForgottenByObject(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  const [target] = parent?.kind === 'assign' ? parent.targets : [];
  if (target?.kind !== 'attribute' || target.object.kind !== 'name' || target.object.name !== 'self') return false;
  const definition = model.ancestors(call).find(({ kind }) => kind === 'class');
  if (definition?.kind !== 'class' || definition.bases.length > 0) return false;
  return mayFail(call, model) && !model.of('attribute').some((one) => one !== target && one.name === target.name);
}

/** A task of a function of the code, which catches nothing. */
function mayFail(call: Call, model: Model): boolean {
  const type = model.typeOf(call);
  return type.kind === 'task' && type.of !== null && !model.own(type.of).some(({ kind }) => kind === 'try');
}

/** Looked at in a way that does not hear of an error: printed, asked whether it is done. */
export function isIdle(name: Name, model: Model): boolean {
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
