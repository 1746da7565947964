import type { Course } from '../course/course.ts';
import type { MisconceptionId, QuizId } from '../ids.ts';
import type { AnswerFact, Fact } from '../ports/evidence-store.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion, mistakeBehind } from '../quiz/question.ts';
import type { Quiz, QuizVariant } from '../quiz/quiz.ts';
import { inOrder } from './in-order.ts';

/** A misconception that showed in an answer, and in no right one since. */
export interface HeldBelief {
  readonly misconception: MisconceptionId;
  /** In the answer to which it showed last. */
  readonly question: Question;
  /** Questions answered since. */
  readonly answersSince: number;
}

/** Of the last answers; the one that showed longest ago first. */
export function heldBeliefs(course: Course, facts: readonly Fact[]): readonly HeldBelief[] {
  const quizzes = new Map<QuizId, Quiz>(course.quizzes.map((quiz) => [quiz.id, quiz]));
  // The latest answer that says something about a belief decides on it.
  const decided = new Map<MisconceptionId, HeldBelief | null>();
  for (const [answersSince, answer] of latestAnswers(inOrder(facts)).entries()) {
    const quiz = quizzes.get(answer.quiz);
    if (quiz === undefined || beliefsOf(quiz).every((id) => decided.has(id))) continue;
    const question = drawQuestion(quiz, answer.seed);
    for (const misconception of saidBy(question, answer)) {
      if (decided.has(misconception)) continue;
      decided.set(misconception, answer.correct ? null : { misconception, question, answersSince });
    }
  }
  return [...decided.values()].filter((belief) => belief !== null).toReversed();
}

/** As many as are looked at, the last one first. */
function latestAnswers(facts: readonly Fact[]): readonly AnswerFact[] {
  const latest: AnswerFact[] = [];
  for (let place = facts.length - 1; place >= 0 && latest.length < mostLookedAt; place -= 1) {
    const fact = facts[place];
    if (fact?.kind === 'answer') latest.push(fact);
  }
  return latest;
}

/** A belief that showed before so many other answers would have come back long since. */
const mostLookedAt = 500;

/** The beliefs that an answer refutes when it is right; else the one that it shows. */
function saidBy(question: Question, { correct, given }: AnswerFact): readonly MisconceptionId[] {
  if (correct) return carriedBy(question);
  const shown = mistakeBehind(question, given)?.misconception ?? null;
  return shown === null ? [] : [shown];
}

/** The beliefs that some drawing of a quiz tempts with. */
export function beliefsOf(quiz: Quiz): readonly MisconceptionId[] {
  const known = beliefs.get(quiz);
  if (known !== undefined) return known;
  const found = [...new Set(quiz.variants.flatMap(beliefsIn))];
  beliefs.set(quiz, found);
  return found;
}

/** Quizzes never change, and each is looked at thousands of times. */
const beliefs = new WeakMap<Quiz, readonly MisconceptionId[]>();

function beliefsIn({ answer }: QuizVariant): readonly MisconceptionId[] {
  return beliefsBehind(answer.kind === 'pick' ? answer.options : answer.mistakes);
}

/** The beliefs that a question, as it was drawn, tempts with. */
export function carriedBy({ drawn, variant }: Question): readonly MisconceptionId[] {
  return drawn.kind === 'pick' ? beliefsBehind(drawn.options) : beliefsIn(variant);
}

const beliefsBehind = (tempting: readonly { readonly misconception: MisconceptionId | null }[]) =>
  tempting.flatMap(({ misconception }) => (misconception === null ? [] : [misconception]));
