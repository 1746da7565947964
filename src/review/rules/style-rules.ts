import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Assign, FunctionDef, Node } from '../syntax/tree.ts';
import { blockingName } from './blocking-names.ts';
import { waits } from './entry.ts';
import { isHeavy } from './load-rules.ts';
import type { Rule } from './rule.ts';
import { useOf } from './use.ts';

/** An `async def` that never gives way, where nothing asks for one. */
export const asyncWithoutAwait: Rule = {
  name: 'async_without_await',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync || !isPlainWork(definition, model) || isExpected(definition, model)) continue;
      report(definition);
    }
  },
};

/** It does something, and none of it waits, blocks or hands out a coroutine. */
function isPlainWork(definition: FunctionDef, model: Model): boolean {
  const nodes = model.own(definition);
  if (nodes.some((node) => waits(node) || node.kind === 'yield' || node.kind === 'with') || isStub(definition))
    return false;
  return nodes.every((node) => {
    if (isHeavy(node, model)) return false;
    if (node.kind === 'name' || node.kind === 'attribute') return model.typeOf(node).kind !== 'coroutine';
    if (node.kind !== 'call') return node.kind !== 'broken';
    const type = model.typeOf(node).kind;
    const path = model.called(node) ?? '';
    return (
      type !== 'coroutine' &&
      type !== 'task' &&
      type !== 'future' &&
      blockingName(node, model) === null &&
      !path.startsWith('asyncio.')
    );
  });
}

function isStub({ body }: FunctionDef): boolean {
  return body.every(
    (one) =>
      one.kind === 'raise' ||
      (one.kind === 'simple' && one.word === 'pass') ||
      (one.kind === 'expression' && one.value.kind === 'constant') ||
      (one.kind === 'return' && (one.value === null || one.value.kind === 'constant')),
  );
}

/** Somebody else says that it must be asynchronous: a base class, a decorator, a framework, whoever it is passed to. */
function isExpected(definition: FunctionDef, model: Model): boolean {
  const { name, decorators, params } = definition;
  if (
    decorators.length > 0 ||
    /^(?:__|on_|handle|test|setup|teardown|main$|callback|async_)|(?:handler|callback|middleware|hook|listener)$/iu.test(
      name,
    )
  )
    return true;
  if (model.classOf(definition) !== null) return true;
  if (
    params.some(({ name: given }) =>
      /^(?:request|event|ctx|update|message|interaction|reader|websocket|ws)$/u.test(given),
    )
  )
    return true;
  const mentions = model.mentions(name, definition);
  if (mentions.some((one) => model.parent(one)?.kind !== 'call')) return true;
  const awaited = mentions.filter((one) => {
    const call = model.parent(one);
    return call !== null && model.parent(call)?.kind === 'await';
  });
  return model.owner(definition).kind !== 'module' || awaited.length < mentions.length;
}

/** The work is done, and its result is left behind: callers get None. */
export const resultNotReturned: Rule = {
  name: 'result_not_returned',
  check(model, report) {
    const wrong = new Set<FunctionDef>();
    for (const node of model.of('await'))
      for (const one of emptyResults(node.value, model)) if (isResultUsed(node, model)) wrong.add(one);
    for (const definition of wrong) if (hasResult(definition, model)) report(definition);
  },
};

/** The awaited functions that give nothing. */
function emptyResults(value: Expression, model: Model): readonly FunctionDef[] {
  const type = model.typeOf(value);
  if ((type.kind === 'coroutine' || type.kind === 'task') && type.of !== null)
    return type.result.kind === 'none' ? [type.of] : [];
  if (value.kind !== 'call' || model.called(value) !== 'asyncio.gather') return [];
  return value.args.flatMap((given) => {
    const inner = model.typeOf(given.value);
    const one = given.spread === '*' && inner.kind === 'plain' ? inner.element : inner;
    return (one.kind === 'coroutine' || one.kind === 'task') && one.of !== null && one.result.kind === 'none'
      ? [one.of]
      : [];
  });
}

function isResultUsed(node: Expression, model: Model): boolean {
  const use = useOf(node, model);
  if (use.kind === 'value') return true;
  if (use.kind !== 'stored') return false;
  return model
    .mentions(use.name.name, use.name)
    .some(
      (one) =>
        (one !== use.name &&
          model.given(one).some(({ at }) => at === model.statement(node)) &&
          useOf(one, model).kind === 'value') ||
        isReturned(one, model),
    );
}

const isReturned = (name: Node, model: Model) => model.parent(name)?.kind === 'return';

/** It ends with something worth returning. */
function hasResult(definition: FunctionDef, model: Model): boolean {
  if (definition.decorators.length > 0) return false;
  const returns = model.own(definition).some((node) => node.kind === 'return');
  const assigned = model
    .own(definition)
    .flatMap((node) => (node.kind === 'assign' && node.targets.every(({ kind }) => kind === 'name') ? [node] : []));
  const last = definition.body.at(-1);
  const isValue =
    last?.kind === 'expression' &&
    (last.value.kind === 'name' ||
      last.value.kind === 'operation' ||
      (last.value.kind === 'await' &&
        last.value.value.kind === 'call' &&
        /json|text|read|fetch|get/u.test(model.textOf(last.value.value.callee))));
  return !returns && (assigned.length > 0 || isValue);
}

/** A decorator for plain functions around a coroutine function: it sees the coroutine being made, not its work. */
export const syncDecoratorOnCoroutine: Rule = {
  name: 'sync_decorator_on_coroutine',
  check(model, report) {
    for (const definition of model.of('function')) {
      if (!definition.isAsync || model.isGenerator(definition)) continue;
      const wrong = definition.decorators.find((one) => isMadeForPlain(one, model));
      if (wrong !== undefined) report(wrong);
    }
    for (const assign of model.of('assign')) if (wrapsByHand(assign, model)) report(assign);
  },
};

/** `work = logged(work)` */
function wrapsByHand({ targets, value }: Assign, model: Model): boolean {
  const [target] = targets;
  const [given, ...others] = value?.kind === 'call' ? value.args : [];
  if (value?.kind !== 'call' || given === undefined || others.length > 0 || target?.kind !== 'name') return false;
  if (given.value.kind !== 'name' || given.value.name !== target.name) return false;
  const wrapped = model.of('function').filter(({ name }) => name === target.name);
  return wrapped.length === 1 && wrapped.every(({ isAsync }) => isAsync) && isMadeForPlain(value.callee, model);
}

function isMadeForPlain(decorator: Expression, model: Model): boolean {
  const type = model.typeOf(decorator.kind === 'call' ? decorator.callee : decorator);
  if (type.kind !== 'function' || type.of.kind !== 'function') return false;
  const outer = type.of;
  if (/iscoroutine|inspect|isawaitable/u.test(model.textOf(outer))) return false;
  const inner = model.of('function').filter((one) => model.ancestors(one).includes(outer));
  const wrappers = inner.filter((one) => !inner.some((other) => model.owner(other) === one));
  return wrappers.length > 0 && wrappers.every((one) => !one.isAsync && worksAround(one, model));
}

/** It does something after the call, or around it, as if the work were done by then. */
function worksAround(wrapper: FunctionDef, model: Model): boolean {
  const outer = model
    .ancestors(wrapper)
    .flatMap((one) => (one.kind === 'function' ? one.params.map(({ name }) => name) : []));
  const calls = model
    .own(wrapper)
    .flatMap((node) =>
      node.kind === 'call' && node.callee.kind === 'name' && outer.includes(node.callee.name) ? [node] : [],
    );
  return calls.some((call) => {
    if (model.parent(call)?.kind === 'await') return false;
    const isGuarded = model
      .ancestors(call)
      .some((node) => (node.kind === 'try' || node.kind === 'with') && model.owner(node) === wrapper);
    const goesOn = model.own(wrapper).some((node) => model.dominates(call, node) && node.kind === 'call');
    return isGuarded || goesOn;
  });
}
