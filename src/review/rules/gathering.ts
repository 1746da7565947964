import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import { isTrue, positional } from './arguments.ts';
import { callTaking, objectOf } from './method.ts';
import type { Rule } from './rule.ts';

const gathers = (model: Model) => model.of('call').filter((call) => model.called(call) === 'asyncio.gather');

/** `gather([a(), b()])`: the star is missing. */
export const gatherListNotUnpacked: Rule = {
  name: 'gather_list_not_unpacked',
  check(model, report) {
    for (const call of gathers(model)) {
      const [only, ...others] = positional(call);
      if (only === undefined || others.length > 0 || only.spread !== '') continue;
      if (model.typeOf(only.value).kind === 'plain') report(call, { about: only });
    }
  },
};

/** `gather(await a(), await b())`: they have run, one after the other, before gather is called. */
export const gatherArgsAwaited: Rule = {
  name: 'gather_args_awaited',
  check(model, report) {
    for (const call of gathers(model)) {
      const awaited = positional(call).some(
        ({ value }) => value.kind === 'await' || (value.kind === 'comprehension' && value.element.kind === 'await'),
      );
      if (awaited) report(call, { about: call.callee });
    }
  },
};

/** A gathered coroutine raises, nothing catches it, and the results of the others are lost. */
export const gatherNoErrorHandling: Rule = {
  name: 'gather_no_error_handling',
  check(model, report) {
    for (const call of gathers(model)) {
      if (call.args.some(({ key }) => key === 'return_exceptions') || isGuarded(call, model)) continue;
      if (gathered(call, model).some((one) => raises(one, model))) report(call, { about: call.callee });
    }
  },
};

/** The functions whose coroutines are gathered. */
function gathered(call: Call, model: Model): readonly FunctionDef[] {
  return positional(call).flatMap(({ value, spread }) => {
    const type = model.typeOf(value);
    const one = spread === '*' && type.kind === 'plain' ? type.element : type;
    return (one.kind === 'coroutine' || one.kind === 'task') && one.of !== null ? [one.of] : [];
  });
}

function isGuarded(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  return model.ancestors(call).some((node) => node.kind === 'try' && model.owner(node) === owner);
}

/** On purpose, and not caught in the same function. */
export function raises(definition: FunctionDef, model: Model): boolean {
  return model.own(definition).some((node) => {
    const throws = (node.kind === 'raise' && node.value !== null) || objectOf(node, /^raise_for_status$/u) !== null;
    return throws && !model.ancestors(node).some((one) => one.kind === 'try' || one.kind === 'handler');
  });
}

/** `return_exceptions=True`, and nobody looks whether there are any. */
export const gatherExceptionsIgnored: Rule = {
  name: 'gather_exceptions_ignored',
  check(model, report) {
    for (const call of gathers(model)) {
      if (!isTrue(call, 'return_exceptions')) continue;
      const awaited = model.parent(call);
      const use = awaited?.kind === 'await' ? model.parent(awaited)?.kind : undefined;
      const isIgnored =
        use === 'expression'
          ? !isCleanup(call, model)
          : (use === 'assign' || use === 'for') && !looksAtErrors(call, model);
      if (isIgnored) report(call, { about: call.callee });
    }
  },
};

/** Tasks that were cancelled are waited for like that. */
function isCleanup(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  if (
    model
      .ancestors(call)
      .some((node) => node.kind === 'try' && node.final.some((one) => one.start <= call.start && call.end <= one.end))
  )
    return true;
  if (owner.kind === 'function' && /close|stop|shut|clean|exit|cancel/iu.test(owner.name)) return true;
  return model
    .of('call')
    .some(
      (other) =>
        other.callee.kind === 'attribute' &&
        /^(?:cancel|close|aclose)$/u.test(other.callee.name) &&
        model.owner(other) === owner,
    );
}

/** The results are looked at with `isinstance` and the like, or go to somebody else who may. */
function looksAtErrors(call: Call, model: Model): boolean {
  const owner = model.owner(call);
  const statement = model.statement(call);
  const later = (node: { readonly start: number }) => node.start > (statement?.start ?? 0);
  const looks = model
    .of('call')
    .some(
      (other) => model.owner(other) === owner && /^builtins\.(?:isinstance|type)$/u.test(model.called(other) ?? ''),
    );
  const matches = model.of('match').some((node) => model.owner(node) === owner);
  if (
    looks ||
    matches ||
    model.of('call').some((other) => later(other) && /is_?(?:error|exc|fail)/iu.test(model.textOf(other.callee)))
  )
    return true;
  const names = statement?.kind === 'assign' ? statement.targets.flatMap(namesIn) : [];
  return names.some((name) => model.mentions(name.name, name).some((one) => one !== name && escapes(one, model)));
}

type Target = Parameters<Model['typeOf']>[0];

function namesIn(target: Target): readonly Extract<Target, { readonly kind: 'name' }>[] {
  if (target.kind === 'name') return [target];
  return target.kind === 'collection'
    ? target.items.flatMap(namesIn)
    : target.kind === 'starred'
      ? namesIn(target.value)
      : [];
}

function escapes(name: Target, model: Model): boolean {
  const parent = model.parent(name);
  if (parent?.kind === 'return' || parent?.kind === 'pair') return true;
  const call = callTaking(name, model.parent);
  const path = call === null ? null : model.called(call);
  return call !== null && !/^builtins\.(?:print|len|sum|sorted|list|zip|enumerate|max|min)$/u.test(path ?? '');
}
