import type { Model } from '../model/model.ts';
import type { Argument, Call, Expression } from '../syntax/expressions.ts';
import { soleValue } from './sole-value.ts';

/** The argument at a place (from 0) or of a name; null when it is not given, or when a `*` before it hides it. */
export function argument(call: Call, place: number, key = ''): Expression | null {
  const named = call.args.find((one) => one.key !== null && one.key === key);
  if (named !== undefined) return named.value;
  const before = call.args.slice(0, place + 1);
  const found = positional(call)[place];
  return found === undefined || before.some(({ spread }) => spread !== '') ? null : found.value;
}

/** Arguments without a name, in order. */
export function positional(call: Call): readonly Argument[] {
  return call.args.filter(({ key, spread }) => key === null && spread !== '**');
}

/** Whether an argument of that name is given, or may be by `**`. */
export function hasKey(call: Call, key: string): boolean {
  return call.args.some((one) => one.key === key || one.spread === '**');
}

/** The argument of that name is the constant True. */
export function isTrue(call: Call, key: string): boolean {
  const value = call.args.find((one) => one.key === key)?.value;
  return value?.kind === 'constant' && value.of === 'true';
}

/** What a call gets under a name, also out of the dict that stands behind `**`. */
export function namedValue(call: Call, key: string, model: Model): Expression | null {
  for (const { key: own, spread, value } of call.args) {
    if (own === key) return value;
    const options = spread !== '**' ? null : value.kind === 'name' ? soleValue(value, model) : value;
    const found = options?.kind === 'collection' ? options.items.find((item) => isPairOf(item, key, model)) : undefined;
    if (found?.kind === 'pair') return found.value;
  }
  return null;
}

const isPairOf = (item: Expression, key: string, model: Model) =>
  item.kind === 'pair' && model.textOf(item.key).slice(1, -1) === key;
