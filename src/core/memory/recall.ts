import { FSRSAlgorithm } from 'ts-fsrs';
import type { Grade } from './grade-facts.ts';

/** What FSRS-6 keeps of a memory. */
export interface Recall {
  /** After so many days, nine of ten such things are still remembered. */
  readonly stability: number;
  /** From 1 to 10. */
  readonly difficulty: number;
}

/** A day, in milliseconds. */
export const dayMs = 86_400_000;

/** The memory behind one more grade, `elapsedMs` after the one before; null before the first. */
export function afterGrade(before: Recall | null, grade: Grade, elapsedMs: number): Recall {
  return algorithm.next_state(before, daysBetween(elapsedMs), ratings[grade]);
}

/** How likely it is to be remembered, from 0 to 1, `elapsedMs` after the last grade. */
export function retrievability({ stability }: Recall, elapsedMs: number): number {
  return algorithm.forgetting_curve(Math.max(0, elapsedMs) / dayMs, stability);
}

/** When it will be remembered as likely as not to be asked again: nine times of ten. In milliseconds behind the last grade. */
export function holdsFor({ stability }: Recall): number {
  return Math.round(stability * dayMs);
}

const algorithm = new FSRSAlgorithm({ enable_fuzz: false, enable_short_term: true, request_retention: 0.9 });

const ratings: Readonly<Record<Grade, number>> = { again: 1, hard: 2, good: 3, easy: 4 };

/** Half a day: whole days would not do, as who comes back every morning a minute earlier would never leave the first one. */
export const isSameSitting = (elapsedMs: number): boolean => elapsedMs < dayMs / 2;

/** FSRS reckons what is of one sitting by another formula, as zero days. */
const daysBetween = (elapsedMs: number): number => (isSameSitting(elapsedMs) ? 0 : elapsedMs / dayMs);
