import type { Attribute, Call, Lambda } from '../syntax/expressions.ts';
import type { FunctionDef, Node } from '../syntax/tree.ts';
import type { Facts, Owner } from './facts.ts';

interface Calls {
  readonly target: (call: Call) => FunctionDef | Lambda | null;
  /** The method behind an attribute that is a property. */
  readonly getter: (attribute: Attribute) => FunctionDef | null;
  readonly own: (definition: FunctionDef) => readonly Node[];
}

/** Functions that the event loop runs in its own thread: coroutines, and what they call. Functions handed to threads are not called here. */
export function findOnLoop(facts: Facts, { target, getter, own }: Calls): ReadonlySet<Owner> {
  const found = new Set<Owner>(facts.of('function').filter(({ isAsync }) => isAsync));
  for (const owner of found) {
    if (owner.kind !== 'function') continue;
    for (const node of own(owner)) {
      const called = node.kind === 'call' ? target(node) : node.kind === 'attribute' ? getter(node) : null;
      if (called !== null) found.add(called);
    }
  }
  return found;
}
