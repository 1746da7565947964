import type { Model } from '../model/model.ts';
import type { Attribute, Expression, Name } from '../syntax/expressions.ts';
import { waits } from './entry.ts';
import { objectOf } from './method.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';
import { isTaskCall } from './task-calls.ts';
import { isIdle } from './task-rules.ts';

/** `task.result()` while nothing has waited for the task. */
export const taskResultBeforeDone: Rule = {
  name: 'task_result_before_done',
  check(model, report) {
    for (const call of model.of('call')) {
      if (call.callee.kind !== 'attribute' || !/^(?:result|exception)$/u.test(call.callee.name)) continue;
      const { object } = call.callee;
      if (model.typeOf(object).kind !== 'task') continue;
      const isInline = object.kind === 'call' && isTaskCall(object, model);
      const isNew =
        (object.kind === 'name' && isFresh(object, model)) ||
        (object.kind === 'attribute' && isFreshMember(object, model));
      if (isInline || isNew) report(call);
    }
  },
};

/** Made in this function, and not waited for, passed on or asked about since. */
function isFresh(name: Name, model: Model): boolean {
  const [given, ...others] = model.given(name);
  if (given === undefined || others.length > 0 || model.owner(given.at) !== model.owner(name)) return false;
  if (given.kind === 'element') {
    const list = objectOf(given.iterable, /^(?:items|values)$/u) ?? given.iterable;
    return list.kind === 'name' && isFresh(list, model);
  }
  const made = soleValue(name, model);
  if (made === null || !makesTasks(made, model) || isOfGroup(made, name, model)) return false;
  return model
    .mentions(name.name, name)
    .every((one) => one.start >= name.start || one.start < given.at.end || isIdlePrint(one, model));
}

/** `self.job = create_task(...)` in this function; since then there were naps only, and nobody looked at it. */
function isFreshMember(node: Attribute, model: Model): boolean {
  const owner = model.owner(node);
  if (owner.kind !== 'function' || node.object.kind !== 'name') return false;
  const text = model.textOf(node);
  const assign = model
    .of('assign')
    .findLast((one) => model.dominates(one, node) && model.textOf(one.targets[0] ?? one) === text);
  if (assign?.value === undefined || assign.value === null || !makesTasks(assign.value, model)) return false;
  const between = model.own(owner).filter((one) => one.start > assign.end && one.end < node.start);
  return between.every((one) => {
    if (one.kind === 'attribute') return model.textOf(one) !== text;
    if (one.kind !== 'await') return !waits(one);
    return one.value.kind === 'call' && model.called(one.value) === 'asyncio.sleep';
  });
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
