import type { Course } from '../course/course.ts';
import type { ConceptId, ExerciseId } from '../ids.ts';
import type { Fact } from '../ports/evidence-store.ts';
import type { Evidence, Grade } from './grade-facts.ts';
import { gradeFacts } from './grade-facts.ts';
import type { Recall } from './recall.ts';
import { afterGrade, holdsFor } from './recall.ts';

/** What is known of a learner's memory of one concept. */
export interface ConceptMemory extends Recall {
  /** How often it was graded. */
  readonly reps: number;
  /** How often it was missed after it had once been right. */
  readonly lapses: number;
  /** What speaks for it since the last miss: an answer or a pass after hints counts 1, a pass without hints 2. */
  readonly firmness: number;
  /** Epoch milliseconds of the last grade. */
  readonly lastAt: number;
  /** Epoch milliseconds: when nine of ten would still remember it. */
  readonly dueAt: number;
  readonly answers: { readonly times: number; readonly right: number };
  readonly passed: ReadonlySet<ExerciseId>;
  readonly failedTries: number;
  /** How often a review found a mistake of it. */
  readonly found: number;
}

/** Each concept of which there is any evidence. The same facts give the same, in whatever order they come. */
export function evidenceOf(course: Course, facts: readonly Fact[]): ReadonlyMap<ConceptId, ConceptMemory> {
  const memories = new Map<ConceptId, ConceptMemory>();
  for (const evidence of gradeFacts(course, facts)) {
    memories.set(evidence.concept, withEvidence(evidence, memories.get(evidence.concept)));
  }
  return memories;
}

function withEvidence({ grade, fact }: Evidence, before: ConceptMemory | undefined): ConceptMemory {
  const past: Past = before ?? { ...nothing, lastAt: fact.at };
  const recall = afterGrade(before ?? null, grade, fact.at - past.lastAt);
  const wasRight = past.firmness > 0 || past.lapses > 0;
  return {
    ...recall,
    reps: past.reps + 1,
    lapses: past.lapses + (grade === 'again' && wasRight ? 1 : 0),
    firmness: grade === 'again' ? 0 : past.firmness + firmnessOf(grade, fact),
    lastAt: fact.at,
    dueAt: fact.at + holdsFor(recall),
    ...counted(fact, past),
  };
}

type Past = Omit<ConceptMemory, 'stability' | 'difficulty' | 'dueAt'>;

const nothing: Omit<Past, 'lastAt'> = {
  reps: 0,
  lapses: 0,
  firmness: 0,
  answers: { times: 0, right: 0 },
  passed: new Set(),
  failedTries: 0,
  found: 0,
};

/** A program that passes says more than an answer, which may have been a guess. */
function firmnessOf(grade: Grade, { kind }: Fact): number {
  return kind === 'attempt' && grade !== 'hard' ? 2 : 1;
}

type Counts = Pick<ConceptMemory, 'answers' | 'passed' | 'failedTries' | 'found'>;

function counted(fact: Fact, { answers, passed, failedTries, found }: Counts): Counts {
  const same: Counts = { answers, passed, failedTries, found };
  switch (fact.kind) {
    case 'answer':
      return { ...same, answers: { times: answers.times + 1, right: answers.right + (fact.correct ? 1 : 0) } };
    case 'lapse':
      return { ...same, found: found + 1 };
    case 'attempt':
      if (fact.verdict === 'passed') return { ...same, passed: new Set([...passed, fact.exercise]) };
      return { ...same, failedTries: failedTries + 1 };
  }
}
