import type { Model } from '../model/model.ts';
import type { Expression, Name } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import { callTaking, objectOf } from './method.ts';
import type { Report } from './rule.ts';
import { useOf } from './use.ts';

interface Context {
  readonly model: Model;
  readonly report: Report;
}

/** A list of coroutines that is dropped, printed, added up, joined or counted, and nothing else. */
export function checkList(list: Expression, { model, report }: Context): void {
  const held = heldBy(list, model);
  if (held === null) return;
  const use = useOf(list, model);
  if (use.kind === 'dropped' && list.kind !== 'call') report(list);
  if (use.kind === 'stored' && held !== 'generator') checkName(list, use.name, { model, report });
  const parent = model.parent(list);
  if (parent?.kind === 'argument' && takesValuesOf(parent, model)) report(list);
}

/** The kind of container, when it is one of coroutines. */
function heldBy(list: Expression, model: Model): 'list' | 'set' | 'generator' | null {
  const type = model.typeOf(list);
  if (type.kind !== 'plain' || type.element.kind !== 'coroutine') return holdsNothing(list) ? 'list' : null;
  return type.of === 'list' || type.of === 'set' || type.of === 'generator' ? type.of : null;
}

const holdsNothing = (list: Expression) => list.kind === 'collection' && list.of === 'list' && list.items.length === 0;

function checkName(list: Expression, name: Name, { model, report }: Context): void {
  const mentions = model.mentions(name.name, name).filter((one) => one !== name);
  const filled = mentions.flatMap((one) => coroutineAdded(one, model) ?? []);
  const reads = mentions.filter((one) => coroutineAdded(one, model) === null);
  const [first] = filled;
  if (holdsNothing(list) && first === undefined) return;
  if (model.owner(list).kind === 'module' && reads.length === 0) return;
  if (!reads.every((one) => isIdle(one, model))) return;
  const used = reads.find((one) => isAdded(one, model));
  report(first ?? used ?? list);
}

/** What `jobs.append(...)` puts into it, when that is a coroutine. */
function coroutineAdded(mention: Name, model: Model): Expression | null {
  const method = model.parent(mention);
  const call = method?.kind === 'attribute' ? model.parent(method) : null;
  if (call?.kind !== 'call' || objectOf(call, /^(?:append|add)$/u) !== mention) return null;
  const value = call.args[0]?.value;
  return value !== undefined && model.typeOf(value).kind === 'coroutine' ? value : null;
}

/** `sum(scores)`: this is where the results are missed. */
function isAdded(mention: Name, model: Model): boolean {
  const call = callTaking(mention, model.parent);
  return call !== null && /^builtins\.(?:sum|max|min)$/u.test(model.called(call) ?? '');
}

/** Printed, counted, emptied: nobody awaits what is in it. */
function isIdle(mention: Name, model: Model): boolean {
  const parent = model.parent(mention);
  if (parent?.kind === 'attribute') return parent.name === 'clear';
  return parent?.kind === 'argument' && (takesValuesOf(parent, model) || isCounted(parent, model));
}

const isCounted = (argument: Node, model: Model) => {
  const call = model.parent(argument);
  return call?.kind === 'call' && model.called(call) === 'builtins.len';
};

/** Somebody who needs what the coroutines would give. */
function takesValuesOf(argument: Node, model: Model): boolean {
  const call = model.parent(argument);
  if (call?.kind !== 'call' || argument.kind !== 'argument' || argument.key !== null || argument.spread === '**')
    return false;
  const isJoin = call.callee.kind === 'attribute' && call.callee.name === 'join' && isText(call.callee.object);
  return isJoin || /^builtins\.(?:print|sum|max|min|any|all|str)$/u.test(model.called(call) ?? '');
}

const isText = (one: Node) => one.kind === 'constant' && one.of === 'string';
