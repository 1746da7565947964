import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import type { Block } from '../view.ts';
import { ask } from '../view.ts';
import type { Say } from '../words.ts';

interface Form {
  readonly label: string;
  /** The program that stands in it when it opens. */
  readonly initial: string;
  readonly say: Say;
}

/** A form that sends a solution of an exercise. */
export function solutionForm(course: Course, exercise: Exercise, { label, initial, say }: Form): Block {
  return ask({
    label,
    title: say('form.solution-title'),
    command: 'exercise',
    args: { course: course.id, exercise: exercise.id },
    fields: [{ kind: 'code', name: 'code', label: say('form.solution'), initial }],
  });
}
