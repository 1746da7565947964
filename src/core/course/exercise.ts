import type { ChunkId, ConceptId, ExerciseId } from '../ids.ts';
import type { Block, Span } from '../view.ts';
import type { Localised } from '../words.ts';

/** A program that learners write themselves. What solves it is not here: nothing that is not here can be shown. */
export interface Exercise {
  readonly id: ExerciseId;
  readonly title: Localised<string>;
  readonly concept: ConceptId;
  /** The chunk under which it is offered. */
  readonly chunk: ChunkId;
  readonly task: Localised<readonly Block[]>;
  /** Shown one by one, each saying more than the one before. */
  readonly hints: Localised<readonly (readonly Span[])[]>;
  /** A whole program to begin from; it does not pass. */
  readonly starter: string;
  /** For the grader alone. */
  readonly tests: string;
}
