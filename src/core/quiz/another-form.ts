import type { HeldBelief } from '../memory/held-beliefs.ts';
import { carriedBy } from '../memory/held-beliefs.ts';
import { drawQuestion } from './question.ts';
import type { Quiz } from './quiz.ts';

/**
 * With what to draw a quiz so that it tempts with a belief again, and in another of its variants where it is the same quiz:
 * the first that does, from `seed` on. Not every drawing does, as a question shows only some of the wrong options.
 */
export function inAnotherForm(quiz: Quiz, { misconception, question }: HeldBelief, seed: number): Form {
  const seeds = Array.from({ length: mostTried }, (_, step) => (seed + step) % seedsInAll);
  const tempting = seeds
    .map((one) => drawQuestion(quiz, one))
    .filter((drawn) => carriedBy(drawn).includes(misconception));
  const other = tempting.find(({ variant }) => quiz.id !== question.quiz.id || variant !== question.variant);
  if (other !== undefined) return { seed: other.seed, why: 'belief' };
  return { seed: tempting[0]?.seed ?? seed, why: 'once-more' };
}

interface Form {
  readonly seed: number;
  readonly why: 'belief' | 'once-more';
}

/** A belief stands among at most a handful of wrong options, of which three are drawn. */
const mostTried = 48;
const seedsInAll = 0x1_0000_0000;
