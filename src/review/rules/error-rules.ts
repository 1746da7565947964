import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Handler, Node, Statement, Try, With } from '../syntax/tree.ts';
import { mayWait, typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** A plain `except` around a TaskGroup, which raises groups. */
export const exceptionGroupNotHandled: Rule = {
  name: 'exception_group_not_handled',
  check(model, report) {
    for (const node of model.of('try')) {
      const [group] = model.within(...node.body).filter((one) => raisesGroup(one, new Set(), model));
      if (group === undefined || node.handlers.some((one) => one.isGroup || catchesGroup(one, model))) continue;
      if (model.ancestors(group).find(({ kind }) => kind === 'try') !== node) continue;
      const [wrong] = node.handlers.filter((one) => !comesAlone(one, model));
      if (wrong !== undefined) report(wrong);
    }
  },
};

/** A TaskGroup, or an awaited function of the code from which the error of one gets out. */
function raisesGroup(node: Node, seen: Set<FunctionDef>, model: Model): boolean {
  if (isTaskGroup(node, model)) return true;
  const target = node.kind === 'await' && node.value.kind === 'call' ? model.target(node.value) : null;
  if (target?.kind !== 'function' || seen.has(target)) return false;
  seen.add(target);
  return model
    .own(target)
    .some((one) => !model.ancestors(one).some(({ kind }) => kind === 'try') && raisesGroup(one, seen, model));
}

const isTaskGroup = (node: Node, model: Model) =>
  node.kind === 'with' &&
  node.isAsync &&
  node.items.some(({ value }) => value.kind === 'call' && model.called(value) === 'asyncio.TaskGroup');

function catchesGroup(handler: Handler, model: Model): boolean {
  if (handler.type === null) return true;
  return typesOf(handler).some((one) => /(?:ExceptionGroup|^Exception|^BaseException)$/u.test(model.textOf(one)));
}

/** Errors that reach the outside of a group by themselves: a cancellation, a timeout around it, Ctrl-C. */
function comesAlone(handler: Handler, model: Model): boolean {
  return typesOf(handler).every((one) =>
    /(?:CancelledError|TimeoutError|KeyboardInterrupt|SystemExit)$/u.test(model.textOf(one)),
  );
}

/** `except Exception: pass` around what is awaited. */
export const exceptionSwallowedSilently: Rule = {
  name: 'exception_swallowed_silently',
  check(model, report) {
    for (const node of model.of('try')) {
      if (!node.body.some((one) => mayWait(one, model)) || isOnlyCleanup(node.body, model)) continue;
      for (const handler of node.handlers) {
        const isWide =
          handler.type !== null && typesOf(handler).some((one) => model.pathOf(one) === 'builtins.Exception');
        if (isWide && (handler.body.every(isEmpty) || isBlindWrapper(handler, node, model))) report(handler);
      }
    }
    for (const block of model.of('with')) if (suppressesAll(block, model)) report(block);
  },
};

/** `with suppress(Exception):` around what is awaited. */
function suppressesAll(block: With, model: Model): boolean {
  const isWide = block.items.some(
    ({ value }) =>
      value.kind === 'call' &&
      model.called(value) === 'contextlib.suppress' &&
      value.args.some((one) => model.pathOf(one.value) === 'builtins.Exception'),
  );
  return isWide && block.body.some((one) => mayWait(one, model)) && !isOnlyCleanup(block.body, model);
}

/** A decorator's wrapper that gives nothing instead of the error, whatever it wraps. */
function isBlindWrapper(handler: Handler, around: Try, model: Model): boolean {
  const [only, ...others] = handler.body;
  const wrapper = model.owner(around);
  const givesNothing =
    only?.kind === 'return' && (only.value === null || (only.value.kind === 'constant' && only.value.of === 'none'));
  if (!givesNothing || others.length > 0 || wrapper.kind !== 'function') return false;
  const outer = model.owner(wrapper);
  const wrapped = outer.kind === 'function' ? outer.params[0]?.name : undefined;
  return model.within(...around.body).some((node) => node.kind === 'call' && calledName(node) === wrapped);
}

const calledName = ({ callee }: Call) => (callee.kind === 'name' ? callee.name : null);

const isEmpty = (one: Statement) =>
  (one.kind === 'simple' && (one.word === 'pass' || one.word === 'continue')) ||
  (one.kind === 'expression' && one.value.kind === 'constant');

/** Closing what may be closed already. */
function isOnlyCleanup(body: readonly Statement[], model: Model): boolean {
  const calls = model.within(...body).flatMap((one) => (one.kind === 'call' ? [one] : []));
  const names = calls.map(({ callee }) => (callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : ''));
  const isAwaitOfName = body.every(
    (one) => one.kind === 'expression' && one.value.kind === 'await' && one.value.value.kind === 'name',
  );
  return (
    isAwaitOfName ||
    (names.length > 0 &&
      names.every((name) => /close|cancel|stop|shutdown|disconnect|release|quit|cleanup/iu.test(name)))
  );
}
