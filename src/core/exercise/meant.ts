import type { Call } from '../command.ts';
import type { Course } from '../course/course.ts';
import type { Exercise } from '../course/exercise.ts';
import { findExercise } from '../course/find.ts';
import { Refusal } from '../refusal.ts';
import { lastExercise } from './standing.ts';

/** The exercise that is named, else the one at which the learner was last: a file or a message need not name it again. */
export async function exerciseMeant(
  course: Course,
  named: string | undefined,
  { request, kit }: Pick<Call<string>, 'request' | 'kit'>,
): Promise<Exercise> {
  if (named !== undefined) return findExercise(course, named);
  const last = lastExercise(course, await kit.store.exercises.history(request.learner, course.id));
  if (last !== undefined) return last;
  const known = course.exercises.map(({ id }) => `\`${id}\``).join(', ');
  throw new Refusal(
    'which-exercise',
    (say) => say('refusal.which-exercise', { known }),
    (say) => [{ label: say('button.exercises'), weight: 'primary', command: 'exercise', args: { course: course.id } }],
  );
}
