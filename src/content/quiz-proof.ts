import type { Shows } from '#core/quiz/shows.ts';
import type { QuizKey } from './quiz-keys.ts';

/** A program of a question and what its run must come to. */
export interface QuizProof {
  readonly line: number;
  /** What it is, for people; empty for the program that the learner sees. */
  readonly part: string;
  readonly code: string;
  readonly expects: Expectation;
}

export type Expectation =
  /** `answer` is null where the run decides and its word is kept on record, under `label`. */
  | { readonly kind: 'key'; readonly key: QuizKey; readonly answer: string | null; readonly label: string }
  | { readonly kind: 'shows'; readonly shows: Shows }
  | { readonly kind: 'shows-not'; readonly shows: Shows }
  /** Whether it runs right is kept on record under the name of its order. */
  | { readonly kind: 'order'; readonly shows: Shows; readonly order: string };
