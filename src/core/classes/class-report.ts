import type { Concept, Course, Misconception } from '../course/course.ts';
import type { BeliefFigure, ClassFigures, ConceptFigure } from '../ports/class-store.ts';

/** What a class believes and knows, in the order in which a teacher wants to read it. */
export interface ClassReport {
  readonly members: number;
  readonly active: number;
  /** Beliefs that somebody holds, what most hold first. */
  readonly beliefs: readonly HeldBelief[];
  /** Concepts that somebody was asked about, the weakest first. */
  readonly concepts: readonly KnownConcept[];
}

export interface HeldBelief extends Pick<BeliefFigure, 'asked' | 'held'> {
  readonly belief: Misconception;
}

export interface KnownConcept extends Pick<ConceptFigure, 'asked' | 'right'> {
  readonly concept: Concept;
  /** Rounded down: what is not all is not 100. */
  readonly percent: number;
}

/** What is no longer in the course is left out. */
export function reportOn(course: Course, { members, active, ...figures }: ClassFigures): ClassReport {
  const beliefs = course.misconceptions.flatMap((belief): readonly HeldBelief[] => {
    const found = figures.beliefs.find(({ misconception }) => misconception === belief.id);
    return found === undefined || found.held === 0 ? [] : [{ belief, asked: found.asked, held: found.held }];
  });
  const concepts = course.concepts.flatMap((concept): readonly KnownConcept[] => {
    const found = figures.concepts.find((one) => one.concept === concept.id);
    if (found === undefined) return [];
    const { asked, right } = found;
    return [{ concept, asked, right, percent: Math.floor((right * 100) / asked) }];
  });
  return {
    members,
    active,
    // Of two that as many hold, the one first that more of those hold who were asked.
    beliefs: beliefs.toSorted((one, other) => other.held - one.held || one.asked - other.asked),
    // Of two that are known as well, the one first that more were asked about.
    concepts: concepts.toSorted(
      (one, other) => one.right * other.asked - other.right * one.asked || other.asked - one.asked,
    ),
  };
}
