import type { Model } from '../model/model.ts';
import type { Call, Lambda } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { blockingName } from './blocking-names.ts';
import { callTaking } from './method.ts';
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
      if (!owner.isAsync && !(waitsForItself(call, model) && model.isOnLoop(owner))) continue;
      if (blockingName(call, model) === name) report(call, { about: call.callee });
    }
  },
}));

/** It waits for what the loop, whose thread it holds, would have to do. */
const waitsForItself = (call: Call, model: Model) =>
  /^asyncio\.run_coroutine_threadsafe\.(?:result|exception)$/u.test(model.called(call) ?? '');

/** A coroutine calls a plain function of the same code that blocks, itself or through others. */
export const blockingCallViaHelper: Rule = {
  name: 'blocking_call_via_helper',
  check(model, report) {
    const blocking = blockingHelpers(model);
    if (blocking.size > 0)
      for (const definition of model.of('function')) checkCalls(definition, blocking, { model, report });
  },
};

type Code = FunctionDef | Lambda;

function checkCalls(
  definition: FunctionDef,
  blocking: ReadonlySet<Code>,
  { model, report }: { readonly model: Model; readonly report: Report },
): void {
  if (!definition.isAsync) return;
  for (const node of model.own(definition)) {
    const blocks = model.reached(node).some((one) => blocking.has(one) && runsAtOnce(one, node, model));
    if (!blocks || isHandedOver(node, model)) continue;
    report(node, { about: node.kind === 'call' ? node.callee : node });
  }
}

/** A generator runs where somebody goes through it. */
function runsAtOnce(code: Code, node: Node, model: Model): boolean {
  if (code.kind === 'lambda' || !model.isGenerator(code)) return true;
  const parent = model.parent(node);
  if (parent?.kind === 'for' || parent?.kind === 'for-clause') return parent.iterable === node;
  const call = callTaking(node, model.parent);
  return call !== null && /^builtins\.(?:list|tuple|set|sum|max|min|sorted|next)$/u.test(model.called(call) ?? '');
}

/** `to_thread(f(x))` is told by a rule of its own. */
function isHandedOver(call: Node, model: Model): boolean {
  const parent = model.parent(call);
  const outer = parent?.kind === 'argument' ? model.parent(parent) : null;
  if (outer?.kind !== 'call') return false;
  return /to_thread$|run_in_executor$|\.submit$/u.test(model.called(outer) ?? model.textOf(outer.callee));
}

/** Plain functions with a call that blocks, and those that run them. */
function blockingHelpers(model: Model): ReadonlySet<Code> {
  const helpers: readonly Code[] = [...model.of('function').filter(({ isAsync }) => !isAsync), ...model.of('lambda')];
  const nodes = new Map(helpers.map((one) => [one, one.kind === 'lambda' ? model.within(one.body) : model.own(one)]));
  const isBlocking = (node: Node) => node.kind === 'call' && blockingName(node, model) !== null;
  const blocking = new Set(helpers.filter((one) => nodes.get(one)?.some(isBlocking)));
  for (let before = -1; before !== blocking.size;) {
    before = blocking.size;
    for (const one of helpers) {
      const runs = (node: Node) =>
        model.reached(node).some((next) => blocking.has(next) && runsAtOnce(next, node, model));
      if (!blocking.has(one) && nodes.get(one)?.some(runs)) blocking.add(one);
    }
  }
  return blocking;
}
