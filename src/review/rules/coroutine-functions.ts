import { elementOf } from '../model/carriers.ts';
import type { Model } from '../model/model.ts';
import type { Type } from '../model/type.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { positional } from './arguments.ts';
import type { Report, Rule } from './rule.ts';

/** `asyncio.run(main)`: the function instead of the coroutine that calling it gives. */
export const coroutineFunctionNotCalled: Rule = {
  name: 'coroutine_function_not_called',
  check(model, report) {
    for (const call of model.of('call')) {
      const places = takers[model.called(call) ?? ''];
      if (places === undefined) continue;
      const given = positional(call).slice(0, places);
      for (const { value, spread } of given) {
        if (spread === '' && isCoroutineFunction(model.typeOf(value), model)) report(value, fixFor(value, model));
        if (spread === '*' && isCoroutineFunction(elementOf(model.typeOf(value)), model)) report(value);
      }
    }
  },
};

/** Where coroutines are taken, and how many arguments are. */
const takers: Readonly<Record<string, number>> = {
  'asyncio.run': 1,
  'asyncio.create_task': 1,
  'asyncio.ensure_future': 1,
  'asyncio.wait_for': 1,
  'asyncio.shield': 1,
  'asyncio.gather': Infinity,
  'asyncio.loop.create_task': 1,
  'asyncio.loop.run_until_complete': 1,
  'asyncio.TaskGroup.create_task': 1,
  'asyncio.Runner.run': 1,
  'asyncio.run_coroutine_threadsafe': 1,
};

function isCoroutineFunction(type: Type, model: Model): boolean {
  const functions = type.kind === 'functions' ? type.of : type.kind === 'function' ? [type.of] : [];
  return (
    functions.length > 0 && functions.every((one) => one.kind === 'function' && one.isAsync && !model.isGenerator(one))
  );
}

function fixFor(value: Expression, model: Model): { readonly fix?: string } {
  const type = model.typeOf(value);
  const needsNothing =
    type.kind === 'function' && type.of.kind === 'function' && parametersNeeded(type.of, model) === 0;
  return needsNothing ? { fix: `${model.textOf(value)}()` } : {};
}

function parametersNeeded(definition: FunctionDef, model: Model): number {
  const needed = definition.params.filter(({ value, spread }) => value === null && spread === '').length;
  return needed - (model.classOf(definition) === null ? 0 : 1);
}

/** Special methods that Python calls without awaiting. */
export const asyncInit: Rule = {
  name: 'async_init',
  check(model, report) {
    for (const definition of model.of('function'))
      if (definition.isAsync && model.classOf(definition) !== null && mustBePlain.test(definition.name))
        report(definition, { about: definition });
  },
};

const mustBePlain =
  /^__(?:init|new|del|str|repr|len|eq|hash|iter|next|enter|exit|getitem|setitem|contains|bool|getattr|post_init|lt|gt|add|await|init_subclass|set_name|delitem|int|float|bytes|format)__$/u;

/** `async __aiter__`, or an `__anext__` that ends with StopIteration or never. */
export const badAsyncIteratorProtocol: Rule = {
  name: 'bad_async_iterator_protocol',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (model.classOf(definition) === null) continue;
      if (definition.name === '__aiter__' && definition.isAsync && !model.isGenerator(definition)) report(definition);
      if (definition.name === '__anext__') checkNext(definition, model, report);
    }
  },
};

function checkNext(definition: FunctionDef, model: Model, report: Report): void {
  const nodes = model.own(definition);
  if (!definition.isAsync && !nodes.some((node) => node.kind === 'return' && node.value !== null)) report(definition);
  for (const node of nodes) if (node.kind === 'call' && isBareNext(node, model)) report(node);
  for (const node of nodes)
    if (node.kind === 'raise' && node.value !== null && isStopIteration(node.value, model)) report(node);
}

/** `next(it)` raises StopIteration at the end, which becomes a RuntimeError here. */
function isBareNext(call: Extract<Node, { readonly kind: 'call' }>, model: Model): boolean {
  if (model.called(call) !== 'builtins.next' || call.args.length !== 1) return false;
  const attempt = model.ancestors(call).find((one) => one.kind === 'try' || one.kind === 'function');
  return attempt?.kind === 'function';
}

function isStopIteration(value: Expression, model: Model): boolean {
  return model.pathOf(value.kind === 'call' ? value.callee : value) === 'builtins.StopIteration';
}
