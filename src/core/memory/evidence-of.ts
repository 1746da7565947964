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
  const folded = new Map<ConceptId, Folded>();
  for (const evidence of gradeFacts(course, facts)) {
    const before = folded.get(evidence.concept);
    const memory = before ?? nothingBefore(evidence);
    if (before === undefined) folded.set(evidence.concept, memory);
    fold(evidence, memory);
  }
  return new Map([...folded].map(([concept, memory]) => [concept, memoryOf(memory)]));
}

/** Changed with each fact: a learner may have thousands, and a new memory for each takes longer than the rest. */
interface Folded {
  recall: Recall | null;
  reps: number;
  lapses: number;
  firmness: number;
  lastAt: number;
  times: number;
  right: number;
  readonly passed: Set<ExerciseId>;
  failedTries: number;
  found: number;
}

const nothingBefore = ({ fact }: Evidence): Folded => ({
  recall: null,
  reps: 0,
  lapses: 0,
  firmness: 0,
  lastAt: fact.at,
  times: 0,
  right: 0,
  passed: new Set(),
  failedTries: 0,
  found: 0,
});

function fold({ grade, fact }: Evidence, memory: Folded): void {
  const wasRight = memory.firmness > 0 || memory.lapses > 0;
  memory.recall = afterGrade(memory.recall, grade, fact.at - memory.lastAt);
  memory.reps += 1;
  if (grade === 'again' && wasRight) memory.lapses += 1;
  memory.firmness = grade === 'again' ? 0 : memory.firmness + firmnessOf(grade, fact);
  memory.lastAt = fact.at;
  count(fact, memory);
}

/** A program that passes says more than an answer, which may have been a guess. */
function firmnessOf(grade: Grade, { kind }: Fact): number {
  return kind === 'attempt' && grade !== 'hard' ? 2 : 1;
}

function count(fact: Fact, memory: Folded): void {
  switch (fact.kind) {
    case 'answer':
      memory.times += 1;
      if (fact.correct) memory.right += 1;
      break;
    case 'lapse':
      memory.found += 1;
      break;
    case 'attempt':
      if (fact.verdict === 'passed') memory.passed.add(fact.exercise);
      else memory.failedTries += 1;
  }
}

function memoryOf({ recall, times, right, ...same }: Folded): ConceptMemory {
  if (recall === null) throw new Error('expected a memory to have been graded');
  return { ...recall, ...same, dueAt: same.lastAt + holdsFor(recall), answers: { times, right } };
}
