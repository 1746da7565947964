import type { Quiz, QuizOption } from './quiz.ts';

/** A quiz as it is asked: its options drawn and ordered by a seed. The same seed gives the same question again. */
export interface Question {
  readonly quiz: Quiz;
  readonly seed: number;
  /** In the order shown. Buttons carry an option's place in this row, which tells nothing about its being right. */
  readonly options: readonly QuizOption[];
}

const wrongShown = 3;

export function drawQuestion(quiz: Quiz, seed: number): Question {
  const right = quiz.options.filter((option) => option.right);
  const wrong = shuffle(
    quiz.options.filter((option) => !option.right),
    seed,
  ).slice(0, wrongShown);
  const drawn = quiz.options.filter((option) => right.includes(option) || wrong.includes(option));
  return { quiz, seed, options: quiz.order === 'fixed' ? drawn : shuffle(drawn, seed ^ 0x9e3779b9) };
}

export interface Verdict {
  readonly correct: boolean;
  readonly given: readonly QuizOption[];
}

/** Right when the picked places are exactly those of the right options; null when a place does not exist. */
export function gradeQuestion(question: Question, picks: readonly number[]): Verdict | null {
  const given = [...new Set(picks)].map((place) => question.options[place]);
  if (!given.every((option) => option !== undefined)) return null;
  const correct = question.options.every((option) => option.right === given.includes(option));
  return { correct, given };
}

/** Fisher and Yates's shuffle on the numbers of a seed. */
function shuffle<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const next = numbersFrom(seed);
  const left = [...items];
  const shuffled: Item[] = [];
  while (left.length > 0) shuffled.push(...left.splice(next(left.length), 1));
  return shuffled;
}

/** Whole numbers below a bound, drawn from a seed: xorshift32 (Marsaglia 2003), its state spread by Knuth's multiplier. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = Math.imul(seed ^ 0x5bd1e995, 2_654_435_761) || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 0x1_0000_0000) * bound);
  };
}
