import type { Customer } from './simulate.ts';

/** Numbers between 0 and 1, the same for the same seed. */
export function chanceFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An exponentially distributed time with that mean. */
export const exponential = (chance: () => number, mean: number): number => -mean * Math.log(1 - chance());

/** So many who come by chance at a rate, each taking what `takes` says. */
export function* comeByChance(
  { count, rate, chance }: { readonly count: number; readonly rate: number; readonly chance: () => number },
  takes: (chance: () => number) => number,
): Generator<Customer> {
  let at = 0;
  for (let nth = 0; nth < count; nth += 1) {
    at += exponential(chance, 1 / rate);
    yield { at, takes: takes(chance) };
  }
}
