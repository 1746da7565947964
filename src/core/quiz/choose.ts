import { isTooNew } from '../course/circumstances.ts';
import type { Course } from '../course/course.ts';
import type { ChunkId, ConceptId } from '../ids.ts';
import type { QuizHistory } from '../ports/store.ts';
import type { PythonVersion } from '../python-version.ts';
import type { Quiz } from './quiz.ts';

/** What is known of a learner when a question is chosen. */
export interface Learnt {
  readonly read: readonly ChunkId[];
  readonly history: readonly QuizHistory[];
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

/**
 * The question to ask next, or null when there is none in that scope. First what the learner has read about, then what
 * was missed last time, then what was never asked, then what was asked longest ago; `seed` decides between equals.
 */
export function chooseQuiz(course: Course, scope: Scope, { seed, python, ...learnt }: Learnt & Drawing): Quiz | null {
  const inScope = course.quizzes.filter(
    (quiz) => (scope.concept ?? quiz.concept) === quiz.concept && (scope.chunk ?? quiz.chunk) === quiz.chunk,
  );
  const candidates = inScope.filter((quiz) => !isTooNew(quiz, python));
  const ranked = withoutLast(candidates, learnt.history).map((quiz) => ({ quiz, rank: rankOf(quiz, learnt) }));
  const best = ranked.reduce<readonly number[]>(
    (least, { rank }) => (compare(rank, least) < 0 ? rank : least),
    [Infinity],
  );
  const equals = ranked.filter(({ rank }) => compare(rank, best) === 0);
  return equals[seed % equals.length]?.quiz ?? null;
}

/** Without the question that was answered last, where there are others: asked again at once it tests no memory. */
function withoutLast(candidates: readonly Quiz[], history: readonly QuizHistory[]): readonly Quiz[] {
  const latest = Math.max(...history.map(({ lastAt }) => lastAt));
  const last = history.find(({ lastAt }) => lastAt === latest);
  const others = candidates.filter(({ id }) => id !== last?.quiz);
  return others.length > 0 ? others : candidates;
}

function rankOf(quiz: Quiz, { read, history }: Learnt): readonly number[] {
  const past = history.find((line) => line.quiz === quiz.id);
  const unread = quiz.chunk !== null && read.includes(quiz.chunk) ? 0 : 1;
  if (past === undefined) return [unread, 1, 0];
  return past.lastRight ? [unread, 2, past.lastAt] : [unread, 0, past.lastAt];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : (one[place] ?? 0) - (other[place] ?? Infinity);
}
