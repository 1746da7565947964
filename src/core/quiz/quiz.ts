import type { ChunkId, ConceptId, MisconceptionId, QuizId } from '../ids.ts';
import type { Localised } from '../words.ts';

/** A question about one concept, answered by picking options. */
export interface Quiz {
  readonly id: QuizId;
  readonly type: QuizType;
  readonly concept: ConceptId;
  /** The chunk to read for it; null while it is not written. */
  readonly chunk: ChunkId | null;
  readonly ask: Localised<string>;
  /** The program that the question is about. */
  readonly code: string | null;
  /** `fixed` where the order of options means something (yes, no, depends). */
  readonly order: 'shuffled' | 'fixed';
  /** At least one right and one wrong; a question shows the right ones and at most three wrong ones. */
  readonly options: readonly QuizOption[];
}

export type QuizType = 'single' | 'multiple' | 'match' | 'verdict' | 'predict';

export interface QuizOption {
  readonly id: string;
  readonly label: Localised<string>;
  readonly right: boolean;
  /** Why it is right, or why it tempts and what is true instead. */
  readonly because: Localised<string>;
  readonly misconception: MisconceptionId | null;
}
