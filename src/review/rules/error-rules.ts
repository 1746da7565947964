import type { Model } from '../model/model.ts';
import type { FunctionDef, Handler, Node, Statement, Try, With } from '../syntax/tree.ts';
import { mayWait, typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** A plain `except` around a TaskGroup, which raises groups. */
export const exceptionGroupNotHandled: Rule = {
  name: 'exception_group_not_handled',
  check(model, report) {
    for (const node of model.of('try')) {
      if (node.handlers.some((one) => one.isGroup || catchesGroup(one, model))) continue;
      const [group] = model.within(...node.body).filter((one) => isTaskGroup(one, model));
      const isOwn = group !== undefined && model.ancestors(group).find(({ kind }) => kind === 'try') === node;
      const [wrong] = node.handlers.filter((one) => !comesAlone(one, model));
      const far = group === undefined ? node.handlers.find((one) => comesFromGroup(one, node, model)) : undefined;
      const found = isOwn ? wrong : far;
      if (found !== undefined) report(found);
    }
  },
};

/** A group in an awaited function of the code has a task that raises just that, and nothing outside of the group does. */
function comesFromGroup(handler: Handler, { body }: Try, model: Model): boolean {
  const reached = new Set(model.within(...body).flatMap((one) => functionsOf(one, model)));
  const tasks = new Set<FunctionDef>();
  for (const one of reached)
    for (const node of model.own(one)) {
      const isInGroup = model.ancestors(node).some((around) => isTaskGroup(around, model));
      for (const next of functionsOf(node, model)) (isInGroup ? tasks : reached).add(next);
    }
  for (const one of tasks)
    for (const node of model.own(one)) for (const next of functionsOf(node, model)) tasks.add(next);
  const isRaised = (definition: FunctionDef) => raisesOne(definition, handler, model);
  const isCaught = [...reached].some((one) => model.own(one).some(({ kind }) => kind === 'try'));
  return !isCaught && [...tasks].some(isRaised) && ![...reached].some(isRaised);
}

const functionsOf = (node: Node, model: Model) =>
  model.reached(node).flatMap((one) => (one.kind === 'function' ? [one] : []));

function raisesOne(definition: FunctionDef, handler: Handler, model: Model): boolean {
  const names = typesOf(handler).map((one) => model.textOf(one));
  return model.own(definition).some((node) => {
    if (node.kind !== 'raise' || node.value === null) return false;
    return names.includes(model.textOf(node.value.kind === 'call' ? node.value.callee : node.value));
  });
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
        if (isWide && handler.body.every(isEmpty)) report(handler);
      }
    }
    for (const block of model.of('with')) {
      const wide = isHiding(block, model) ? block.items.find(({ value }) => suppressesAll(value, model)) : undefined;
      if (wide !== undefined) report(wide.line === block.line ? wide : block, { about: wide });
    }
  },
};

/** Something is awaited in it that may fail, and that is more than closing. */
const isHiding = ({ body }: With, model: Model) =>
  body.some((one) => mayWait(one, model)) && !isOnlyCleanup(body, model);

const suppressesAll = (value: Node, model: Model) =>
  value.kind === 'call' &&
  model.called(value) === 'contextlib.suppress' &&
  value.args.some((one) => model.pathOf(one.value) === 'builtins.Exception');

const isEmpty = (one: Statement) =>
  (one.kind === 'simple' && (one.word === 'pass' || one.word === 'continue')) ||
  (one.kind === 'return' && (one.value === null || (one.value.kind === 'constant' && one.value.of === 'none'))) ||
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
