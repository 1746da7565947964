import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { awaitsAfter } from './entry.ts';
import { objectOf } from './method.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

/** `task.cancel()`, and on as if the task had stopped. */
export const cancelledTaskNotAwaited: Rule = {
  name: 'cancelled_task_not_awaited',
  check(model, report) {
    for (const call of model.of('call')) {
      const task = call.args.length === 0 ? objectOf(call, /^cancel$/u) : null;
      const owner = model.owner(call);
      if (task === null || owner.kind !== 'function' || isWaitedForInAGroup(call, owner, model)) continue;
      if (isLeft({ task, call, owner, model }) || isLeftOfMany({ task, call, owner, model })) report(call);
    }
  },
};

interface Cancelled {
  readonly task: Expression;
  readonly call: Call;
  readonly owner: FunctionDef;
  readonly model: Model;
}

/** A task of this function, or one that it was given: nothing waits for it, and the function goes on. */
function isLeft({ task, call, owner, model }: Cancelled): boolean {
  if (!owner.isAsync || isElement(task, model)) return false;
  const isTask = model.typeOf(task).kind === 'task' && isOwn(task, owner, model);
  if (!isTask && !isGivenTask(task, owner, model)) return false;
  const text = model.textOf(task);
  const later = model.own(owner).filter((one) => one.kind === task.kind && one.start > call.end);
  if (later.some((one) => model.textOf(one) === text && !isQuestion(one, model))) return false;
  return isTask
    ? model.own(owner).some((node) => model.dominates(call, node) && node.kind === 'expression')
    : awaitsAfter(call, owner, model);
}

const isElement = (task: Expression, model: Model) =>
  task.kind === 'name' && model.given(task).some(({ kind }) => kind === 'element');

/** Made in this function, taken out of where tasks are kept, or kept by its object. */
function isOwn(task: Expression, owner: FunctionDef, model: Model): boolean {
  if (task.kind === 'attribute') return task.object.kind === 'name' && task.object.name === 'self';
  const made = task.kind === 'name' ? soleValue(task, model) : null;
  return made !== null && model.owner(made) === owner;
}

/** A parameter that is called a task, and of which nothing else is known. */
function isGivenTask(task: Expression, owner: FunctionDef, model: Model): boolean {
  if (task.kind !== 'name' || model.typeOf(task).kind !== 'unknown' || !/(?:^|_)task$/u.test(task.name)) return false;
  return (
    owner.params.some(({ name }) => name === task.name) && model.given(task).every(({ kind }) => kind === 'parameter')
  );
}

/** `for task in tasks: task.cancel()`, and nobody waits for any of them. */
function isLeftOfMany({ task, call, owner, model }: Cancelled): boolean {
  const loop = model.ancestors(call).find((one) => one.kind === 'for');
  if (loop?.kind !== 'for' || !isElement(task, model) || model.typeOf(task).kind !== 'task') return false;
  const kept = objectOf(loop.iterable, /^(?:values|copy)$/u) ?? loop.iterable;
  const goesOn = model.own(owner).some((node) => model.dominates(loop, node) && node.kind === 'expression');
  if (kept.kind === 'name') return owner.isAsync && goesOn && isForgotten(kept, { owner, after: loop, model });
  if (kept.kind !== 'attribute') return false;
  const mentions = model.of('attribute').filter((one) => one.name === kept.name);
  const isCallerGoingOn = owner.isAsync ? goesOn : callersGoOn(owner, model);
  return isCallerGoingOn && mentions.every((one) => one === kept || isIdle(one, model) || isFilled(one, model));
}

interface Place {
  readonly owner: FunctionDef;
  readonly after: Node;
  readonly model: Model;
}

/** A container of the function's own, which it does not come back to. */
function isForgotten(kept: Name, { owner, after, model }: Place): boolean {
  const later = model.mentions(kept.name, kept).filter((one) => one.start > after.end);
  return model.scopes.home(kept.name, kept) === owner && later.every((one) => isIdle(one, model));
}

/** Coroutines that call it await something else afterwards. */
function callersGoOn(owner: FunctionDef, model: Model): boolean {
  return model.callers(owner).some((caller) => {
    const outer = model.owner(caller);
    return outer.kind === 'function' && outer.isAsync && awaitsAfter(caller, outer, model);
  });
}

/** Counted, printed or emptied. */
function isIdle(one: Node, model: Model): boolean {
  const parent = model.parent(one);
  if (parent?.kind === 'attribute')
    return /^(?:clear|append|add|values|copy)$/u.test(parent.name) && !isSpread(parent, model);
  const call = parent?.kind === 'argument' ? model.parent(parent) : null;
  return call?.kind === 'call' && /^builtins\.(?:print|len)$/u.test(model.called(call) ?? '');
}

/** `*tasks.values()` goes to whoever waits for them. */
function isSpread(method: Node, model: Model): boolean {
  const call = model.parent(method);
  return call !== null && model.parent(call)?.kind === 'argument';
}

/** It is made, or gets a task. */
function isFilled(one: Node, model: Model): boolean {
  const parent = model.parent(one);
  if (parent?.kind === 'assign') return parent.targets.some((target) => target === one);
  return parent?.kind === 'subscript' && model.parent(parent)?.kind === 'assign';
}

/** `task.cancelled()`, `print(task)`. */
function isQuestion(name: Node, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind === 'attribute' && /^(?:cancelled|done|cancel|get_name)$/u.test(parent.name);
}

function isWaitedForInAGroup(call: Call, owner: FunctionDef, model: Model): boolean {
  return model
    .own(owner)
    .some(
      (node) =>
        node.kind === 'call' && node.start > call.end && /^asyncio\.(?:gather|wait)$/u.test(model.called(node) ?? ''),
    );
}
