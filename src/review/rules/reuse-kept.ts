import { isTransparent, wrapperOf } from '../model/decorators.ts';
import type { Model } from '../model/model.ts';
import type { Expression, Subscript } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import type { Report } from './rule.ts';

interface Context {
  readonly model: Model;
  readonly report: Report;
}

/** Coroutines that are kept to be awaited more than once: by the object, or in a dict for whoever asks next. */
export function checkKept({ model, report }: Context): void {
  for (const node of model.of('attribute')) if (isAwaitedAnew(node, model)) report(node);
  for (const assign of model.of('assign')) {
    const [target] = assign.targets;
    if (target?.kind === 'subscript' && isCoroutine(assign.value, model) && isCache(target, model)) report(assign);
  }
  for (const definition of model.of('function')) {
    const decorator = definition.isAsync ? definition.decorators.find((one) => remembers(one, model)) : undefined;
    if (decorator !== undefined) report(decorator);
  }
}

const isCoroutine = (value: Expression | null, model: Model) =>
  value !== null && model.typeOf(value).kind === 'coroutine';

/** `await self.job` in a method that is called twice; `__init__` made it, once. */
function isAwaitedAnew(node: Extract<Node, { readonly kind: 'attribute' }>, model: Model): boolean {
  const owner = model.owner(node);
  if (model.parent(node)?.kind !== 'await' || owner.kind !== 'function' || !isCoroutine(node, model)) return false;
  if (node.object.kind !== 'name' || node.object.name !== 'self') return false;
  const definition = model.classOf(owner);
  const gives = model.of('assign').filter((one) => one.targets.some((target) => isSame(target, node, model)));
  const isMadeOnce = gives.every((one) => {
    const maker = model.owner(one);
    return maker.kind === 'function' && maker.name === '__init__' && model.classOf(maker) === definition;
  });
  return isMadeOnce && isCalledAgain(owner, model);
}

const isSame = (one: Node, other: Node, model: Model) =>
  one.kind === 'attribute' && model.textOf(one) === model.textOf(other);

/** In a loop, or twice on the same object, one after the other. */
function isCalledAgain(definition: FunctionDef, model: Model): boolean {
  const calls = model.callers(definition).flatMap((one) => (one.kind === 'call' ? [one] : []));
  const objects = calls.map(({ callee }) => (callee.kind === 'attribute' ? model.textOf(callee.object) : ''));
  return calls.some(
    (call, index) =>
      objects.some(
        (object, other) => other > index && object === objects[index] && sameOwner(call, calls[other], model),
      ) ||
      model.ancestors(call).some((one) => one.kind === 'for' || one.kind === 'while' || one.kind === 'comprehension'),
  );
}

const sameOwner = (one: Node, other: Node | undefined, model: Model) =>
  other !== undefined && model.owner(one) === model.owner(other);

/** `if key not in cache: cache[key] = f(key)`, and `cache[key]` is what whoever asks gets. */
function isCache(target: Subscript, model: Model): boolean {
  const cache = model.textOf(target.object);
  const question = model.ancestors(target).find((one) => one.kind === 'if');
  const asks = question?.kind === 'if' && new RegExp(`not in ${escape(cache)}$`, 'u').test(model.textOf(question.test));
  return asks && model.of('subscript').some((one) => one !== target && isHandedOut(one, cache, model));
}

function isHandedOut(one: Subscript, cache: string, model: Model): boolean {
  const parent = model.parent(one)?.kind;
  return model.textOf(one.object) === cache && (parent === 'await' || parent === 'return');
}

const escape = (text: string) => text.replaceAll(/[^\w]/gu, '\\$&');

/** A decorator of the code that keeps what a call gave, and gives it again. */
function remembers(decorator: Expression, model: Model): boolean {
  const wrapper = wrapperOf(decorator, model, model.typeOf);
  if (wrapper === null || wrapper.isAsync || !isTransparent(wrapper, model.typeOf)) return false;
  return model.own(wrapper).some((node) => {
    const [target] = node.kind === 'assign' ? node.targets : [];
    if (node.kind !== 'assign' || target?.kind !== 'subscript' || node.value?.kind !== 'call') return false;
    return isCallOfParameter(node.value.callee, wrapper, model) && isCache(target, model);
  });
}

function isCallOfParameter(callee: Expression, wrapper: FunctionDef, model: Model): boolean {
  if (callee.kind !== 'name') return false;
  const home = model.scopes.home(callee.name, callee);
  return home?.kind === 'function' && home !== wrapper && home.params.some(({ name }) => name === callee.name);
}
