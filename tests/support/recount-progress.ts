import type { AnswerFact, AttemptFact, Fact } from '#core/ports/evidence-store.ts';
import type { ByHand, GradeName } from './fsrs-by-hand.ts';
import { gradeByHand, recallByHand } from './fsrs-by-hand.ts';
import { smallCourse } from './library.ts';

/** What `/progress` should say of a concept of the small course. */
export interface Recounted {
  readonly line: string;
  readonly isDue: boolean;
  readonly isKnown: boolean;
}

/** What `/progress` should say, reckoned anew from the raw facts: each thing by a search of its own, FSRS by its formulas. */
export function recountProgress(facts: readonly Fact[], now: number): readonly Recounted[] {
  const ordered = facts.toSorted((one, other) => one.at - other.at || (nameOf(one) < nameOf(other) ? -1 : 1));
  return smallCourse().concepts.flatMap(({ id, term }) => {
    const graded = gradedByHand(ordered, id);
    return graded.length === 0 ? [] : [recounted(term.en, graded, now)];
  });
}

interface Graded {
  readonly fact: Fact;
  readonly grade: GradeName;
}

function recounted(term: string, graded: readonly Graded[], now: number): Recounted {
  const memory = graded.reduce<ByHand | null>((before, { fact, grade }, at) => {
    const days = (fact.at - (graded[at - 1]?.fact.at ?? fact.at)) / day;
    return gradeByHand(before, grade, days < 0.5 ? 0 : days);
  }, null);
  if (memory === null) throw new Error('expected a grade');
  const lastAt = graded.at(-1)?.fact.at ?? 0;
  const sinceMiss = graded.slice(graded.findLastIndex(({ grade }) => grade === 'again') + 1);
  const firm = sinceMiss.map(({ fact, grade }) => (fact.kind === 'attempt' && grade !== 'hard' ? 2 : 1));
  const isKnown = firm.reduce((sum, one) => sum + one, 0) >= 2;
  const isDue = recallByHand(memory, Math.max(0, now - lastAt) / day) <= 0.9;
  const when = whenByHand((lastAt + memory.stability * day - now) / 3_600_000);
  const due = isKnown ? 'memory.fading' : 'memory.learning-due';
  const later = `${isKnown ? 'memory.known' : 'memory.learning'} ${JSON.stringify({ when })}`;
  return { line: [term, ...countsByHand(graded), isDue ? due : later].join(' · '), isDue, isKnown };
}

const day = 86_400_000;

function countsByHand(graded: readonly Graded[]): readonly string[] {
  const facts = graded.map(({ fact }) => fact);
  const answers = facts.filter((fact) => fact.kind === 'answer');
  const attempts = facts.filter((fact) => fact.kind === 'attempt');
  const passed = new Set(attempts.filter(({ verdict }) => verdict === 'passed').map(({ exercise }) => exercise)).size;
  const failed = attempts.filter(({ verdict }) => verdict === 'failed').length;
  const found = facts.filter(({ kind }) => kind === 'lapse').length;
  const right = answers.filter(({ correct }) => correct).length;
  return [
    ...(answers.length > 0 ? [`progress.right-of ${JSON.stringify({ right, times: answers.length })}`] : []),
    ...(passed > 0 ? [`memory.passed ${JSON.stringify({ count: passed })}`] : []),
    ...(passed === 0 && failed > 0 ? [`memory.tried ${JSON.stringify({ count: failed })}`] : []),
    ...(found > 0 ? [`memory.found ${JSON.stringify({ count: found })}`] : []),
  ];
}

function gradedByHand(ordered: readonly Fact[], concept: string): readonly Graded[] {
  const exercises = smallCourse().exercises.filter((one) => one.concept === concept);
  return ordered.flatMap((fact, at): readonly Graded[] => {
    if (fact.kind !== 'attempt') {
      if (fact.concept !== concept || (fact.kind === 'answer' && isAnsweredIn(ordered.slice(0, at), fact))) return [];
      return [{ fact, grade: fact.kind === 'answer' && fact.correct ? 'good' : 'again' }];
    }
    if (!exercises.some(({ id }) => id === fact.exercise)) return [];
    const earlier = ordered.slice(0, at).filter((one) => one.kind === 'attempt' && one.exercise === fact.exercise);
    const grade = gradeOfTry(
      fact,
      earlier.filter((one) => one.kind === 'attempt'),
    );
    return grade === null ? [] : [{ fact, grade }];
  });
}

/** Accounts that were linked later may both have answered a question. */
function isAnsweredIn(earlier: readonly Fact[], { quiz, seed }: AnswerFact): boolean {
  return earlier.some((one) => one.kind === 'answer' && one.quiz === quiz && one.seed === seed);
}

function gradeOfTry({ codeHash, verdict, hints }: AttemptFact, earlier: readonly AttemptFact[]): GradeName | null {
  if (earlier.findLast((one) => one.codeHash === codeHash)?.verdict === verdict) return null;
  if (verdict === 'failed') return earlier.some((one) => one.verdict === 'passed') ? null : 'again';
  if (verdict !== 'passed') return null;
  if (hints > 0) return 'hard';
  return earlier.every((one) => one.codeHash === codeHash) ? 'easy' : 'good';
}

function nameOf(fact: Fact): string {
  if (fact.kind === 'answer') return `answer ${fact.by} ${fact.quiz} ${fact.seed}`;
  return fact.kind === 'attempt'
    ? `attempt ${fact.by} ${fact.request}`
    : `lapse ${fact.by} ${fact.request} ${fact.concept}`;
}

function whenByHand(hours: number): string {
  if (hours < 1) return 'memory.within-hour';
  const days = hours / 24;
  if (hours < 23.5) return `memory.in-hours ${JSON.stringify({ count: Math.round(hours) })}`;
  if (days < 59.5) return `memory.in-days ${JSON.stringify({ count: Math.round(days) })}`;
  const months = days / 30.4375;
  if (months < 23.5) return `memory.in-months ${JSON.stringify({ count: Math.round(months) })}`;
  return `memory.in-years ${JSON.stringify({ count: Math.round(days / 365.25) })}`;
}
