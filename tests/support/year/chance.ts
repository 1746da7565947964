import { seededRandom } from '../seeded-random.ts';

/** Choices that depend on nothing but their names: with fewer people or days, those that are left choose the same. */
export interface Chance {
  readonly unit: () => number;
  /** A whole number from 0 to below a bound. */
  readonly below: (bound: number) => number;
  readonly happens: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** The stream of choices of that name. */
export function chanceOf(...names: readonly (string | number)[]): Chance {
  const unit = seededRandom(hashOf(names.join('/')));
  const below = (bound: number) => Math.floor(unit() * bound);
  return {
    unit,
    below,
    happens: (probability) => unit() < probability,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('expected something to choose from');
      return item;
    },
  };
}

/** Fowler, Noll and Vo's. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
