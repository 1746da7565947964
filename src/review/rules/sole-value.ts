import type { Model } from '../model/model.ts';
import type { Expression, Name } from '../syntax/expressions.ts';

/** What a name stands for when it can be one thing only, given to it as a whole; null otherwise. */
export function soleValue(name: Name, model: Model): Expression | null {
  const [given, ...others] = model.given(name);
  if (given?.kind !== 'value' || others.length > 0 || given.path.length > 0) return null;
  return given.value;
}
