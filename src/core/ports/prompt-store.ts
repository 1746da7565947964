import type { ConceptId, CourseId, LearnerId, PromptId, QuizId, RequestId, ScheduleId } from '../ids.ts';
import type { Bearing } from '../quiz/bearing.ts';
import type { Channel } from './channel.ts';
import type { LocalDay } from './day-store.ts';

/** Questions that were asked in channels, and what was answered there. All times are epoch milliseconds. */
export interface PromptStore {
  /** Null when there is none of that id. */
  read(id: PromptId): Promise<StandingPrompt | null>;
  /** The last prompts of a schedule, the latest date first. */
  recent(schedule: ScheduleId, most: number): Promise<readonly StandingPrompt[]>;
  /**
   * Called when somebody presses an answer. A person has one vote, whichever of their accounts they press with: their
   * first choice, or the change of it. The same request counts once. Once the prompt is closed nothing counts.
   */
  vote(vote: Vote): Promise<Voted>;
  /** Called when the answer is told: nothing counts any more, and in the same transaction each vote becomes an answer. */
  close(id: PromptId, at: number): Promise<'closed' | 'was-closed'>;
  /** Called when a teacher wants the answer told by then; a later time than there is changes nothing. */
  hasten(id: PromptId, at: number): Promise<'hastened' | 'was-closed'>;
  /**
   * Called when a question is chosen: what a channel was asked since then, and how those who vote there answered, anywhere,
   * with whichever of their accounts: a question as it was asked once, by the first answer.
   */
  channelFacts(channel: Channel, since: number): Promise<ChannelFacts>;
}

export interface Prompt extends Channel {
  readonly id: PromptId;
  readonly schedule: ScheduleId;
  /** The local date whose question it is. */
  readonly date: string;
  readonly course: CourseId;
  readonly quiz: QuizId;
  readonly concept: ConceptId;
  readonly seed: number;
  readonly dueAt: number;
  readonly revealAt: number;
}

export interface StandingPrompt extends Prompt {
  readonly closedAt: number | null;
  /** Whether the question stands in its channel, as far as is known. */
  readonly asked: 'yes' | 'not-yet' | 'never';
  /** How many persons chose each option, by its id. */
  readonly tally: ReadonlyMap<string, number>;
}

export interface Vote {
  readonly prompt: PromptId;
  readonly learner: LearnerId;
  readonly request: RequestId;
  /** The id of the option. */
  readonly given: string;
  readonly correct: boolean;
  /** What it says of beliefs; absent where nobody looked. */
  readonly bearing?: Bearing;
  /** The day that counts as a day of study by it; absent: none does. */
  readonly day?: LocalDay;
  readonly at: number;
}

/** The first choice and one change of it. */
export const mostChoices = 2;

/** `counted` is the option that counts now; null: none does. */
export type Voted =
  /** `left`: how often it can be changed still. */
  | { readonly kind: 'counted'; readonly counted: string; readonly left: number }
  /** No choice was left. */
  | { readonly kind: 'spent'; readonly counted: string }
  | { readonly kind: 'closed'; readonly counted: string | null };

export interface ChannelFacts {
  /** In no order; with the time of the last one. */
  readonly asked: readonly { readonly course: CourseId; readonly quiz: QuizId; readonly at: number }[];
  readonly concepts: readonly ConceptFigures[];
}

export interface ConceptFigures {
  readonly course: CourseId;
  readonly concept: ConceptId;
  readonly answers: number;
  readonly right: number;
}
