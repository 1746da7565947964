import type { Model } from '../model/model.ts';
import type { Call } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import { awaitsAfter, waits } from './entry.ts';
import { taskCalls } from './task-calls.ts';

/** Tasks that functions make on behalf of an entry point, which waits for nothing after it has called them. */
export function startedBy(entries: ReadonlySet<FunctionDef>, model: Model): readonly Call[] {
  const calls = taskCalls(model).filter((call) => waitsForSomething(call, model));
  return calls.filter((call) => {
    const maker = model.owner(call);
    return (
      maker.kind === 'function' &&
      !entries.has(maker) &&
      isLeft(call, maker, model) &&
      endsAt(maker, { entries, model, seen: new Set() })
    );
  });
}

/** A task that is done in its first step is done before the loop ends. */
function waitsForSomething(call: Call, model: Model): boolean {
  const type = model.typeOf(call);
  return type.kind === 'task' && type.of !== null && model.own(type.of).some(waits);
}

/** The function that makes it does not wait for it. */
function isLeft(call: Call, maker: FunctionDef, model: Model): boolean {
  return !maker.isAsync || !awaitsAfter(call, maker, model);
}

interface Search {
  readonly entries: ReadonlySet<FunctionDef>;
  readonly model: Model;
  /** Functions that were asked about already; one that calls itself ends nowhere. */
  readonly seen: Set<FunctionDef>;
}

/** Every caller is an entry point, or ends at one in the same way, after which nothing is awaited any more. */
function endsAt(maker: FunctionDef, { entries, model, seen }: Search): boolean {
  if (seen.has(maker)) return false;
  seen.add(maker);
  const callers = model.callers(maker);
  return (
    callers.length > 0 &&
    callers.every((caller) => {
      const owner = model.owner(caller);
      if (owner.kind !== 'function' || (owner.isAsync && awaitsAfter(outermost(caller, model), owner, model)))
        return false;
      return entries.has(owner) || endsAt(owner, { entries, model, seen });
    })
  );
}

/** The await around the call belongs to it. */
function outermost(caller: Node, model: Model): Node {
  const parent = model.parent(caller);
  return parent?.kind === 'await' ? parent : caller;
}
