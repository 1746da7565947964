import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { waits } from './entry.ts';
import { numberOf, rangeOf } from './numbers.ts';
import type { Rule } from './rule.ts';

const heavy = 500_000;

/** A long computation in a coroutine, or in what it calls. */
export const cpuBoundInCoroutine: Rule = {
  name: 'cpu_bound_in_coroutine',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync) continue;
      const nodes = model.own(definition);
      const [loop] = nodes.filter((node) => isHeavy(node, model));
      if (loop !== undefined) report(loop);
      for (const node of nodes) if (isHeavyCall(node, model) || isDeepRecursion(node, model)) report(node);
    }
  },
};

/** It goes round very often, alone or with the loops around it, and never waits. */
export function isHeavy(node: Node, model: Model): boolean {
  if (node.kind === 'while') return isLongCount(node, model);
  if (node.kind !== 'for' && node.kind !== 'comprehension') return false;
  if (node.kind === 'for' && node.isAsync) return false;
  if (model.inside(node).some((one) => waits(one) || isScheduled(one, model))) return false;
  const clauses =
    node.kind === 'for'
      ? [node.iterable]
      : node.clauses.flatMap((one) => (one.kind === 'for-clause' ? [one.iterable] : []));
  const rounds = clauses.reduce((product, iterable) => product * (rangeOf(iterable, model) ?? 1), 1);
  const inner = node.kind === 'for' ? innerRounds(node, model) : 1;
  return rounds * inner >= heavy;
}

/** `while n < 2_000_000`, with `n += 1` in it, and nothing that waits or leaves. */
function isLongCount(loop: Extract<Node, { readonly kind: 'while' }>, model: Model): boolean {
  const { test } = loop;
  if (test.kind !== 'operation' || !/^<=?$/u.test(test.operator)) return false;
  const [counter, limit = null] = test.operands;
  const nodes = model.inside(loop);
  if (counter?.kind !== 'name' || nodes.some((one) => waits(one) || isScheduled(one, model))) return false;
  const step = stepOf(counter, nodes, model);
  return step !== null && step > 0 && (numberOf(limit, model) ?? 0) / step >= heavy;
}

/** What is added to the counter in each round; null when something else is done to it. */
function stepOf({ name }: Name, nodes: readonly Node[], model: Model): number | null {
  const gives = nodes.flatMap((one) =>
    one.kind === 'assign' && one.targets.some((target) => target.kind === 'name' && target.name === name) ? [one] : [],
  );
  const [only, ...others] = gives;
  return only?.operator === '+=' && others.length === 0 ? numberOf(only.value, model) : null;
}

function innerRounds(node: Node, model: Model): number {
  return model
    .inside(node)
    .reduce(
      (most, one) => (one.kind === 'for' && !one.isAsync ? Math.max(most, rangeOf(one.iterable, model) ?? 1) : most),
      1,
    );
}

const isScheduled = (node: Node, model: Model) =>
  node.kind === 'call' && ['coroutine', 'task'].includes(model.typeOf(node).kind);

/** A plain function of the code with such a loop, or that calls one, or one that is known to take long. */
function isHeavyCall(call: Node, model: Model, seen: Set<FunctionDef> = new Set()): boolean {
  if (call.kind !== 'call') return false;
  if (/^(?:hashlib\.(?:pbkdf2_hmac|scrypt)|bcrypt\.hashpw|bcrypt\.checkpw)$/u.test(model.called(call) ?? ''))
    return true;
  const target = model.target(call);
  if (target?.kind !== 'function' || target.isAsync || seen.has(target) || model.isGenerator(target)) return false;
  seen.add(target);
  return model
    .own(target)
    .some(
      (node) =>
        isHeavy(node, model) ||
        isHeavyByArgument(node, { target, call, model }) ||
        isHeavyCall(node, model, seen) ||
        isDeepRecursion(node, model),
    );
}

interface Given {
  readonly target: FunctionDef;
  readonly call: Call;
  readonly model: Model;
}

/** `for i in range(n)` of a function that is called with a great n. */
function isHeavyByArgument(node: Node, { target, call, model }: Given): boolean {
  if (node.kind !== 'for' && node.kind !== 'for-clause') return false;
  const range = node.iterable;
  if (range.kind !== 'call' || model.called(range) !== 'builtins.range') return false;
  const names = range.args.flatMap(({ value }) => namesIn(value, model));
  const index = target.params.findIndex(({ name }) => names.includes(name));
  const given = index < 0 ? null : argument(call, index, target.params[index]?.name);
  return (numberOf(given, model) ?? 0) >= heavy;
}

const namesIn = (value: Expression, model: Model) =>
  model.within(value).flatMap((one) => (one.kind === 'name' ? [one.name] : []));

/** `fib(35)` of a function that calls itself twice, or `search(board, 8)` of one that does so for each of many. */
function isDeepRecursion(call: Node, model: Model): boolean {
  const target = call.kind === 'call' ? model.target(call) : null;
  if (call.kind !== 'call' || target?.kind !== 'function' || target.isAsync || model.owner(call) === target)
    return false;
  const own = model
    .own(target)
    .flatMap((node) => (node.kind === 'call' && model.target(node) === target ? [node] : []));
  if (own.length >= 2 && (numberOf(argument(call, 0), model) ?? 0) >= 22) return true;
  return own.some((inner) => {
    const isInLoop = model.ancestors(inner).some((one) => one.kind === 'for' && model.owner(one) === target);
    const depth = target.params.findIndex(({ name }, place) => {
      const given = argument(inner, place, name);
      return given !== null && new RegExp(`^${name} ?- ?1$`, 'u').test(model.textOf(given));
    });
    return isInLoop && depth >= 0 && (numberOf(argument(call, depth, target.params[depth]?.name), model) ?? 0) >= 6;
  });
}
