import type { Argument, Call, Expression } from '../syntax/expressions.ts';
import type { ClassDef, FunctionDef } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';

/** Answers what reaches a parameter in the same code: from callers, by way of a thread or a callback, or from `@`. */
export function createArguments(
  facts: Facts,
  typeOf: (expression: Expression) => Type,
): (owner: FunctionDef, name: string) => readonly Type[] {
  const direct = Map.groupBy(facts.of('call'), ({ callee }) => nameOf(callee));
  const handed = Map.groupBy(facts.of('call').flatMap(handedOver), ({ given }) => nameOf(given));
  const isOwner = (expression: Expression, owner: FunctionDef, maker: ClassDef | null) => {
    const type = typeOf(expression);
    return type.kind === 'class' ? type.of === maker : type.kind === 'function' && type.of === owner;
  };
  const decorated = createDecorated(facts, typeOf);
  return (owner, name) => {
    const index = owner.params.findIndex((parameter) => parameter.name === name);
    const definition = facts.classOf(owner);
    const place = index - (definition === null ? 0 : 1);
    const maker = owner.name === '__init__' ? definition : null;
    const known = maker === null ? owner.name : maker.name;
    const calls = (direct.get(known) ?? []).filter(({ callee }) => isOwner(callee, owner, maker));
    const threads = (handed.get(owner.name) ?? []).filter(({ given }) => isOwner(given, owner, null));
    return [
      ...calls.flatMap(({ args }) => passed(args, name, place)).map(typeOf),
      ...threads.flatMap(({ rest }) => rest.slice(place, place + 1)).map(typeOf),
      ...(index === 0 && definition === null ? decorated(owner) : []),
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

/** Where the function stands among the arguments of calls that hand arguments on to it. */
const handers: Readonly<Record<string, number>> = {
  to_thread: 0,
  submit: 0,
  run_in_executor: 1,
  call_soon: 0,
  call_soon_threadsafe: 0,
  call_later: 1,
  call_at: 1,
  partial: 0,
};

/** `to_thread(f, a)`, `run_in_executor(None, f, a)`, `Thread(target=f, args=(a,))`. */
function handedOver({ callee, args }: Call): readonly Handed[] {
  const values = args.filter(({ key, spread }) => key === null && spread === '').map(({ value }) => value);
  const place = handers[nameOf(callee)];
  const given = place === undefined ? undefined : values[place];
  if (place !== undefined && given !== undefined) return [{ given, rest: values.slice(place + 1) }];
  const target = args.find(({ key }) => key === 'target');
  const tuple = args.find(({ key }) => key === 'args');
  if (target === undefined || tuple?.value.kind !== 'collection') return [];
  return [{ given: target.value, rest: tuple.value.items }];
}

/** The functions that stand under `@owner`, or under `@around(...)` where the owner is the inner function. */
function createDecorated(
  facts: Facts,
  typeOf: (expression: Expression) => Type,
): (owner: FunctionDef) => readonly Type[] {
  const uses = facts
    .of('function')
    .flatMap((definition) => definition.decorators.slice(-1).map((decorator) => ({ definition, decorator })));
  return (owner) => {
    const outer = facts.owner(owner);
    return uses.flatMap(({ definition, decorator }): readonly Type[] => {
      const isMade = decorator.kind === 'call';
      if (nameOf(isMade ? decorator.callee : decorator) !== (isMade ? nameOfOwner(outer) : owner.name)) return [];
      const type = typeOf(isMade ? decorator.callee : decorator);
      const isFor = type.kind === 'function' && type.of === (isMade ? outer : owner);
      return isFor ? [{ kind: 'function', of: definition }] : [];
    });
  };
}

const nameOfOwner = (owner: ReturnType<Facts['owner']>) => (owner.kind === 'function' ? owner.name : null);
