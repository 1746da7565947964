import type { Model } from '../model/model.ts';
import type { Handler, Node, Statement } from '../syntax/tree.ts';
import { mayWait, typesOf } from './handlers.ts';
import type { Rule } from './rule.ts';

/** A plain `except` around a TaskGroup, which raises groups. */
export const exceptionGroupNotHandled: Rule = {
  name: 'exception_group_not_handled',
  check(model, report) {
    for (const node of model.of('try')) {
      const [group] = model.within(...node.body).filter((one) => isTaskGroup(one, model));
      if (group === undefined || node.handlers.some((one) => one.isGroup || catchesGroup(one, model))) continue;
      if (model.ancestors(group).find(({ kind }) => kind === 'try') !== node) continue;
      const [wrong] = node.handlers.filter((one) => !comesAlone(one, model));
      if (wrong !== undefined) report(wrong);
    }
  },
};

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
  },
};

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
