import type { Model } from '../model/model.ts';
import type { Attribute, Call, Lambda, Name } from '../syntax/expressions.ts';
import type { Assign, FunctionDef, Node, With } from '../syntax/tree.ts';
import { waits } from './entry.ts';
import { readsOfParameter, receivedAs } from './parameters.ts';
import type { Rule } from './rule.ts';

/** A TaskGroup that nobody enters, or that gets tasks after its block. */
export const taskgroupMisuse: Rule = {
  name: 'taskgroup_misuse',
  check(model, report) {
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.TaskGroup.create_task' || call.callee.kind !== 'attribute') continue;
      const { object } = call.callee;
      if (object.kind === 'call') report(call);
      if (object.kind === 'name' && isOutsideGroup(object, model)) report(call);
      if (object.kind === 'attribute' && isKeptTooLong(object, call, model)) report(call);
    }
    for (const name of model.of('name')) if (isHandedOnLate(name, model)) report(name);
  },
};

/** `spawn(group)` after the block, where `spawn` makes a task in it. */
function isHandedOnLate(name: Name, model: Model): boolean {
  const type = model.typeOf(name);
  if (type.kind !== 'object' || type.path !== 'asyncio.TaskGroup') return false;
  if (!model.given(name).every(({ kind }) => kind === 'entered') || !isOutsideGroup(name, model)) return false;
  const received = receivedAs(name, model);
  return received !== null && readsOfParameter(received, model).some((one) => makesTask(one, model));
}

function makesTask(name: Name, model: Model): boolean {
  const method = model.parent(name);
  return method?.kind === 'attribute' && method.name === 'create_task';
}

/** `self.group = group` in a block that waits for nothing but its tasks; used where the block has ended. */
function isKeptTooLong(member: Attribute, call: Call, model: Model): boolean {
  const assigns = model.of('assign').filter(({ targets }) => targets.some((one) => isSame(one, member, model)));
  const [assign, ...others] = assigns;
  const block = assign === undefined ? null : groupAround(assign, model);
  const user = model.owner(call);
  if (block === null || others.length > 0 || user.kind !== 'function' || model.ancestors(call).includes(block))
    return false;
  const nodes = model.within(...block.body);
  const runs = nodes.flatMap((node) => model.reached(node));
  return !nodes.some(waits) && !isReachedFrom(user, runs, model);
}

const isSame = (one: Node, other: Attribute, model: Model) =>
  one.kind === 'attribute' && model.textOf(one) === model.textOf(other);

/** The block whose group is given away. */
function groupAround(assign: Assign, model: Model): With | null {
  const [given] = assign.value?.kind === 'name' ? model.given(assign.value) : [];
  const block = given?.kind === 'entered' ? model.parent(given.at) : null;
  return block?.kind === 'with' && model.ancestors(assign).includes(block) ? block : null;
}

function isReachedFrom(user: FunctionDef, starts: readonly (FunctionDef | Lambda)[], model: Model): boolean {
  const found = new Set(starts);
  for (const one of found) {
    const nodes = one.kind === 'function' ? model.own(one) : [];
    for (const next of nodes.flatMap(model.reached)) found.add(next);
  }
  return found.has(user);
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
