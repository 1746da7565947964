import type { AnswerFact, Fact } from '../ports/evidence-store.ts';

/**
 * Facts in the order of time, each once; those of one moment in an order that does not depend on how they were given. A
 * question as it was asked counts once, by the first answer: accounts that were linked later may both have answered it.
 */
export function inOrder(facts: readonly Fact[]): readonly Fact[] {
  return firstAnswers(sorted(facts));
}

/** The last answer that any of the accounts gave, whether it counts or not. */
export function latestAnswer(facts: readonly Fact[]): AnswerFact | undefined {
  let latest: AnswerFact | undefined;
  for (const fact of facts) {
    if (fact.kind === 'answer' && (latest === undefined || earlierFirst(latest, fact) < 0)) latest = fact;
  }
  return latest;
}

function sorted(facts: readonly Fact[]): readonly Fact[] {
  if (areInOrder(facts)) return facts;
  return facts.toSorted(earlierFirst).filter((fact, place, all) => {
    const before = all[place - 1];
    return before === undefined || before.at !== fact.at || keyOf(before) !== keyOf(fact);
  });
}

/** One account answers a question once: only where there are several is anything to be left out. */
function firstAnswers(ordered: readonly Fact[]): readonly Fact[] {
  if (ordered.every(({ by }) => by === ordered[0]?.by)) return ordered;
  const answered = new Set<string>();
  return ordered.filter((fact) => {
    if (fact.kind !== 'answer') return true;
    const question = `${fact.quiz} ${fact.seed}`;
    const isFirst = !answered.has(question);
    answered.add(question);
    return isFirst;
  });
}

/** Facts that were put in order once are asked for again. */
const areInOrder = (facts: readonly Fact[]): boolean =>
  facts.every((fact, place) => {
    const before = facts[place - 1];
    return before === undefined || before.at < fact.at || (before.at === fact.at && earlierFirst(before, fact) < 0);
  });

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
