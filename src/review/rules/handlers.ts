import type { Model } from '../model/model.ts';
import type { Expression } from '../syntax/expressions.ts';
import type { Handler, Statement } from '../syntax/tree.ts';
import { waits } from './entry.ts';

/** Something in the statement is waited for. */
export const mayWait = (one: Statement, model: Model): boolean => model.within(one).some(waits);

/** What a handler catches, one by one; none for a bare `except:`. */
export function typesOf({ type }: Handler): readonly Expression[] {
  if (type === null) return [];
  return type.kind === 'collection' ? type.items : [type];
}
