import { numbersFrom, shuffle } from './by-seed.ts';
import { isAccepted, lineUp, mistakeIn } from './order.ts';
import type {
  FixAnswer,
  OrderAnswer,
  OrderLine,
  OrderMistake,
  PickAnswer,
  Quiz,
  QuizOption,
  QuizVariant,
} from './quiz.ts';

/** A quiz as it is asked: one of its variants, its options drawn and ordered by a seed. The same seed gives the same again. */
export interface Question {
  readonly quiz: Quiz;
  readonly seed: number;
  readonly variant: QuizVariant;
  readonly drawn: Drawn;
}

/** What is shown to answer with. Buttons carry a place in these rows, which tells nothing about its being right. */
export type Drawn =
  | { readonly kind: 'pick'; readonly options: readonly QuizOption[] }
  | { readonly kind: 'order'; readonly answer: OrderAnswer; readonly lines: readonly OrderLine[] }
  | { readonly kind: 'fix'; readonly answer: FixAnswer };

export function drawQuestion(quiz: Quiz, seed: number): Question {
  const variant = quiz.variants[numbersFrom(seed ^ 0x2545f491)(quiz.variants.length)];
  if (variant === undefined) throw new Error(`quiz ${quiz.id} has no variant: the loader promises one`);
  return { quiz, seed, variant, drawn: draw(variant, seed) };
}

function draw({ answer }: QuizVariant, seed: number): Drawn {
  switch (answer.kind) {
    case 'pick':
      return { kind: 'pick', options: drawOptions(answer, seed) };
    case 'order':
      return { kind: 'order', answer, lines: shuffle(answer.lines, seed) };
    case 'fix':
      return { kind: 'fix', answer };
  }
}

const wrongShown = 3;

function drawOptions({ options, order }: PickAnswer, seed: number): readonly QuizOption[] {
  const right = options.filter((option) => option.right);
  const wrong = shuffle(
    options.filter((option) => !option.right),
    seed,
  ).slice(0, wrongShown);
  const drawn = options.filter((option) => right.includes(option) || wrong.includes(option));
  return order === 'fixed' ? drawn : shuffle(drawn, seed ^ 0x9e3779b9);
}

/** What was picked or put in order, and whether that is right. */
export type Verdict =
  | { readonly kind: 'pick'; readonly correct: boolean; readonly given: readonly QuizOption[] }
  | { readonly kind: 'order'; readonly correct: boolean; readonly given: readonly OrderLine[] };

/**
 * Options are right when the picked places are exactly those of the right ones; lines are right in every order that runs
 * right. Null when a place does not exist, or when it is not answered by picking.
 */
export function gradeQuestion({ drawn }: Question, picks: readonly number[]): Verdict | null {
  switch (drawn.kind) {
    case 'pick': {
      const given = placesIn(drawn.options, picks);
      return given && { kind: 'pick', given, correct: drawn.options.every((one) => one.right === given.includes(one)) };
    }
    case 'order': {
      const lined = lineUp(drawn.lines, picks);
      if (lined === null || lined.left.length > 0) return null;
      return { kind: 'order', given: lined.placed, correct: isAccepted(drawn.answer, lined.placed) };
    }
    case 'fix':
      return null;
  }
}

/** Each place once. */
function placesIn<Item>(items: readonly Item[], places: readonly number[]): readonly Item[] | null {
  const found = [...new Set(places)].map((place) => items[place]);
  return found.every((item) => item !== undefined) ? found : null;
}

/** The first thing wrong in an answer, by the ids that were given; undefined when nothing speaks about it. */
export function mistakeBehind({ drawn }: Question, given: readonly string[]): QuizOption | OrderMistake | undefined {
  switch (drawn.kind) {
    case 'pick':
      return drawn.options.find(({ id, right }) => !right && given.includes(id));
    case 'order':
      return mistakeIn(
        drawn.answer.mistakes,
        given.map((id) => ({ id })),
      );
    case 'fix':
      return undefined;
  }
}
