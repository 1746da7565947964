import { isTooNew } from '../course/circumstances.ts';
import type { Course, Library } from '../course/course.ts';
import type { Schedule } from '../ports/calendar-store.ts';
import type { ChannelFacts } from '../ports/prompt-store.ts';
import type { PythonVersion } from '../python-version.ts';
import { numbersFrom } from '../quiz/by-seed.ts';
import type { Question } from '../quiz/question.ts';
import { drawQuestion } from '../quiz/question.ts';
import type { Quiz, QuizOption } from '../quiz/quiz.ts';

/** What a channel is asked. */
export interface ChosenQuestion {
  readonly course: Course;
  readonly question: Question;
}

interface Circumstances {
  readonly facts: ChannelFacts;
  readonly now: number;
  readonly seed: number;
  /** By which programs are run; null where that is not known. */
  readonly python: PythonVersion | null;
}

/**
 * The question to ask a channel; null when there is none in the schedule's scope. Never one that was asked there in the
 * last 60 days while there are others; of those left, about what the channel knows least, and not about the same as last
 * time; then what was asked longest ago. The seed decides between equals.
 */
export function choosePrompt(
  library: Library,
  scope: Schedule['scope'],
  circumstances: Circumstances,
): ChosenQuestion | null {
  const { python, seed } = circumstances;
  const all = library.courses.flatMap((course) =>
    quizzesIn(course, scope)
      .filter((quiz) => !isTooNew(quiz, python))
      .map((quiz) => ({ course, question: drawQuestion(quiz, seed) }))
      .filter(({ question }) => optionsFor(question) !== null),
  );
  const ranked = unlikeLast(rested(all, circumstances), circumstances).map((one) => ({
    ...one,
    rank: rankOf(one, circumstances),
  }));
  const best = ranked.reduce<readonly number[]>((least, { rank }) => (isLess(rank, least) ? rank : least), [Infinity]);
  const equals = ranked.filter(({ rank }) => !isLess(best, rank));
  const chosen = equals.length === 0 ? undefined : equals[numbersFrom(seed)(equals.length)];
  return chosen === undefined ? null : { course: chosen.course, question: chosen.question };
}

/** A row of buttons. */
const mostOptions = 5;

/** The options of a question that one button answers; null for one of another kind. */
export function optionsFor({ quiz, drawn }: Question): readonly QuizOption[] | null {
  if (drawn.kind !== 'pick' || quiz.type === 'multiple' || drawn.options.length > mostOptions) return null;
  return drawn.options.filter(({ right }) => right).length === 1 ? drawn.options : null;
}

function quizzesIn(course: Course, scope: Schedule['scope']): readonly Quiz[] {
  if (scope === null) return course.quizzes;
  if (scope.course !== course.id) return [];
  if (scope.lesson === null) return course.quizzes;
  const lesson = course.lessons.find(({ number }) => number === scope.lesson);
  const chunks = lesson?.kind === 'here' ? lesson.chapters.flatMap((chapter) => chapter.chunks) : [];
  return course.quizzes.filter(({ chunk }) => chunk !== null && chunks.includes(chunk));
}

const dayMs = 86_400_000;
const restMs = 60 * dayMs;

const lastAsked = ({ course, question }: ChosenQuestion, { facts }: Circumstances): number =>
  facts.asked.find((one) => one.course === course.id && one.quiz === question.quiz.id)?.at ?? -Infinity;

function rested(all: readonly ChosenQuestion[], circumstances: Circumstances): readonly ChosenQuestion[] {
  const fresh = all.filter((one) => lastAsked(one, circumstances) <= circumstances.now - restMs);
  return fresh.length > 0 ? fresh : all;
}

/** The same concept two days in a row would be all that a channel talks about. */
function unlikeLast(all: readonly ChosenQuestion[], { facts }: Circumstances): readonly ChosenQuestion[] {
  const last = facts.asked.toSorted((one, other) => other.at - one.at)[0];
  const before = all[0]?.course.quizzes.find(({ id }) => id === last?.quiz)?.concept;
  const others = all.filter(({ question }) => question.quiz.concept !== before);
  return others.length > 0 ? others : all;
}

const rankOf = (one: ChosenQuestion, circumstances: Circumstances): readonly number[] => [
  strengthIn(one, circumstances),
  lastAsked(one, circumstances),
];

/** How well a channel knows what a question is about, in tenths: 5 where nobody has answered, and near it where few have. */
function strengthIn({ course, question }: ChosenQuestion, { facts }: Circumstances): number {
  const known = facts.concepts.find((row) => row.course === course.id && row.concept === question.quiz.concept);
  return Math.round((10 * ((known?.right ?? 0) + 1)) / ((known?.answers ?? 0) + 2));
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place >= 0 && (one[place] ?? 0) < (other[place] ?? Infinity);
}
