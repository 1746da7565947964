/** Fisher and Yates's shuffle on the numbers of a seed. */
export function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const next = numbersFrom(seed);
  const left = [...items];
  const shuffled: Item[] = [];
  while (left.length > 0) shuffled.push(...left.splice(next(left.length), 1));
  return shuffled;
}

/** Whole numbers below a bound, drawn from a seed: xorshift32 (Marsaglia 2003), its state spread by Knuth's multiplier. */
export function numbersFrom(seed: number): (bound: number) => number {
  let state = Math.imul(seed ^ 0x5bd1e995, 2_654_435_761) || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 0x1_0000_0000) * bound);
  };
}
