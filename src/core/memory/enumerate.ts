import type { Say } from '../words.ts';

/** Things one after another, as the learner's language tells them apart; empty when there are none. */
export function enumerate(things: readonly string[], say: Say): string {
  const [first = '', ...others] = things;
  return others.reduce((one, other) => say('memory.and', { one, other }), first);
}
