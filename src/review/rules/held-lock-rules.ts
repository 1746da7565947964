import type { Model } from '../model/model.ts';
import { blocksOf } from '../syntax/blocks.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Node, Statement, Try } from '../syntax/tree.ts';
import { waitsOnOthers } from './independent.ts';
import { objectOf } from './method.ts';
import type { Rule } from './rule.ts';

/** A lock held while something slow is waited for that does not need it. */
export const lockHeldAcrossSlowAwait: Rule = {
  name: 'lock_held_across_slow_await',
  check(model, report) {
    for (const block of model.of('with')) {
      const holds = block.isAsync && block.items.some(({ value }) => isLock(value, model));
      const first = holds ? slowIn(block.body, model) : undefined;
      if (first !== undefined) report(first);
    }
    for (const acquire of model.of('await')) {
      const lock = objectOf(acquire.value, /^acquire$/u);
      const next = lock !== null && isLock(lock, model) ? attemptAfter(acquire, model) : null;
      const first = next === null ? undefined : slowIn(next.body, model);
      if (first !== undefined) report(first);
    }
  },
};

const slowIn = (body: readonly Statement[], model: Model) =>
  body.slice(0, 1).find((first) => isSlowFetch(first, body, model));

/** The `try` right after the lock was taken. */
function attemptAfter(acquire: Node, model: Model): Try | null {
  const statement = model.statement(acquire);
  const around = statement === null ? null : model.parent(statement);
  if (statement === null || around === null) return null;
  const block = blocksOf(around).find((one) => one.includes(statement)) ?? [];
  const next = block[block.indexOf(statement) + 1];
  return next?.kind === 'try' ? next : null;
}

function isLock(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  return type.kind === 'object' && type.path === 'asyncio.Lock';
}

/** The block begins by waiting for the network, and only then touches what is shared. */
function isSlowFetch(first: Node, body: readonly Statement[], model: Model): boolean {
  if (body.length < 2) return false;
  if (first.kind === 'with')
    return (
      first.isAsync &&
      first.items.some(({ value }) =>
        /(?:session|client)\.(?:get|post|request)$/iu.test(value.kind === 'call' ? model.textOf(value.callee) : ''),
      ) &&
      !usesState(first, model)
    );
  if (first.kind !== 'assign' || first.value?.kind !== 'await' || first.value.value.kind !== 'call') return false;
  return waitsOnOthers(first.value.value, 'result', model) && !usesState(first.value, model);
}

const usesState = (node: Node, model: Model) =>
  model
    .inside(node)
    .some(
      (one) =>
        one.kind === 'attribute' &&
        one.object.kind === 'name' &&
        one.object.name === 'self' &&
        !isCallee(one, model) &&
        !/session|client|http|fetch|get|load|url|api|service|backend|remote|gateway/iu.test(one.name),
    );

const isCallee = (node: Node, model: Model) => {
  const call = model.parent(node);
  return call?.kind === 'call' && call.callee === node;
};
