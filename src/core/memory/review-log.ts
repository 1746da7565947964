import type { Course } from '../course/course.ts';
import type { ConceptId } from '../ids.ts';
import type { Fact } from '../ports/evidence-store.ts';
import type { Evidence, Grade } from './grade-facts.ts';
import { gradeFacts } from './grade-facts.ts';
import { isSameSitting } from './recall.ts';

/** A line of a review history, as FSRS tools read it. */
export interface LoggedReview {
  readonly card: ConceptId;
  /** Epoch milliseconds. */
  readonly at: number;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly rating: number;
  /** Before the review: 0 new, 1 still in the first sitting, 2 a later one, 3 again in the same later sitting. */
  readonly state: 0 | 1 | 2 | 3;
}

/** Every graded fact of a learner, in the order of time. */
export function reviewsOf(course: Course, facts: readonly Fact[]): readonly LoggedReview[] {
  const before = new Map<ConceptId, LoggedReview>();
  return gradeFacts(course, facts).map((evidence) => {
    const review = reviewAfter(before.get(evidence.concept), evidence);
    before.set(evidence.concept, review);
    return review;
  });
}

function reviewAfter(before: LoggedReview | undefined, { concept, grade, fact }: Evidence): LoggedReview {
  return { card: concept, at: fact.at, rating: ratings[grade], state: stateAfter(before, fact.at) };
}

function stateAfter(before: LoggedReview | undefined, at: number): LoggedReview['state'] {
  if (before === undefined) return 0;
  if (!isSameSitting(at - before.at)) return 2;
  return before.state < 2 ? 1 : 3;
}

const ratings: Readonly<Record<Grade, number>> = { again: 1, hard: 2, good: 3, easy: 4 };

/** The history as CSV with a header; how long an answer took is not kept, so that durations are 0. */
export function reviewLog(reviews: readonly LoggedReview[]): string {
  const lines = reviews.map(({ card, at, rating, state }) => [card, at, rating, state, 0].join(','));
  return [header, ...lines].map((line) => `${line}\n`).join('');
}

const header = 'card_id,review_time,review_rating,review_state,review_duration';
