import type { Concept, Course } from '../course/course.ts';
import { numberOf } from '../course/find.ts';
import type { LearnerPlace } from '../course/place.ts';
import { countPassed } from '../exercise/standing.ts';
import type { ChunkId } from '../ids.ts';
import { inline } from '../inline.ts';
import type { ExerciseHistory, QuizHistory } from '../ports/store.ts';
import type { Block, Choice, Span, View } from '../view.ts';
import { choices, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exercisesChoice } from './exercise-choices.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

interface Progress {
  readonly place: LearnerPlace | null;
  readonly read: readonly ChunkId[];
  readonly history: readonly QuizHistory[];
  readonly exercises: readonly ExerciseHistory[];
}

/** What a learner has read, answered and solved in a course. */
export function progressView(course: Course, progress: Progress, reader: Reader): View {
  const { say, language } = reader;
  const title = `${say('progress.title')} · ${inLanguage(course.title, language)}`;
  const { place, history, exercises } = progress;
  if (place === null && history.length === 0 && exercises.length === 0) {
    return view(title, [prose(...inline(say('progress.none'))), choices(wayOn(course, place, say))]);
  }
  return view(title, [
    readSoFar(course, progress, say),
    ...solvedSoFar(course, exercises, say),
    conceptTable(course, history, reader),
    ...nextStep(course, place, reader),
    choices(
      wayOn(course, place, say),
      questions(course, say),
      ...(course.exercises.length > 0 ? [exercisesChoice(course, 'secondary', say)] : []),
    ),
  ]);
}

/** Only chunks that are still in the course count: content may lose some. */
function readSoFar(course: Course, { read }: Progress, say: Say): Block {
  const done = course.chunks.filter(({ id }) => read.includes(id)).length;
  return { kind: 'progress', label: say('progress.chunks'), done, of: course.chunks.length };
}

function solvedSoFar(course: Course, exercises: readonly ExerciseHistory[], say: Say): readonly Block[] {
  const of = course.exercises.length;
  if (of === 0) return [];
  return [{ kind: 'progress', label: say('progress.exercises'), done: countPassed(course, exercises), of }];
}

function conceptTable(course: Course, history: readonly QuizHistory[], { say, language }: Reader): Block {
  const header = [[text(say('progress.concept'))], [text(say('progress.answers'))]];
  const rows = course.concepts.map((concept) => [
    [text(inLanguage(concept.term, language))],
    [answersTo(concept, history, say)],
  ]);
  return { kind: 'table', header, rows };
}

function answersTo(concept: Concept, history: readonly QuizHistory[], say: Say): Span {
  const lines = history.filter((line) => line.concept === concept.id);
  const times = lines.reduce((sum, line) => sum + line.times, 0);
  const right = lines.reduce((sum, line) => sum + line.timesRight, 0);
  return text(times === 0 ? say('progress.not-asked') : say('progress.right-of', { right, times }));
}

function nextStep(course: Course, place: LearnerPlace | null, { say, language }: Reader): readonly Block[] {
  if (place === null) return [];
  const title = `${numberOf(course, place.chunk)} · ${inLanguage(place.chunk.title, language)}`;
  return [prose(strong(say('progress.next', { title })))];
}

function wayOn(course: Course, place: LearnerPlace | null, say: Say): Choice {
  const label = place === null ? say('button.begin') : say('button.continue');
  return { label, weight: 'primary', command: 'lesson', args: { course: course.id } };
}

function questions(course: Course, say: Say): Choice {
  return { label: say('button.quiz'), weight: 'secondary', command: 'quiz', args: { course: course.id } };
}
