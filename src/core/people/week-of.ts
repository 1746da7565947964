import type { Course } from '../course/course.ts';
import { inOrder } from '../memory/in-order.ts';
import { dueOf, masteryOf } from '../memory/mastery.ts';
import type { Fact } from '../ports/evidence-store.ts';

/** What seven days brought a learner. */
export interface Week {
  readonly answers: number;
  readonly right: number;
  /** Concepts that are known now and were not seven days ago. */
  readonly learnt: number;
  /** Concepts that are due to be asked now. */
  readonly due: number;
}

const weekMs = 7 * 86_400_000;

/** The seven days up to now, in epoch milliseconds. */
export function weekOf(course: Course, facts: readonly Fact[], now: number): Week {
  const since = now - weekMs;
  const answers = inOrder(facts).filter((fact) => fact.kind === 'answer' && fact.at > since);
  const before = knownAt(course, { facts: facts.filter(({ at }) => at <= since), at: since });
  const known = knownAt(course, { facts, at: now });
  return {
    answers: answers.length,
    right: answers.filter((fact) => fact.kind === 'answer' && fact.correct).length,
    learnt: [...known].filter((id) => !before.has(id)).length,
    due: dueOf(masteryOf(course, facts, now)).length,
  };
}

function knownAt(course: Course, { facts, at }: { readonly facts: readonly Fact[]; readonly at: number }) {
  const known = masteryOf(course, facts, at).filter(({ state }) => state === 'known');
  return new Set(known.map(({ concept }) => concept.id));
}
