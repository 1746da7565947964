import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Node, Statement } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { waits } from './entry.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';

/** Asking again and again, where something could say when it is time. */
export const busyWaitPolling: Rule = {
  name: 'busy_wait_polling',
  check(model, report) {
    for (const loop of model.of('while')) {
      const owner = model.owner(loop);
      if (owner.kind !== 'function' || !owner.isAsync) continue;
      const body = loop.body.filter(
        (one) =>
          !(one.kind === 'expression' && one.value.kind === 'call' && model.called(one.value) === 'builtins.print') ||
          model.within(one).some(waits),
      );
      const rest = body.filter((one) => !isShortPause(one, model));
      if (rest.length === body.length && !body.every(isPass)) continue;
      const asked = rest.every(isPass) ? loop.test : questionIn(rest, loop);
      if (asked !== null && asksState(asked, model)) report(loop);
    }
  },
};

const isPass = (one: Statement) => one.kind === 'simple' && one.word === 'pass';

/** `while True:` around `if done: break`. */
function questionIn([only, ...others]: readonly Statement[], loop: { readonly test: Expression }): Expression | null {
  if (only?.kind !== 'if' || others.length > 0 || only.otherwise.length > 0 || loop.test.kind !== 'constant')
    return null;
  const leaves = only.body.some((one) => (one.kind === 'simple' && one.word === 'break') || one.kind === 'return');
  return leaves ? only.test : null;
}

/** A nap of half a second at most, also by a function that does nothing else. */
function isShortPause(node: Node, model: Model, depth = 0): boolean {
  if (node.kind !== 'expression' || node.value.kind !== 'await' || node.value.value.kind !== 'call') return false;
  const call = node.value.value;
  const target = depth > 2 ? null : model.target(call);
  const [only, ...others] = target?.kind === 'function' ? target.body : [];
  if (only !== undefined && others.length === 0) return isShortPause(only, model, depth + 1);
  return model.called(call) === 'asyncio.sleep' && (numberOf(argument(call, 0, 'delay'), model) ?? Infinity) <= 0.5;
}

/** A flag, or a question that has an event of its own; not a file, a clock or a server. */
function asksState(test: Expression, model: Model): boolean {
  if (test.kind === 'constant') return false;
  const nodes = model.within(test);
  if (nodes.some(({ kind }) => kind === 'await')) return false;
  return nodes.every((node) => {
    if (node.kind !== 'call') return true;
    const name = node.callee.kind === 'attribute' ? node.callee.name : '';
    const path = model.called(node) ?? '';
    return /^(?:done|is_set|empty|full|locked|qsize)$/u.test(name) || /^builtins\.(?:len|any|all)$/u.test(path);
  });
}
