import { addedTo } from '../model/added.ts';
import type { Model } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import type { Expression, Name } from '../syntax/expressions.ts';
import type { Report, Rule } from './rule.ts';
import { useOf } from './use.ts';

/** A coroutine that nobody awaits, or that is used as if it were its result. */
export const coroutineNotAwaited: Rule = {
  name: 'coroutine_not_awaited',
  check(model, report) {
    for (const call of model.of('call')) if (needsAwait(call, model)) checkUse(call, { model, report });
    const lists = [...model.of('comprehension'), ...model.of('collection'), ...model.of('call')];
    for (const list of lists) checkList(list, { model, report });
  },
};

interface Context {
  readonly model: Model;
  readonly report: Report;
}

/** Tasks run by themselves; other rules look after them. Futures of `gather` and `shield` are meant to be awaited as well. */
function needsAwait(expression: Expression, model: Model): boolean {
  const type = model.typeOf(expression);
  if (type.kind === 'coroutine') return type.path !== 'asyncio.as_completed';
  return type.kind === 'future' && type.path === 'asyncio.gather';
}

function checkUse(call: Expression, { model, report }: Context): void {
  const use = useOf(call, model);
  if (use.kind === 'dropped') {
    if (isAtPrompt(call, model)) return;
    report(call, { fix: `await ${model.textOf(call)}` });
  } else if (use.kind === 'value') report(call, { fix: `(await ${model.textOf(call)})` });
  else if (use.kind === 'stored') checkStored(call, use.name, { model, report });
}

/** A notebook shows a coroutine that ends a cell; a session awaits nothing either, but its learner sees it. */
const isAtPrompt = (node: Expression, model: Model) =>
  model.isFragment && model.owner(node).kind === 'module' && model.typeOf(node).kind === 'future';

function checkStored(call: Expression, name: Name, { model, report }: Context): void {
  const mentions = model.mentions(name.name, name);
  if (name.name !== '_' && model.given(name).length > 1) return;
  const reads = mentions.filter((one) => one !== name && !isTarget(one, model));
  const owner = model.owner(call);
  if (reads.length === 0) {
    const mayBeImported = owner.kind === 'module' || isDeclaredOutside(name, model);
    if (!mayBeImported || name.name === '_') report(call, { fix: `await ${model.textOf(call)}` });
    return;
  }
  const later = reads.filter((one) => one.start > call.end && isOnlyFrom(one, call, model));
  const [wrong] = later.filter((one) => useOf(one, model).kind === 'value');
  const first = later[0];
  if (wrong === undefined || first === undefined) return;
  const isTakenBefore = later.some((one) => one.start < wrong.start && useOf(one, model).kind !== 'value');
  if (!isTakenBefore) report(call, { fix: `await ${model.textOf(call)}` });
}

/** The name can hold nothing else at that place. */
function isOnlyFrom(mention: Name, call: Expression, model: Model): boolean {
  const given = model.given(mention);
  return given.length === 1 && given.every((one) => one.kind === 'value' && one.value === call);
}

function isTarget(name: Name, model: Model): boolean {
  const parent = model.parent(name);
  return parent?.kind === 'assign' && parent.targets.includes(name);
}

function isDeclaredOutside(name: Name, model: Model): boolean {
  return model
    .of('simple')
    .some(({ word, names }) => (word === 'global' || word === 'nonlocal') && names.includes(name.name));
}

/** A list of coroutines that is dropped, printed or gone through for its values. */
function checkList(list: Expression, { model, report }: Context): void {
  const type = model.typeOf(list);
  if (type.kind !== 'plain' || !holdsCoroutines(type)) return;
  const use = useOf(list, model);
  if (use.kind === 'dropped') report(list);
  if (use.kind === 'stored') {
    const mentions = model
      .mentions(use.name.name, use.name)
      .filter((one) => one !== use.name && addedTo(one, model).length === 0);
    if (mentions.length === 0 && model.owner(list).kind !== 'module') report(list);
    const [wrong] = mentions.filter((one) => isPrinted(one, model));
    if (wrong !== undefined && mentions.every((one) => isPrinted(one, model))) report(list);
  }
  const parent = model.parent(list);
  if (parent?.kind === 'argument' && isPrintedArgument(parent, model)) report(list);
}

const holdsCoroutines = (type: Extract<Type, { readonly kind: 'plain' }>) =>
  type.element.kind === 'coroutine' && (type.of === 'list' || type.of === 'set');

function isPrinted(mention: Name, model: Model): boolean {
  const parent = model.parent(mention);
  return parent !== null && isPrintedArgument(parent, model);
}

function isPrintedArgument(argument: ReturnType<Model['parent']>, model: Model): boolean {
  if (argument?.kind !== 'argument') return false;
  const call = model.parent(argument);
  const path = call?.kind === 'call' ? model.called(call) : null;
  if (call?.kind === 'call' && call.callee.kind === 'attribute' && call.callee.name === 'join')
    return call.callee.object.kind === 'constant';
  return /^builtins\.(?:print|sum|max|min|len)$/u.test(path ?? '');
}
