import type { Model } from '../model/model.ts';
import type { Call, Expression, Name } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { argument, namedValue } from './arguments.ts';
import { numberOf } from './numbers.ts';
import type { Rule } from './rule.ts';
import { soleValue } from './sole-value.ts';

/** `wait_for(shield(work()))`: after the timeout the work goes on, and nobody has a hold of it. */
export const waitForShieldConfusion: Rule = {
  name: 'wait_for_shield_confusion',
  check(model, report) {
    for (const call of model.of('call')) {
      if (model.called(call) !== 'asyncio.wait_for') continue;
      const shield = shieldIn(call, model);
      if (shield?.kind !== 'call' || model.called(shield) !== 'asyncio.shield') continue;
      const inner = argument(shield, 0, 'arg');
      if (inner?.kind === 'call') report(call);
      if (inner?.kind === 'name' && !model.mentions(inner.name, inner).some((one) => one.start > call.end))
        report(call);
    }
  },
};

/** What is waited for, also under a name of its own. */
function shieldIn(call: Call, model: Model): Expression | null {
  const given = argument(call, 0, 'fut');
  return given?.kind === 'name' && isLookedAtOnce(given, model) ? soleValue(given, model) : given;
}

/** Made, and given away: nobody comes back to it. */
const isLookedAtOnce = (name: Name, model: Model) => model.mentions(name.name, name).length === 2;

/** The outer limit comes first, so that the inner one never does anything. */
export const nestedTimeouts: Rule = {
  name: 'nested_timeouts',
  check(model, report) {
    for (const call of model.of('call')) {
      const own = limitOf(call, model);
      if (own === null) continue;
      const around = model.ancestors(call).flatMap((node) => limitsAround(node, call, model));
      const owner = model.owner(call);
      const isCut = owner.kind === 'function' && isAlwaysCut(owner, own, model);
      if (isCut || around.some((limit) => limit <= own)) report(call);
    }
  },
};

/** Every call of the function stands in a limit that is shorter than its own. */
function isAlwaysCut(definition: FunctionDef, own: number, model: Model): boolean {
  const callers = model.callers(definition);
  const isHandedOn = model.mentions(definition.name, definition).length > callers.length;
  return (
    callers.length > 0 &&
    !isHandedOn &&
    callers.every((caller) =>
      model
        .ancestors(caller)
        .some(
          (node) =>
            model.owner(node) === model.owner(caller) &&
            limitsAround(node, caller, model).some((limit) => limit <= own),
        ),
    )
  );
}

/** Seconds that a timeout allows. */
function limitOf(call: Call, model: Model): number | null {
  const path = model.called(call) ?? '';
  if (path === 'asyncio.timeout') return numberOf(argument(call, 0, 'delay'), model);
  return path === 'asyncio.wait_for' ? numberOf(argument(call, 1, 'timeout'), model) : null;
}

function limitsAround(node: Node, call: Node, model: Model): readonly number[] {
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
    const hasLimits = model.of('call').some((call) => isLimit(call, model));
    for (const call of model.of('call')) {
      const path = model.called(call) ?? '';
      if (path === 'asyncio.open_connection' && !isLimited(call, model, new Set())) report(call);
      if (hasLimits) continue;
      const isClient = /^(?:aiohttp\.ClientSession(?:\.\w+)?|httpx\.AsyncClient(?:\.\w+)?)$/u.test(path);
      if (isClient && isNone(namedValue(call, 'timeout', model))) report(call);
      if (
        path === 'aiohttp.ClientTimeout' &&
        call.args.some(({ key, value }) => key === 'total' && isNone(value)) &&
        call.args.length === 1
      )
        report(call);
    }
  },
};

const isLimit = (call: Call, model: Model) =>
  /^asyncio\.(?:wait_for|timeout|timeout_at)$|async_timeout|fail_after|move_on_after/u.test(model.called(call) ?? '');

/** There is a limit in the function around it, or around some call of that function; who knows of a function that nobody calls. */
function isLimited(place: Node, model: Model, seen: Set<Node>): boolean {
  const owner = model.owner(place);
  const limits = model.of('call').filter((call) => isLimit(call, model));
  if (limits.length === 0 || seen.has(owner)) return false;
  if (owner.kind !== 'function' || limits.some((call) => model.owner(call) === owner)) return true;
  seen.add(owner);
  const callers = model.callers(owner);
  return callers.length === 0 || callers.some((caller) => isCallLimited(caller, model, seen));
}

/** An awaited call has its limit around it; one that is not awaited at once may get one later in its function. */
function isCallLimited(caller: Node, model: Model, seen: Set<Node>): boolean {
  const owner = model.owner(caller);
  if (owner.kind !== 'function') return false;
  if (model.parent(caller)?.kind !== 'await') return isLimited(caller, model, seen);
  const isInside = model
    .ancestors(caller)
    .some(
      (one) => one.kind === 'with' && one.items.some(({ value }) => value.kind === 'call' && isLimit(value, model)),
    );
  if (isInside || seen.has(owner)) return isInside;
  seen.add(owner);
  return model.callers(owner).some((next) => isCallLimited(next, model, seen));
}

const isNone = (value: Node | null) => value?.kind === 'constant' && value.of === 'none';
