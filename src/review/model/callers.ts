import type { Lambda } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';

/** Answers which nodes run a function at once; worked out when it is first asked. */
export function createCallers(
  facts: Facts,
  reached: (node: Node) => readonly (FunctionDef | Lambda)[],
): (definition: FunctionDef) => readonly Node[] {
  let known: ReadonlyMap<FunctionDef | Lambda, readonly Node[]> | null = null;
  return (definition) => {
    known ??= invert(
      [...facts.of('call'), ...facts.of('attribute'), ...facts.of('subscript'), ...facts.of('with')],
      reached,
    );
    return known.get(definition) ?? [];
  };
}

function invert<Key>(
  nodes: readonly Node[],
  reached: (node: Node) => readonly Key[],
): ReadonlyMap<Key, readonly Node[]> {
  const callers = new Map<Key, Node[]>();
  for (const node of nodes) for (const one of reached(node)) callers.set(one, [...(callers.get(one) ?? []), node]);
  return callers;
}
