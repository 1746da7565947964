import type { Node, Statement } from './tree.ts';

/** The lists of statements right below a node. */
export function blocksOf(node: Node): readonly (readonly Statement[])[] {
  const own = 'body' in node && Array.isArray(node.body) ? [node.body] : [];
  const otherwise = 'otherwise' in node ? [node.otherwise] : [];
  const final = 'final' in node ? [node.final] : [];
  return [...own, ...otherwise, ...final];
}
