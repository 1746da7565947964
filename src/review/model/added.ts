import type { Expression } from '../syntax/expressions.ts';
import type { Facts } from './facts.ts';
import type { Type } from './type.ts';

type Container = Extract<Type, { readonly kind: 'plain' }> & { readonly of: 'list' | 'set' | 'dict' };

/** A list, a set or a dict that is made without saying what it holds. */
export function isOpenContainer(type: Type): type is Container {
  return type.kind === 'plain' && ['list', 'set', 'dict'].includes(type.of) && type.element.kind === 'unknown';
}

/** What is put into a container where it is mentioned: by `append` or `add`, or under a key. */
export function addedTo(mention: Expression, facts: Facts): readonly Expression[] {
  const above = facts.parent(mention);
  if (above?.kind === 'subscript' && above.object === mention) {
    const assign = facts.parent(above);
    const isTarget = assign?.kind === 'assign' && assign.operator === '=' && assign.targets.includes(above);
    return isTarget && assign.value !== null ? [assign.value] : [];
  }
  if (above?.kind !== 'attribute' || !['append', 'add'].includes(above.name)) return [];
  const call = facts.parent(above);
  return call?.kind === 'call' && call.callee === above ? call.args.slice(0, 1).map((argument) => argument.value) : [];
}
