import { quote } from '../inline.ts';

/** The value at a key of what may be an object. */
export function field(raw: unknown, key: string): unknown {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, key) ? Reflect.get(raw, key) : undefined;
}

/** At most `most` items of what may be an array. */
export function items(raw: unknown, most: number): readonly unknown[] {
  return Array.isArray(raw) ? raw.slice(0, most) : [];
}

/** A whole number from 0 to `most`, what is beyond brought inside; null for what is no number. */
export function whole(raw: unknown, most: number): number | null {
  return typeof raw === 'number' && !Number.isNaN(raw) ? Math.round(Math.min(Math.max(raw, 0), most)) : null;
}

/** A line of the program, counted from 1. */
export function lineNumber(raw: unknown): number | null {
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw > 0 && raw <= 9_999_999 ? raw : null;
}

/** Text on one line that shows as what it is: no control characters, nothing that turns the writing direction. */
export function name(raw: unknown): string | null {
  if (typeof raw !== 'string') return null;
  const shown = quote(raw.slice(0, 200).replace(/\p{Cn}/gu, ''), mostNameCharacters);
  return shown === '' ? null : shown;
}

const mostNameCharacters = 48;

/** One of the words we know. */
export function oneOf<Word extends string>(raw: unknown, words: readonly Word[]): Word | null {
  return words.find((word) => word === raw) ?? null;
}

/** What `read` makes of each, without those it can make nothing of. */
export function readEach<Value>(raws: readonly unknown[], read: (raw: unknown) => Value | null): readonly Value[] {
  return raws.flatMap((raw) => {
    const value = read(raw);
    return value === null ? [] : [value];
  });
}
