import type { Fact } from '../ports/evidence-store.ts';

/**
 * Facts in the order of time, each once; those of one moment in an order that does not depend on how they were given. A
 * question as it was asked counts once, by the first answer: accounts that were linked later may both have answered it.
 */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  const met = new Set<string>();
  return facts.toSorted(earlierFirst).filter((fact) => {
    const what = whatOf(fact);
    const isNew = !met.has(what);
    met.add(what);
    return isNew;
  });
}

/** What counts once for a person. */
const whatOf = (fact: Fact): string => (fact.kind === 'answer' ? `answer ${fact.quiz} ${fact.seed}` : keyOf(fact));

function earlierFirst(one: Fact, other: Fact): number {
  if (one.at !== other.at) return one.at - other.at;
  const [key, otherKey] = [keyOf(one), keyOf(other)];
  if (key === otherKey) return 0;
  return key < otherKey ? -1 : 1;
}

/** What tells a fact from all others. */
function keyOf(fact: Fact): string {
  switch (fact.kind) {
    case 'answer':
      return `answer ${fact.by} ${fact.quiz} ${fact.seed}`;
    case 'attempt':
      return `attempt ${fact.by} ${fact.request}`;
    case 'lapse':
      return `lapse ${fact.by} ${fact.request} ${fact.concept}`;
  }
}
