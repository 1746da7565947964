import fc from 'fast-check';
import { conceptId, exerciseId, learnerId, quizId, requestId } from '#core/ids.ts';
import type { AnswerFact, AttemptFact, Fact, LapseFact } from '#core/ports/evidence-store.ts';

const ada = learnerId('test:ada');

/** An answer to a quiz about `task`; each call another question. */
export function answered(correct: boolean, at: number, more: Partial<AnswerFact> = {}): AnswerFact {
  seeds += 1;
  const usual = { by: ada, quiz: quizId('written'), seed: seeds, concept: conceptId('task'), given: ['1'] };
  return { kind: 'answer', ...usual, correct, at, ...more };
}

let seeds = 0;

/** A program for an exercise; each call another program. */
export function tried(verdict: AttemptFact['verdict'], at: number, more: Partial<AttemptFact> = {}): AttemptFact {
  seeds += 1;
  const usual = { by: ada, request: requestId(`try-${seeds}`), exercise: exerciseId('double'), codeHash: `${seeds}` };
  return { kind: 'attempt', ...usual, verdict, hints: 0, at, ...more };
}

/** A mistake that a review found. */
export function lapsed(at: number, more: Partial<LapseFact> = {}): LapseFact {
  seeds += 1;
  return { kind: 'lapse', by: ada, request: requestId(`review-${seeds}`), concept: conceptId('task'), at, ...more };
}

const by = fc.constantFrom('discord:1', 'slack:T/2').map(learnerId);
/** Hours and days apart, and at one moment. */
const at = fc.oneof(
  fc.nat({ max: 40 }).map((days) => days * 86_400_000),
  fc.nat({ max: 400_000_000 }),
);

/** Facts as two accounts may leave them; some may be given twice. */
export const anyFacts: fc.Arbitrary<readonly Fact[]> = fc.uniqueArray(
  fc.oneof<fc.Arbitrary<Fact>[]>(
    fc.record({
      kind: fc.constant('answer'),
      by,
      at,
      quiz: fc.constantFrom('written', 'meaning-of-task', 'meaning-of-await').map(quizId),
      seed: fc.nat({ max: 9 }),
      concept: fc.constantFrom('task', 'await', 'cpu', 'gone').map(conceptId),
      given: fc.constantFrom(['1'], ['2'], ['3'], []),
      correct: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('attempt'),
      by,
      at,
      request: fc.nat({ max: 30 }).map((id) => requestId(`r${id}`)),
      exercise: fc.constantFrom('double', 'greet-all', 'gone').map(exerciseId),
      codeHash: fc.constantFrom('a', 'b', 'c'),
      verdict: fc.constantFrom('passed', 'failed', 'error', 'stopped'),
      hints: fc.nat({ max: 2 }),
    }),
    fc.record({
      kind: fc.constant('lapse'),
      by,
      at,
      request: fc.nat({ max: 5 }).map((id) => requestId(`v${id}`)),
      concept: fc.constantFrom('task', 'await').map(conceptId),
    }),
  ),
  { selector: identity, maxLength: 40 },
);

function identity(fact: Fact): string {
  const { kind, by: owner } = fact;
  if (fact.kind === 'answer') return [kind, owner, fact.quiz, fact.seed].join(' ');
  return [kind, owner, fact.request, fact.kind === 'lapse' ? fact.concept : ''].join(' ');
}
