import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { termOf } from '../course/find.ts';
import { hintsSeen } from '../exercise/standing.ts';
import { inline } from '../inline.ts';
import type { ExerciseHistory } from '../ports/store.ts';
import type { View } from '../view.ts';
import { choices, prose, python, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { hintChoice, readChoice } from './exercise-choices.ts';
import { solutionForm } from './solution-form.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

interface Task {
  readonly exercise: Exercise;
  readonly history: readonly ExerciseHistory[];
}

/** An exercise as it is begun: what to write, what to begin from, and how to send it. */
export function taskView(course: Course, { exercise, history }: Task, reader: Reader): View {
  const { say, language } = reader;
  const place = say('exercise.place', {
    concept: termOf(course, exercise.concept, language),
    number: course.exercises.indexOf(exercise) + 1,
    count: course.exercises.length,
  });
  const starter = { course: course.id, exercise: exercise.id };
  return view(inLanguage(exercise.title, language), [
    prose({ kind: 'emphasis', text: place }),
    ...inLanguage(exercise.task, language),
    prose(text(say('exercise.starter'))),
    python(exercise.starter),
    prose(...inline(say('exercise.how', { exercise: exercise.id }))),
    solutionForm(course, exercise, { label: say('button.solve'), initial: exercise.starter, say }),
    choices(
      ...hintChoice(course, exercise, { seen: hintsSeen(exercise, history), label: say('button.hint') }),
      { label: say('button.run-starter'), weight: 'secondary', command: 'run', args: starter },
      ...readChoice(course, exercise, reader),
    ),
  ]);
}
