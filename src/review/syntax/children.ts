import type { Node } from './tree.ts';

/** The nodes right below one, in the order in which they are written. */
export function childrenOf(node: Node): readonly Node[] {
  const found: Node[] = [];
  for (const value of Object.values(node)) collect(value, found);
  return found;
}

function collect(value: unknown, found: Node[]): void {
  if (isNode(value)) found.push(value);
  else if (Array.isArray(value)) for (const one of value) if (isNode(one)) found.push(one);
}

/** Nothing but nodes has a kind in these trees. */
function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
