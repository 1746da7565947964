import type { Call, Lambda } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import type { Facts, Owner } from './facts.ts';

interface Calls {
  /** The functions that a node runs at once. */
  readonly reached: (node: Node) => readonly (FunctionDef | Lambda)[];
  /** The functions that a call gives to the loop to run. */
  readonly callbacks: (call: Call) => readonly (FunctionDef | Lambda)[];
  readonly own: (definition: FunctionDef) => readonly Node[];
}

/** Functions that the event loop runs in its own thread: coroutines, callbacks, and what they call. Functions handed to threads are not called here. */
export function findOnLoop(facts: Facts, { reached, callbacks, own }: Calls): ReadonlySet<Owner> {
  const found = new Set<Owner>(facts.of('function').filter(({ isAsync }) => isAsync));
  for (const call of facts.of('call')) for (const callback of callbacks(call)) found.add(callback);
  for (const owner of found) {
    if (owner.kind === 'module') continue;
    const nodes = owner.kind === 'lambda' ? facts.within(owner.body) : own(owner);
    for (const node of nodes) for (const called of reached(node)) found.add(called);
  }
  return found;
}
