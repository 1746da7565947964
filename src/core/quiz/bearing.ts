import type { MisconceptionId } from '../ids.ts';
import { carriedBy } from '../memory/held-beliefs.ts';
import type { Question } from './question.ts';
import { mistakeBehind } from './question.ts';

/** What an answer says of beliefs. */
export interface Bearing {
  /** They show in it. */
  readonly held: readonly MisconceptionId[];
  /** The question tempted with them, in vain. */
  readonly refuted: readonly MisconceptionId[];
}

/**
 * A right answer speaks against every belief that the question, as it was drawn, tempts with. A wrong one speaks for those
 * that were picked and says nothing of the others: who fell into one trap may have walked past the next without seeing it.
 */
export function bearingOf(question: Question, given: readonly string[], correct: boolean): Bearing {
  if (correct) return { held: [], refuted: unique(carriedBy(question)) };
  return { held: unique(shown(question, given)), refuted: [] };
}

function shown(question: Question, given: readonly string[]): readonly (MisconceptionId | null)[] {
  const { drawn } = question;
  if (drawn.kind !== 'pick') return [mistakeBehind(question, given)?.misconception ?? null];
  return drawn.options.filter(({ id, right }) => !right && given.includes(id)).map((one) => one.misconception);
}

const unique = (all: readonly (MisconceptionId | null)[]): readonly MisconceptionId[] => [
  ...new Set(all.filter((one) => one !== null)),
];
