import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';
import type { Rule } from './rule.ts';

/** `await`, `async with` or `async for` where there is no `async def` around it. */
export const awaitOutsideAsync: Rule = {
  name: 'await_outside_async',
  check(model, report) {
    const told = new Set<Node>();
    const places = [
      ...model.of('await'),
      ...[...model.of('with'), ...model.of('for'), ...model.of('for-clause')].filter(({ isAsync }) => isAsync),
    ];
    for (const node of places.toSorted((one, other) => one.start - other.start)) {
      const owner = model.owner(node);
      if (owner.kind === 'function' ? owner.isAsync : model.isFragment || isLazy(node, model)) continue;
      if (owner.kind === 'module' && model.ancestors(node).some((one) => one.kind === 'class')) continue;
      if (told.has(owner) && owner.kind === 'function') continue;
      told.add(owner);
      report(node, { about: node });
    }
  },
};

/** A generator expression may await: it becomes an asynchronous one. */
function isLazy(node: Node, model: Model): boolean {
  return model.ancestors(node).some((one) => one.kind === 'comprehension' && one.of === 'generator');
}

/** `await` on what cannot be awaited. */
export const awaitNonAwaitable: Rule = {
  name: 'await_non_awaitable',
  check(model, report) {
    for (const node of model.of('await')) if (isCertainlyNot(node.value, model)) report(node, { about: node.value });
  },
};

function isCertainlyNot(value: Expression, model: Model): boolean {
  const type = model.typeOf(value);
  switch (type.kind) {
    case 'none':
    case 'plain':
    case 'async-generator':
    case 'function':
      return true;
    case 'class':
    case 'instance':
      return isPlainInstance(type.of);
    case 'object':
      return notAwaitable.test(type.path);
    case 'library':
      return value.kind === 'attribute' && calledWithout.test(type.path);
    default:
      return value.kind === 'call' && taskMethods.test(model.called(value) ?? '');
  }
}

/** They answer at once. */
const taskMethods = /^asyncio\.Task\.(?:result|exception|cancel|done|cancelled|add_done_callback)$/u;

function isPlainInstance({
  body,
  bases,
}: Extract<ReturnType<Model['typeOf']>, { readonly kind: 'instance' }>['of']): boolean {
  return bases.length === 0 && !body.some((one) => one.kind === 'function' && one.name === '__await__');
}

const notAwaitable =
  /^(?:concurrent\.futures\.|threading\.|queue\.|subprocess\.|requests\.|asyncio\.(?:Queue|Lock|Semaphore|Event|TaskGroup|timeout|run_coroutine_threadsafe)|builtins\.open|sqlite3\.)/u;

/** `await asyncio.sleep`, `await response.json`: the brackets are missing. */
const calledWithout =
  /^(?:asyncio\.(?:sleep|gather|wait_for|Queue\.(?:get|join)|Event\.wait|Lock\.acquire)|aiohttp\.ClientResponse\.(?:json|text|read))$/u;

/** `yield from` in an `async def`. */
export const yieldFromInAsync: Rule = {
  name: 'yield_from_in_async',
  check(model, report) {
    for (const node of model.of('yield')) {
      const owner = model.owner(node);
      if (node.from && owner.kind === 'function' && owner.isAsync) report(node);
    }
  },
};
