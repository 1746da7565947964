import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { hasKey } from './arguments.ts';
import { blockingName } from './blocking-names.ts';
import { waits } from './entry.ts';
import { isHeavy } from './cpu-rules.ts';
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
  if (model.classOf(definition) !== null) return !isOwnMethod(definition, model);
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

/** A method that only the code itself calls, and always awaits; no base or other class has one of its name. */
function isOwnMethod(definition: FunctionDef, model: Model): boolean {
  const owner = model.classOf(definition);
  if (owner === null || owner.bases.length > 0 || owner.decorators.length > 0) return false;
  const namesakes = model.of('function').filter(({ name }) => name === definition.name);
  const isBase = model.of('class').some(({ bases }) => bases.some(({ value }) => model.textOf(value) === owner.name));
  const mentions = model.of('attribute').filter(({ name }) => name === definition.name);
  const isAwaited = mentions.every((one) => {
    const call = model.parent(one);
    return call?.kind === 'call' && model.parent(call)?.kind === 'await' && model.target(call) === definition;
  });
  return namesakes.length === 1 && !isBase && mentions.length > 0 && isAwaited;
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
  if (value.kind !== 'call' || model.called(value) !== 'asyncio.gather' || hasKey(value, 'return_exceptions'))
    return [];
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
