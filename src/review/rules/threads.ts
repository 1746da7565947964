import type { Model } from '../model/model.ts';
import type { Call, Expression } from '../syntax/expressions.ts';
import { argument } from './arguments.ts';
import { blockingName } from './blocking-names.ts';
import type { Rule } from './rule.ts';

/** `to_thread(f(x))`: the call runs here, and its result is handed over. */
export const functionCalledInsteadOfPassed: Rule = {
  name: 'function_called_instead_of_passed',
  check(model, report) {
    for (const call of model.of('call')) {
      const handed = handedToThread(call, model);
      if (handed?.kind !== 'call' || givesFunction(handed, model)) continue;
      if (model.typeOf(handed).kind !== 'coroutine') report(handed);
    }
  },
};

/** An `async def` where a plain function is needed: the thread makes a coroutine and nobody runs it. */
export const coroutineInExecutor: Rule = {
  name: 'coroutine_in_executor',
  check(model, report) {
    for (const call of model.of('call')) {
      const handed = handedToThread(call, model);
      if (handed !== null && givesCoroutine(handed, model)) report(call, { about: handed });
    }
  },
};

/** What a call gives to a thread or a process to run; null when it gives nothing to them. */
function handedToThread(call: Call, model: Model): Expression | null {
  const path = model.called(call) ?? '';
  if (path === 'asyncio.to_thread') return argument(call, 0, 'func');
  if (path === 'asyncio.loop.run_in_executor') return argument(call, 1, 'func');
  if (/^concurrent\.futures\.(?:Thread|Process)PoolExecutor\.(?:submit|map)$/u.test(path))
    return argument(call, 0, 'fn');
  if (/^(?:threading\.(?:Thread|Timer)|multiprocessing\.Process)$/u.test(path))
    return argument(call, 1, path.endsWith('Timer') ? 'function' : 'target');
  if (call.callee.kind === 'attribute' && call.callee.name === 'run_in_executor') return argument(call, 1, 'func');
  return null;
}

/** A function that gives a coroutine when it is called, or a coroutine. */
export function givesCoroutine(handed: Expression, model: Model): boolean {
  const type = model.typeOf(handed);
  if (type.kind === 'coroutine') return true;
  if (type.kind === 'functions') return type.of.every((one) => one.kind === 'function' && one.isAsync);
  if (type.kind !== 'function') return false;
  if (type.of.kind === 'function')
    return type.of.isAsync && !model.isGenerator(type.of) && type.of.decorators.length === 0;
  return model.typeOf(type.of.body).kind === 'coroutine';
}

/** `partial(f, x)`, or a function that makes one. */
function givesFunction(call: Call, model: Model): boolean {
  const path = model.called(call);
  if (path !== null && /partial|methodcaller|attrgetter|itemgetter/u.test(path)) return true;
  const target = model.target(call);
  if (target?.kind === 'function') {
    const returned = model
      .own(target)
      .flatMap((node) => (node.kind === 'return' && node.value !== null ? [node.value] : []));
    return returned.some(
      (one) =>
        ['function', 'functions', 'class'].includes(model.typeOf(one).kind) ||
        (model.pathOf(one) !== null && !isOfObject(one, model)) ||
        (one.kind === 'name' && model.typeOf(one).kind === 'unknown' && isInner(one.name, target, model)),
    );
  }
  if (target !== null || blockingName(call, model) !== null) return false;
  return (
    /^(?:make|build|create|get|wrap|bind|prepare|partial)/iu.test(lastName(call.callee)) ||
    /^[A-Z]/u.test(lastName(call.callee))
  );
}

/** `reply.text` is no function, for all that the model knows. */
const isOfObject = (one: Expression, model: Model) =>
  one.kind === 'attribute' && model.typeOf(one.object).kind === 'object';

const isInner = (name: string, target: NonNullable<ReturnType<Model['target']>>, model: Model) =>
  target.kind === 'function' && model.own(target).some((node) => node.kind === 'function' && node.name === name);

const lastName = (callee: Expression) => (callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '');
