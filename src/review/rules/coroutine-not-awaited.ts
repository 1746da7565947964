import type { Model } from '../model/model.ts';
import { callbackPlaces } from '../model/reached.ts';
import type { Attribute, Call, Expression, Name } from '../syntax/expressions.ts';
import { argument } from './arguments.ts';
import { checkList } from './coroutine-lists.ts';
import { readsOfParameter, receivedAs } from './parameters.ts';
import type { Report, Rule } from './rule.ts';
import { givesCoroutine } from './threads.ts';
import { useOf } from './use.ts';

/** A coroutine that nobody awaits, or that is used as if it were its result. */
export const coroutineNotAwaited: Rule = {
  name: 'coroutine_not_awaited',
  check(model, report) {
    for (const call of model.of('call')) if (needsAwait(call, model)) checkUse(call, { model, report });
    for (const list of [...model.of('comprehension'), ...model.of('collection'), ...model.of('call')])
      checkList(list, { model, report });
    for (const node of [...model.of('attribute'), ...model.of('name')]) if (isUsedAsValue(node, model)) report(node);
    for (const call of model.of('call')) if (handsToCallback(call, model)) report(call);
  },
};

/** What the object keeps, or a part of a tuple, is a coroutine and is used as if it were its result. */
function isUsedAsValue(node: Attribute | Name, model: Model): boolean {
  if (!needsAwait(node, model) || useOf(node, model).kind !== 'value') return false;
  if (node.kind === 'attribute') return true;
  const [given, ...others] = model.given(node);
  return others.length === 0 && given?.kind === 'value' && given.path.length > 0;
}

/** `call_later(1, f)`, `filter(f, xs)`: a plain function is called, and what it gives is not awaited. */
function handsToCallback(call: Call, model: Model): boolean {
  const place = call.callee.kind === 'attribute' ? callbackPlaces[call.callee.name] : undefined;
  const path = model.called(call) ?? '';
  const given =
    place !== undefined
      ? argument(call, place)
      : path === 'builtins.filter' || path === 'atexit.register'
        ? argument(call, 0)
        : /^builtins\.(?:sorted|min|max)$/u.test(path)
          ? (call.args.find(({ key }) => key === 'key')?.value ?? null)
          : null;
  return given !== null && givesCoroutine(given, model);
}

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
  if (use.kind === 'passed' && isMisusedThere(call, model)) report(call, { fix: `await ${model.textOf(call)}` });
  if (use.kind === 'dropped') {
    if (isAtPrompt(call, model)) return;
    report(call, { fix: `await ${model.textOf(call)}` });
  } else if (use.kind === 'value') report(call, { fix: `(await ${model.textOf(call)})` });
  else if (use.kind === 'stored') checkStored(call, use.name, { model, report });
}

/** The function of the code that gets it uses it as a value, and does not await it before. */
function isMisusedThere(call: Expression, model: Model): boolean {
  const received = receivedAs(call, model);
  if (received === null || received.by.decorators.length > 0) return false;
  const [first] = readsOfParameter(received, model);
  if (first === undefined || model.given(first).some(({ kind }) => kind !== 'parameter')) return false;
  return useOf(first, model).kind === 'value';
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
