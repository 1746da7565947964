import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { blockingName } from './blocking-names.ts';
import type { Report, Rule } from './rule.ts';

/** The rules about calls that stop the loop, by the kind of the call. */
export const blockingCalls: readonly Rule[] = [
  'blocking_sleep',
  'blocking_http_call',
  'blocking_network_call',
  'blocking_subprocess',
  'blocking_file_io',
  'blocking_input',
  'blocking_db_call',
  'blocking_wait_on_thread',
  'sync_queue_in_async',
].map((name) => ({
  name,
  check: (model, report) => {
    for (const call of model.of('call')) {
      const owner = model.owner(call);
      if (owner.kind !== 'function' || isHandedOver(call, model)) continue;
      const isHere = owner.isAsync || (waitsForLoop(call, model) && model.isOnLoop(owner));
      if (isHere && blockingName(call, model) === name) report(call, { about: call.callee });
    }
  },
}));

/** Whatever thread calls it, the loop has to go on meanwhile. */
const waitsForLoop = (call: Call, model: Model) =>
  /^asyncio\.run_coroutine_threadsafe\./u.test(model.called(call) ?? '');

/** A coroutine calls a plain function of the same code that blocks, itself or through others. */
export const blockingCallViaHelper: Rule = {
  name: 'blocking_call_via_helper',
  check(model, report) {
    const blocking = blockingHelpers(model);
    if (blocking.size > 0)
      for (const definition of model.of('function')) checkCalls(definition, blocking, { model, report });
  },
};

function checkCalls(
  definition: FunctionDef,
  blocking: ReadonlySet<FunctionDef>,
  { model, report }: { readonly model: Model; readonly report: Report },
): void {
  if (!definition.isAsync) return;
  for (const node of model.own(definition)) {
    const getter = node.kind === 'attribute' ? model.getter(node) : null;
    if (getter !== null && blocking.has(getter)) report(node);
    const called = node.kind === 'call' ? model.target(node) : null;
    if (node.kind === 'call' && called?.kind === 'function' && blocking.has(called) && !isHandedOver(node, model))
      report(node, { about: node.callee });
  }
}

/** `to_thread(f(x))` is told by a rule of its own. */
function isHandedOver(call: Call, model: Model): boolean {
  const parent = model.parent(call);
  const outer = parent?.kind === 'argument' ? model.parent(parent) : null;
  return outer?.kind === 'call' && /to_thread$|run_in_executor$|\.submit$/u.test(model.textOf(outer.callee));
}

function blockingHelpers(model: Model): ReadonlySet<FunctionDef> {
  const helpers = model.of('function').filter((one) => !one.isAsync && one.decorators.every(keepsThread));
  const calls = new Map(helpers.map((one) => [one, callsIn(one, model)]));
  const blocking = new Set(helpers.filter((one) => calls.get(one)?.some((call) => blockingName(call, model) !== null)));
  for (let before = -1; before !== blocking.size;) {
    before = blocking.size;
    for (const one of helpers) {
      const targets = (calls.get(one) ?? []).map((call) => model.target(call));
      if (targets.some((target) => target?.kind === 'function' && blocking.has(target))) blocking.add(one);
    }
  }
  return blocking;
}

/** Other decorators may run it in a thread. */
const keepsThread = (decorator: Expression) =>
  (decorator.kind === 'name' || decorator.kind === 'attribute') &&
  /^(?:staticmethod|classmethod|\w*property|override|abstractmethod|cache|lru_cache)$/u.test(decorator.name);

function callsIn(definition: FunctionDef, model: Model): readonly Call[] {
  if (model.isGenerator(definition)) return [];
  return model.own(definition).flatMap((node) => (node.kind === 'call' ? [node] : []));
}
