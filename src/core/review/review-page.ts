import type { ChunkId } from '../ids.ts';
import type { Block } from '../view.ts';
import type { Localised } from '../words.ts';

/** What the content says about a rule of the reviewer. */
export interface ReviewPage {
  readonly rule: string;
  readonly concept: ReviewConcept;
  readonly kind: RuleKind;
  /** The chunk that teaches it; null while there is none. */
  readonly chunk: ChunkId | null;
  /** One sentence for the learner; `{about}` stands for the piece of code. */
  readonly comment: Localised<string>;
  /** Why it is so, the shortest first. */
  readonly why: Localised<readonly Block[]>;
  readonly examples: readonly ReviewExample[];
}

/** A program in which the rule must find something, or in which no rule may. */
export interface ReviewExample {
  readonly kind: 'bad' | 'good';
  readonly code: string;
  /** Where it stands, for those who mend it. */
  readonly file: string;
  readonly line: number;
}

/** What a mistake does to its program. */
export const ruleKinds = ['error', 'hang', 'hidden', 'slow', 'style'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** What mistakes are about; progress and links are kept by these names. */
export const reviewConcepts = [
  'event_loop',
  'blocking_io',
  'coroutine',
  'await',
  'gather',
  'task',
  'wait',
  'as_completed',
  'error_handling',
  'timeouts_cancellation',
  'async_context_iter',
  'async_generators',
  'semaphore',
  'queue',
  'http',
  'when_async',
  'python',
] as const;
export type ReviewConcept = (typeof reviewConcepts)[number];
