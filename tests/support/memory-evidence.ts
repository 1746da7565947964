import { createHash } from 'node:crypto';
import type { LearnerId } from '#core/ids.ts';
import type { EvidenceStore, Fact } from '#core/ports/evidence-store.ts';
import type { AnswerStore, ExerciseStore } from '#core/ports/store.ts';
import type { AccountsOf } from './memory-people.ts';
import type { MemoryTables } from './memory-tables.ts';

interface Recorders {
  readonly answers: AnswerStore;
  readonly exercises: ExerciseStore;
}

interface Kept {
  readonly learner: LearnerId;
  readonly course: string;
  readonly fact: Fact;
  readonly nth: number;
}

/** The evidence that passes through these recorders, and lapses of its own. */
export function rememberEvidence(
  { answers, exercises }: Recorders,
  { tables, of }: { readonly tables: MemoryTables; readonly of: AccountsOf },
): Recorders & { readonly evidence: EvidenceStore } {
  let count = 0;
  const kept = tables.make<Kept>('lapse', ({ nth }) => String(nth));
  const listOf = (learner: LearnerId, course: string): readonly Fact[] =>
    kept.rows().flatMap((row) => (row.learner === learner && row.course === course ? [row.fact] : []));
  const put = (learner: LearnerId, course: string, fact: Fact) =>
    kept.put({ learner, course, fact, nth: (count += 1) });
  return {
    answers: {
      ...answers,
      async record(answer) {
        const recorded = await answers.record(answer);
        const { learner, course, quiz, seed, concept, given, correct, at } = answer;
        const fact = { kind: 'answer', by: learner, at, quiz, seed, concept, given, correct } as const;
        if (recorded === 'recorded') put(learner, course, fact);
        return recorded;
      },
    },
    exercises: {
      ...exercises,
      async record(attempt) {
        const recorded = await exercises.record(attempt);
        const { learner, course, request, exercise, code, verdict, hints, at } = attempt;
        const codeHash = createHash('sha256').update(code).digest('hex');
        const fact = { kind: 'attempt', by: learner, at, request, exercise, codeHash, verdict, hints } as const;
        if (recorded === 'recorded') put(learner, course, fact);
        return recorded;
      },
    },
    evidence: {
      async facts(learner, course) {
        return of(learner).flatMap((one) => listOf(one, course));
      },
      async recordLapses({ learner, course, request, concepts, at }) {
        const list = listOf(learner, course);
        const isKnown = (concept: string) =>
          list.some((one) => one.kind === 'lapse' && one.request === request && one.concept === concept);
        const fresh = [...new Set(concepts)].filter((concept) => !isKnown(concept));
        for (const concept of fresh) put(learner, course, { kind: 'lapse', by: learner, at, request, concept });
        return fresh.length;
      },
    },
  };
}
