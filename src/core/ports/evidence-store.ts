import type { ConceptId, CourseId, ExerciseId, LearnerId, QuizId, RequestId } from '../ids.ts';

/** Everything that tells what a learner knows. */
export interface EvidenceStore {
  /** All facts of a course that the accounts of this learner left, in no order; each once. */
  facts(learner: LearnerId, course: CourseId): Promise<readonly Fact[]>;
  /**
   * Called when a review found mistakes in what a learner wrote. A concept lapses once by a request, however often that is
   * delivered. How many lapses were new.
   */
  recordLapses(lapses: Lapses): Promise<number>;
}

export interface Lapses {
  readonly learner: LearnerId;
  readonly course: CourseId;
  readonly request: RequestId;
  /** Of which the review found a mistake. */
  readonly concepts: readonly ConceptId[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One thing that happened once. It belongs to an account, and what tells it from others of its kind is in it. */
export type Fact = AnswerFact | AttemptFact | LapseFact;

interface Happened {
  /** The account that it belongs to. */
  readonly by: LearnerId;
  /** Epoch milliseconds by the clock of then, which may have stepped back since. */
  readonly at: number;
}

/** A question was answered; one account answers the same quiz with the same seed once. */
export interface AnswerFact extends Happened {
  readonly kind: 'answer';
  readonly quiz: QuizId;
  readonly seed: number;
  readonly concept: ConceptId;
  /** The ids of the options chosen. */
  readonly given: readonly string[];
  readonly correct: boolean;
}

/** A solution was graded; one account sends one by a request. */
export interface AttemptFact extends Happened {
  readonly kind: 'attempt';
  readonly request: RequestId;
  readonly exercise: ExerciseId;
  /** Tells two programs apart. */
  readonly codeHash: string;
  readonly verdict: 'passed' | 'failed' | 'error' | 'stopped';
  /** How many hints had been seen. */
  readonly hints: number;
}

/** A review found a mistake of this concept. */
export interface LapseFact extends Happened {
  readonly kind: 'lapse';
  readonly request: RequestId;
  readonly concept: ConceptId;
}
