import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { rangeOf } from './numbers.ts';
import type { Rule } from './rule.ts';

const many = 500;

/** Thousands at once, with nothing that limits them. */
export const unboundedConcurrency: Rule = {
  name: 'unbounded_concurrency',
  check(model, report) {
    if (model.of('call').some((call) => limits.test(model.called(call) ?? ''))) return;
    for (const call of model.of('call')) {
      const path = model.called(call) ?? '';
      if (path === 'asyncio.gather' && gathersMany(call, model)) report(call);
      if (/^asyncio\.(?:create_task|TaskGroup\.create_task)$/u.test(path) && isMadeOften(call, model)) report(call);
    }
  },
};

function gathersMany({ args }: Call, model: Model): boolean {
  return args.some(({ value, spread }) => spread === '*' && isMany(value, model) && isRealWork(value, model));
}

/** A task that is made in a long loop. */
function isMadeOften(call: Call, model: Model): boolean {
  const loop = model.ancestors(call).find((node) => node.kind === 'for' || node.kind === 'comprehension');
  const type = model.typeOf(call);
  if (loop === undefined || type.kind !== 'task' || !waitsOutside(type.of, model)) return false;
  if (loop.kind === 'for') return isMany(loop.iterable, model);
  return loop.kind === 'comprehension' && isMany(loop, model);
}

const limits = /^asyncio\.(?:Semaphore|BoundedSemaphore|Queue)$|TCPConnector|Limits$|Limiter$/u;

const isMany = (value: Expression, model: Model) => (rangeOf(value, model) ?? 0) >= many;

/** Naps cost nothing: ten thousand of them are a fine demonstration. */
function isRealWork(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  if (type.kind !== 'plain') return false;
  const { element } = type;
  if (element.kind === 'coroutine' && element.of === null) return element.path !== 'asyncio.sleep';
  if (element.kind === 'coroutine' || element.kind === 'task') return waitsOutside(element.of, model);
  return element.kind === 'unknown';
}

function waitsOutside(definition: FunctionDef | null, model: Model): boolean {
  if (definition === null) return false;
  return model.own(definition).some((node) => {
    if (node.kind === 'with' && node.isAsync) return true;
    if (node.kind !== 'await' || node.value.kind !== 'call') return false;
    return model.called(node.value) !== 'asyncio.sleep';
  });
}

/** A new session, and new connections, for every request. */
export const sessionPerRequest: Rule = {
  name: 'session_per_request',
  check(model, report) {
    for (const call of model.of('call')) {
      if (!isSession(call, model)) continue;
      const owner = model.owner(call);
      if (owner.kind !== 'function' || isGivenAway(call, model)) continue;
      const isInLoop = model
        .ancestors(call)
        .some((node) => (node.kind === 'for' || node.kind === 'while') && model.owner(node) === owner);
      if (isInLoop || (isRepeated(owner, model) && !hasLoop(owner, call, model))) report(call);
    }
  },
};

/** A new one, also by a function of the code that makes one and gives it to its caller. */
function isSession(call: Call, model: Model, depth = 0): boolean {
  if (/^(?:aiohttp\.ClientSession|httpx\.AsyncClient)$/u.test(model.called(call) ?? '')) return true;
  const target = depth > 3 ? null : model.target(call);
  if (target?.kind !== 'function' || target.isAsync || target.decorators.length > 0) return false;
  const returned = model.own(target).flatMap((node) => (node.kind === 'return' ? [node.value] : []));
  return returned.length > 0 && returned.every((one) => one?.kind === 'call' && isSession(one, model, depth + 1));
}

const isGivenAway = (call: Call, model: Model) => ['return', 'yield'].includes(model.parent(call)?.kind ?? '');

/** The function is called in a loop, or again and again. */
function isRepeated(owner: FunctionDef, model: Model): boolean {
  const calls = model.callers(owner);
  const isInLoop = (call: Node) =>
    model.ancestors(call).some((node) => node.kind === 'for' || node.kind === 'while' || node.kind === 'comprehension');
  return calls.some(isInLoop) || calls.length > 2;
}

/** It makes many requests with the one session. */
function hasLoop(owner: FunctionDef, call: Call, model: Model): boolean {
  return model
    .own(owner)
    .some((node) => node.start > call.end && (node.kind === 'for' || node.kind === 'comprehension'));
}
