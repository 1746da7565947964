import type { Course } from '../course/course.ts';
import type { ConceptId } from '../ids.ts';
import type { AnswerFact, AttemptFact, Fact } from '../ports/evidence-store.ts';
import { inOrder } from './in-order.ts';

/** How well something was remembered, as FSRS asks for it. */
export type Grade = 'again' | 'hard' | 'good' | 'easy';

/** A fact, and what it says about a concept. */
export interface Evidence {
  readonly concept: ConceptId;
  readonly grade: Grade;
  readonly fact: Fact;
}

/** What each kind of fact is worth; docs/adr/0019 says why. */
export const worth = {
  answer: { right: 'good', wrong: 'again' },
  exercise: { passedAtOnce: 'easy', passed: 'good', passedAfterHints: 'hard', failed: 'again' },
  lapse: 'again',
} as const;

/** The facts that say something about a concept, in the order of time; in which order and how often they are given is all one. */
export function gradeFacts(course: Course, facts: readonly Fact[]): readonly Evidence[] {
  const concepts = new Map(course.exercises.map(({ id, concept }) => [id, concept]));
  const tried = new Map<string, Tried>();
  const graded: Evidence[] = [];
  for (const fact of inOrder(facts)) {
    switch (fact.kind) {
      case 'answer':
        graded.push({ concept: fact.concept, grade: gradeOfAnswer(fact), fact });
        break;
      case 'lapse':
        graded.push({ concept: fact.concept, grade: worth.lapse, fact });
        break;
      case 'attempt': {
        const before = tried.get(fact.exercise) ?? { verdicts: new Map(), passed: false };
        const grade = gradeOfAttempt(fact, before);
        tried.set(fact.exercise, withAttempt(fact, before));
        const concept = concepts.get(fact.exercise);
        if (concept !== undefined && grade !== null) graded.push({ concept, grade, fact });
      }
    }
  }
  return graded;
}

const gradeOfAnswer = ({ correct }: AnswerFact): Grade => (correct ? worth.answer.right : worth.answer.wrong);

/** What was sent for an exercise so far. */
interface Tried {
  /** The verdict that each program had last; it grows, since hundreds may be sent. */
  readonly verdicts: Map<string, AttemptFact['verdict']>;
  readonly passed: boolean;
}

function withAttempt({ codeHash, verdict }: AttemptFact, { verdicts, passed }: Tried): Tried {
  verdicts.set(codeHash, verdict);
  return { verdicts, passed: passed || verdict === 'passed' };
}

/** Null for what says nothing: the same program with the same verdict, one that never came to its end, and play behind a pass. */
function gradeOfAttempt({ codeHash, verdict, hints }: AttemptFact, before: Tried): Grade | null {
  if (before.verdicts.get(codeHash) === verdict) return null;
  const isFirst = before.verdicts.size === (before.verdicts.has(codeHash) ? 1 : 0);
  switch (verdict) {
    case 'passed':
      if (hints > 0) return worth.exercise.passedAfterHints;
      return isFirst ? worth.exercise.passedAtOnce : worth.exercise.passed;
    case 'failed':
      return before.passed ? null : worth.exercise.failed;
    case 'error':
    case 'stopped':
      return null;
  }
}
