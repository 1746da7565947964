import type { ChunkId, ConceptId, MisconceptionId, QuizId } from '../ids.ts';
import type { PythonVersion } from '../python-version.ts';
import type { Localised } from '../words.ts';
import type { Shows } from './shows.ts';

/** A question about one concept. */
export interface Quiz {
  readonly id: QuizId;
  readonly type: QuizType;
  readonly concept: ConceptId;
  /** The chunk to read for it; null while it is not written. */
  readonly chunk: ChunkId | null;
  /** The oldest Python that it is true of; null: of all that we run. */
  readonly since: PythonVersion | null;
  /** The ways in which it is asked (other numbers, other names), at least one; a seed chooses. */
  readonly variants: readonly QuizVariant[];
}

export type QuizType = (typeof quizTypes)[number];
export const quizTypes = [
  'single',
  'multiple',
  'match',
  'verdict',
  'predict',
  'seconds',
  'next',
  'bug',
  'order',
  'fix',
] as const;

export interface QuizVariant {
  readonly ask: Localised<string>;
  /** The program that the question is about. */
  readonly code: string | null;
  readonly answer: Answer;
}

/** How it is answered, and what is right: this never leaves before the learner has answered. */
export type Answer = PickAnswer | OrderAnswer | FixAnswer;

/** By picking options. */
export interface PickAnswer {
  readonly kind: 'pick';
  /** `fixed` where the order of options means something (yes, no, depends). */
  readonly order: 'shuffled' | 'fixed';
  /** At least one right and one wrong; a question shows the right ones and at most three wrong ones. */
  readonly options: readonly QuizOption[];
}

export interface QuizOption {
  readonly id: string;
  readonly label: Localised<string>;
  readonly right: boolean;
  /** Why it is right, or why it tempts and what is true instead. */
  readonly because: Localised<string>;
  readonly misconception: MisconceptionId | null;
}

/** By putting lines in order, which then stand in the program for the comment `# lines`. */
export interface OrderAnswer {
  readonly kind: 'order';
  /** In a right order. */
  readonly lines: readonly OrderLine[];
  /** Every order that runs right, by the ids of the lines; ids are joined by a space. */
  readonly accepted: readonly string[];
  /** What speaks first about a wrong order is told. */
  readonly mistakes: readonly OrderMistake[];
}

export interface OrderLine {
  readonly id: string;
  /** One line of Python or several, not indented. */
  readonly code: string;
}

/** The belief behind every order in which the first of two lines stands before the second. */
export interface OrderMistake {
  readonly before: readonly [earlier: string, later: string];
  readonly because: Localised<string>;
  readonly misconception: MisconceptionId;
}

/** By changing the program until a run shows what is wanted. */
export interface FixAnswer {
  readonly kind: 'fix';
  readonly shows: Shows;
  /** Lines that must stay, without the blank space around them. */
  readonly keep: readonly string[];
  readonly fixed: string;
  /** Why `fixed` does it. */
  readonly because: Localised<string>;
  readonly mistakes: readonly FixMistake[];
}

/** The belief behind every attempt that shows this. */
export interface FixMistake {
  readonly shows: Shows;
  readonly because: Localised<string>;
  readonly misconception: MisconceptionId;
}
