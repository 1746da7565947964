import { createHash } from 'node:crypto';
import type { LearnerId } from '#core/ids.ts';
import type { EvidenceStore, Fact } from '#core/ports/evidence-store.ts';
import type { AnswerStore, ExerciseStore } from '#core/ports/store.ts';

interface Recorders {
  readonly answers: AnswerStore;
  readonly exercises: ExerciseStore;
}

/** The evidence that passes through these recorders, and lapses of its own. */
export function rememberEvidence({ answers, exercises }: Recorders): Recorders & { readonly evidence: EvidenceStore } {
  const kept = new Map<string, Fact[]>();
  const listOf = (learner: LearnerId, course: string): Fact[] => {
    const key = JSON.stringify([learner, course]);
    const list = kept.get(key) ?? [];
    kept.set(key, list);
    return list;
  };
  return {
    answers: {
      ...answers,
      async record(answer) {
        const recorded = await answers.record(answer);
        const { learner, course, quiz, seed, concept, given, correct, at } = answer;
        const fact = { kind: 'answer', by: learner, at, quiz, seed, concept, given, correct } as const;
        if (recorded === 'recorded') listOf(learner, course).push(fact);
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
        if (recorded === 'recorded') listOf(learner, course).push(fact);
        return recorded;
      },
    },
    evidence: {
      async facts(learner, course) {
        return [...listOf(learner, course)];
      },
      async recordLapses({ learner, course, request, concepts, at }) {
        const list = listOf(learner, course);
        const isKnown = (concept: string) =>
          list.some((one) => one.kind === 'lapse' && one.request === request && one.concept === concept);
        const fresh = [...new Set(concepts)].filter((concept) => !isKnown(concept));
        list.push(...fresh.map((concept) => ({ kind: 'lapse', by: learner, at, request, concept }) as const));
        return fresh.length;
      },
    },
  };
}
