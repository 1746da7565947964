import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { termOf } from '../course/find.ts';
import type { Standing } from '../exercise/standing.ts';
import { countPassed, nextExercise, standingOf } from '../exercise/standing.ts';
import { inline } from '../inline.ts';
import type { ExerciseHistory } from '../ports/store.ts';
import type { Span, View } from '../view.ts';
import { choices, list, prose, strong, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exerciseChoice } from './exercise-choices.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

/** The exercises of a course, how the learner stands with each, and the way into each. */
export function exercisesView(course: Course, history: readonly ExerciseHistory[], reader: Reader): View {
  const { say, language } = reader;
  const suggested = nextExercise(course, history, null);
  const done = countPassed(course, history);
  const told = suggested === undefined ? say('exercise.all-passed') : say('exercise.choose');
  return view(`${say('exercise.list-title')} · ${inLanguage(course.title, language)}`, [
    { kind: 'progress', label: say('progress.exercises'), done, of: course.exercises.length },
    prose(...inline(told)),
    list(course.exercises.map((one) => line(course, one, { ...reader, standing: standingOf(one, history) }))),
    choices(
      ...course.exercises.map((one) => {
        const weight = one === suggested ? 'primary' : 'secondary';
        return exerciseChoice(course, one, { label: inLanguage(one.title, language), weight });
      }),
    ),
  ]);
}

interface LineReader extends Reader {
  readonly standing: Standing;
}

function line(course: Course, exercise: Exercise, { say, language, standing }: LineReader): readonly Span[] {
  const concept = termOf(course, exercise.concept, language);
  return [strong(inLanguage(exercise.title, language)), text(` · ${concept} · ${standingWords(standing, say)}`)];
}

function standingWords(standing: Standing, say: Say): string {
  switch (standing.kind) {
    case 'new':
      return say('exercise.new');
    case 'begun':
      return say('exercise.begun');
    case 'tried':
      return say('exercise.tried', { count: standing.tries });
    case 'passed':
      return say('exercise.passed');
  }
}
