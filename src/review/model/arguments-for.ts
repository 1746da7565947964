import type { Argument, Call, Expression } from '../syntax/expressions.ts';
import type { FunctionDef } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';

/** Answers what callers in the same code pass for a parameter, also by way of a thread. */
export function createArguments(
  facts: Facts,
  typeOf: (expression: Expression) => Type,
): (owner: FunctionDef, name: string) => readonly Expression[] {
  const direct = Map.groupBy(facts.of('call'), ({ callee }) => nameOf(callee));
  const handed = Map.groupBy(facts.of('call').flatMap(handedOver), ({ given }) => nameOf(given));
  const isOwner = (expression: Expression, owner: FunctionDef) => {
    const type = typeOf(expression);
    return type.kind === 'function' && type.of === owner;
  };
  return (owner, name) => {
    const index = owner.params.findIndex((parameter) => parameter.name === name);
    const place = index - (facts.classOf(owner) === null ? 0 : 1);
    const calls = (direct.get(owner.name) ?? []).filter(({ callee }) => isOwner(callee, owner));
    const threads = (handed.get(owner.name) ?? []).filter(({ given }) => isOwner(given, owner));
    return [
      ...calls.flatMap(({ args }) => passed(args, name, place)),
      ...threads.flatMap(({ rest }) => rest.slice(place, place + 1)),
    ];
  };
}

const nameOf = (expression: Expression) =>
  expression.kind === 'name' || expression.kind === 'attribute' ? expression.name : '';

function passed(args: readonly Argument[], name: string, place: number): readonly Expression[] {
  const found = args.find(({ key }) => key === name) ?? args.filter(({ key }) => key === null)[place];
  return found === undefined || found.spread !== '' ? [] : [found.value];
}

interface Handed {
  readonly given: Expression;
  readonly rest: readonly Expression[];
}

/** `to_thread(f, a)`, `run_in_executor(None, f, a)`, `Thread(target=f, args=(a,))`. */
function handedOver({ callee, args }: Call): readonly Handed[] {
  const values = args.filter(({ key, spread }) => key === null && spread === '').map(({ value }) => value);
  const places: Readonly<Record<string, number>> = { to_thread: 0, submit: 0, run_in_executor: 1 };
  const place = places[nameOf(callee)];
  const given = place === undefined ? undefined : values[place];
  if (place !== undefined && given !== undefined) return [{ given, rest: values.slice(place + 1) }];
  const target = args.find(({ key }) => key === 'target');
  const tuple = args.find(({ key }) => key === 'args');
  if (target === undefined || tuple?.value.kind !== 'collection') return [];
  return [{ given: target.value, rest: tuple.value.items }];
}
