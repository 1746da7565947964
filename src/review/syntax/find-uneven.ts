import { blocksOf } from './blocks.ts';
import { childrenOf } from './children.ts';
import type { Module, Node, Statement } from './tree.ts';

/** The first statement that is not indented like the others of its block, which the parser forgives; null when all are even. */
export function findUneven(module: Module, code: string): Statement | null {
  const [first] = module.body.filter((one) => startsLine(one, code));
  if (first !== undefined && indentOf(first, code) !== '') return first;
  return unevenBelow(module, code);
}

function unevenBelow(node: Node, code: string): Statement | null {
  for (const block of blocksOf(node)) {
    const [first, ...rest] = block.filter((one) => startsLine(one, code));
    const wrong = rest.find((one) => first !== undefined && indentOf(one, code) !== indentOf(first, code));
    if (wrong !== undefined) return wrong;
  }
  for (const child of childrenOf(node)) {
    const wrong = unevenBelow(child, code);
    if (wrong !== null) return wrong;
  }
  return null;
}

const startsLine = (one: Statement, code: string) => /^[ \t]*$/u.test(lineBefore(one, code));

const indentOf = (one: Statement, code: string) => lineBefore(one, code);

function lineBefore({ start }: Statement, code: string): string {
  return code.slice(code.lastIndexOf('\n', start - 1) + 1, start);
}
