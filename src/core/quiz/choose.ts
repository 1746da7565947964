import { isTooNew } from '../course/circumstances.ts';
import type { Course } from '../course/course.ts';
import type { ChunkId, ConceptId, MisconceptionId } from '../ids.ts';
import type { HeldBelief } from '../memory/held-beliefs.ts';
import { beliefsOf, heldBeliefs } from '../memory/held-beliefs.ts';
import { inOrder, latestAnswer } from '../memory/in-order.ts';
import type { Mastery } from '../memory/mastery.ts';
import { countLacking, dueOf, isRemembered, masteryOf } from '../memory/mastery.ts';
import type { AnswerFact, Fact } from '../ports/evidence-store.ts';
import type { PythonVersion } from '../python-version.ts';
import { inAnotherForm } from './another-form.ts';
import type { Quiz } from './quiz.ts';

/** What is known of a learner when a question is chosen. */
export interface Learnt {
  readonly read: readonly ChunkId[];
  readonly facts: readonly Fact[];
  /** Epoch milliseconds. */
  readonly now: number;
}

interface Drawing {
  readonly seed: number;
  /** By which programs are run; null where that is not known. */
  readonly python: PythonVersion | null;
}

/** What the question may be about; null: anything. */
export interface Scope {
  readonly concept: ConceptId | null;
  readonly chunk: string | null;
}

/** A quiz and what to draw it with. */
export interface Chosen {
  readonly quiz: Quiz;
  readonly seed: number;
  /**
   * `belief`: something believed wrongly before, in another form; `once-more`: the same, where it has no other form; `due`:
   * time to remember it again.
   */
  readonly why: 'belief' | 'once-more' | 'due' | 'practice';
}

/**
 * The question to ask next, or null when there is none in that scope. A misconception that showed some questions ago
 * comes back in another form; then what is due; then what was read and never asked; then what was missed, what was
 * right, and last what was not read. `seed` decides between equals. Never the question that was answered last, unless
 * there is no other.
 */
export function chooseQuiz(course: Course, scope: Scope, { seed, python, ...learnt }: Learnt & Drawing): Chosen | null {
  const inScope = course.quizzes.filter(
    (quiz) => (scope.concept ?? quiz.concept) === quiz.concept && (scope.chunk ?? quiz.chunk) === quiz.chunk,
  );
  const candidates = inScope.filter((quiz) => !isTooNew(quiz, python));
  const facts = inOrder(learnt.facts);
  const answers = facts.filter((fact) => fact.kind === 'answer');
  const known = knownOf(course, answers, { ...learnt, facts });
  const best = leastOf(withoutLast(candidates, latestAnswer(learnt.facts)), (quiz) => rankOf(quiz, known));
  const quiz = best[seed % best.length];
  if (quiz === undefined) return null;
  const belief = known.ripe[placeOfBelief(quiz, known)];
  if (belief !== undefined) return { quiz, ...inAnotherForm(quiz, belief, seed) };
  return { quiz, seed, why: known.due.has(quiz.concept) ? 'due' : 'practice' };
}

/** Without the question that was answered last, where there are others: asked again at once it tests no memory. */
function withoutLast(candidates: readonly Quiz[], last: AnswerFact | undefined): readonly Quiz[] {
  const others = candidates.filter(({ id }) => id !== last?.quiz);
  return others.length > 0 ? others : candidates;
}

interface Known {
  readonly read: ReadonlySet<string>;
  /** By quiz. */
  readonly last: ReadonlyMap<string, AnswerFact>;
  readonly mastery: ReadonlyMap<ConceptId, Mastery>;
  /** For each concept that nobody asked yet, how many of those that it builds on are not known. */
  readonly lacking: ReadonlyMap<ConceptId, number>;
  /** Due concepts, and their places in the order in which to ask. */
  readonly due: ReadonlyMap<ConceptId, number>;
  /** Beliefs whose time to come back it is, and their places. */
  readonly ripe: readonly HeldBelief[];
  readonly ripeAt: ReadonlyMap<MisconceptionId, number>;
}

/** After so many other questions, a belief that showed comes back. */
const othersBetween = 3;

function knownOf(course: Course, answers: readonly AnswerFact[], { read, facts, now }: Learnt): Known {
  const all = masteryOf(course, facts, now);
  const due = new Map(dueOf(all).map(({ concept }, place) => [concept.id, place]));
  const isRipe = ({ answersSince, question }: HeldBelief): boolean =>
    answersSince >= othersBetween || due.has(question.quiz.concept);
  const ripe = heldBeliefs(course, facts).filter(isRipe);
  return {
    read: new Set(read),
    last: lastOfEach(answers),
    mastery: new Map(all.map((one) => [one.concept.id, one])),
    lacking: new Map(all.map(({ concept }) => [concept.id, countLacking(concept, all)])),
    due,
    ripe,
    ripeAt: new Map(ripe.map(({ misconception }, place) => [misconception, place])),
  };
}

/** The last answer to each quiz; a learner may have given thousands. */
function lastOfEach(answers: readonly AnswerFact[]): ReadonlyMap<string, AnswerFact> {
  const last = new Map<string, AnswerFact>();
  for (const answer of answers) last.set(answer.quiz, answer);
  return last;
}

/** Lower comes first; numbers are compared from the left. */
function rankOf(quiz: Quiz, known: Known): readonly number[] {
  const unread = quiz.chunk !== null && known.read.has(quiz.chunk) ? 0 : 1;
  const last = known.last.get(quiz.id);
  const belief = placeOfBelief(quiz, known);
  const held = known.ripe[belief]?.question.quiz;
  if (held !== undefined) return [0, belief, ...formOf(quiz, held, unread), last?.at ?? -1];
  const due = known.due.get(quiz.concept);
  if (due !== undefined) return [1, due, unread, ...pastOf(last)];
  const open = last === undefined ? freshRank(quiz, known) : againRank(last, known);
  return [2 + unread, ...open];
}

/** Of the ripe beliefs that a quiz may tempt with, the first one's place; -1 for none. */
function placeOfBelief(quiz: Quiz, { ripeAt }: Known): number {
  if (ripeAt.size === 0) return -1;
  const places = beliefsOf(quiz).flatMap((id) => ripeAt.get(id) ?? []);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** Of a belief's questions first another one, that was read about, and of another type. */
const formOf = (quiz: Quiz, held: Quiz, unread: number): readonly number[] => [
  quiz.id === held.id ? 1 : 0,
  unread,
  quiz.type === held.type ? 1 : 0,
];

/** What was never asked: first concepts of which nothing was, and whose foundations are known. */
const freshRank = ({ concept }: Quiz, { mastery, lacking }: Known): readonly number[] => [
  0,
  mastery.get(concept)?.state === 'unasked' ? 0 : 1,
  lacking.get(concept) ?? 0,
];

/** What was asked but is not due: first what was missed, then what is remembered least. */
function againRank({ concept, correct, at }: AnswerFact, { mastery }: Known): readonly number[] {
  return correct ? [2, recallOf(mastery.get(concept)), at] : [1, at];
}

/** Of a concept's questions first what was missed last time, then what was never asked, then what was asked longest ago. */
function pastOf(last: AnswerFact | undefined): readonly number[] {
  if (last === undefined) return [1, 0];
  return [last.correct ? 2 : 0, last.at];
}

const recallOf = (mastery: Mastery | undefined): number =>
  mastery !== undefined && isRemembered(mastery) ? mastery.retrievability : 0;

/** All that have the least rank. */
function leastOf(quizzes: readonly Quiz[], rank: (quiz: Quiz) => readonly number[]): readonly Quiz[] {
  const ranked = quizzes.map((quiz) => ({ quiz, rank: rank(quiz) }));
  const least = ranked.reduce<readonly number[]>(
    (best, one) => (compare(one.rank, best) < 0 ? one.rank : best),
    [Infinity],
  );
  return ranked.filter((one) => compare(one.rank, least) === 0).map(({ quiz }) => quiz);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? Infinity);
}
