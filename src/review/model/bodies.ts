import type { FunctionDef, Node } from '../syntax/tree.ts';
import type { Facts } from './facts.ts';

/** What belongs to a function itself, and not to functions in it. */
export function ownNodes(definition: FunctionDef, facts: Facts): readonly Node[] {
  return facts.inside(definition).filter((node) => facts.owner(node) === definition);
}

/** Whether there is a `yield` in it. */
export function isGenerator(definition: FunctionDef, facts: Facts): boolean {
  return ownNodes(definition, facts).some(({ kind }) => kind === 'yield');
}
