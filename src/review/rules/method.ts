import type { Call, Expression } from '../syntax/expressions.ts';
import type { Node } from '../syntax/tree.ts';

/** The object on which a method of such a name is called; null for any other node. */
export function objectOf(node: Node | null, method: RegExp): Expression | null {
  if (node?.kind !== 'call' || node.callee.kind !== 'attribute') return null;
  return method.test(node.callee.name) ? node.callee.object : null;
}

/** The call that a node is an argument of; null when it is none. */
export function callTaking(node: Node, parent: (node: Node) => Node | null): Call | null {
  const argument = parent(node);
  const call = argument?.kind === 'argument' ? parent(argument) : null;
  return call?.kind === 'call' ? call : null;
}
