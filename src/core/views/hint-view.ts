import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import type { View } from '../view.ts';
import { choices, prose, text, view } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';
import { exerciseChoice, hintChoice, readChoice } from './exercise-choices.ts';
import { solutionForm } from './solution-form.ts';

interface Reader {
  readonly say: Say;
  readonly language: Language;
}

interface Hints {
  readonly exercise: Exercise;
  /** How many of them. */
  readonly shown: number;
}

/** The hints so far, the last one the newest, and the next step. */
export function hintView(course: Course, { exercise, shown }: Hints, reader: Reader): View {
  const { say, language } = reader;
  const hints = inLanguage(exercise.hints, language);
  const isLast = shown >= hints.length;
  const label = say('button.next-hint', { number: shown + 1, count: hints.length });
  return view(say('exercise.hints-title', { title: inLanguage(exercise.title, language) }), [
    { kind: 'list', ordered: true, items: hints.slice(0, shown) },
    ...(isLast ? [prose(text(say('exercise.last-hint')))] : []),
    solutionForm(course, exercise, { label: say('button.solve'), initial: exercise.starter, say }),
    choices(
      ...(isLast ? readChoice(course, exercise, reader) : hintChoice(course, exercise, { seen: shown, label })),
      exerciseChoice(course, exercise, { label: say('button.task'), weight: 'secondary' }),
    ),
  ]);
}
