import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { chunkOf } from '../course/find.ts';
import type { Choice } from '../view.ts';
import type { Language, Say } from '../words.ts';
import { inLanguage } from '../words.ts';

/** Opens an exercise. */
export function exerciseChoice(course: Course, exercise: Exercise, look: Pick<Choice, 'label' | 'weight'>): Choice {
  return { ...look, command: 'exercise', args: { course: course.id, exercise: exercise.id } };
}

/** Shows one hint more than have been seen; all of them again behind the last. */
export function hintChoice(course: Course, exercise: Exercise, hints: Hints): readonly Choice[] {
  const all = exercise.hints.en.length;
  if (all === 0) return [];
  const nth = String(Math.min(hints.seen + 1, all));
  const args = { course: course.id, exercise: exercise.id, nth };
  return [{ label: hints.label, weight: 'secondary', command: 'hint', args }];
}

interface Hints {
  readonly seen: number;
  readonly label: string;
}

/** The list of all exercises. */
export function exercisesChoice(course: Course, weight: Choice['weight'], say: Say): Choice {
  return { label: say('button.exercises'), weight, command: 'exercise', args: { course: course.id } };
}

/** Reads the chunk to which an exercise belongs, if it is still there. */
export function readChoice(
  course: Course,
  exercise: Exercise,
  { say, language }: { readonly say: Say; readonly language: Language },
): readonly Choice[] {
  const chunk = chunkOf(course, exercise.chunk);
  if (chunk === undefined) return [];
  const label = say('button.read', { title: inLanguage(chunk.title, language) });
  return [{ label, weight: 'secondary', command: 'lesson', args: { course: course.id, page: chunk.id } }];
}
