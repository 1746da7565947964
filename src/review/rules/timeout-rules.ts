import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import { argument } from './arguments.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';

/** `wait_for(shield(work()))`: after the timeout the work goes on, and nobody has a hold of it. */
export const waitForShieldConfusion: Rule = {
  name: 'wait_for_shield_confusion',
  check(model, report) {
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.wait_for') continue;
      const shield = argument(call, 0, 'fut');
      if (shield?.kind !== 'call' || model.called(shield) !== 'asyncio.shield') continue;
      const inner = argument(shield, 0, 'arg');
      if (inner?.kind === 'call') report(call);
      if (inner?.kind === 'name' && !model.mentions(inner.name, inner).some((one) => one.start > call.end))
        report(call);
    }
  },
};

/** The outer limit comes first, so that the inner one never does anything. */
export const nestedTimeouts: Rule = {
  name: 'nested_timeouts',
  check(model, report) {
    for (const call of model.of('call')) {
      const own = limitOf(call, model);
      if (own === null) continue;
      const around = model.ancestors(call).flatMap((node) => limitsAround(node, call, model));
      if (around.some((limit) => limit <= own)) report(call);
    }
  },
};

/** Seconds that a timeout allows. */
function limitOf(call: Call, model: Model): number | null {
  const path = model.called(call) ?? '';
  if (path === 'asyncio.timeout') return numberOf(argument(call, 0, 'delay'), model);
  return path === 'asyncio.wait_for' ? numberOf(argument(call, 1, 'timeout'), model) : null;
}

function limitsAround(node: Node, call: Call, model: Model): readonly number[] {
  if (node.kind === 'call' && node !== call) return [limitOf(node, model) ?? Infinity];
  if (node.kind !== 'with') return [];
  return node.items
    .filter(({ value }) => value.end <= call.start)
    .flatMap(({ value }) => (value.kind === 'call' ? [limitOf(value, model) ?? Infinity] : []));
}

/** A wait for the network that nothing ends: a connection has no limit of its own, and some limits are taken away by hand. */
export const missingTimeout: Rule = {
  name: 'missing_timeout',
  check(model, report) {
    const hasLimits = model
      .of('call')
      .some((call) =>
        /^asyncio\.(?:wait_for|timeout|timeout_at)$|async_timeout|fail_after|move_on_after/u.test(
          model.called(call) ?? '',
        ),
      );
    if (hasLimits) return;
    for (const call of model.of('call')) {
      const path = model.called(call) ?? '';
      if (path === 'asyncio.open_connection') report(call);
      const isClient = /^(?:aiohttp\.ClientSession(?:\.\w+)?|httpx\.AsyncClient(?:\.\w+)?)$/u.test(path);
      if (isClient && call.args.some(({ key, value }) => key === 'timeout' && isNone(value))) report(call);
      if (
        path === 'aiohttp.ClientTimeout' &&
        call.args.some(({ key, value }) => key === 'total' && isNone(value)) &&
        call.args.length === 1
      )
        report(call);
    }
  },
};

const isNone = (value: Node) => value.kind === 'constant' && value.of === 'none';
