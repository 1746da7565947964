import { carried, defineCommand } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import { exerciseMeant } from '../exercise/meant.ts';
import { hintView } from '../views/hint-view.ts';

/** One more hint of an exercise: the button says which, so that a double press shows one. */
export const hint = defineCommand({
  name: 'hint',
  summary: null,
  options: { course: carried, exercise: carried, nth: carried },
  // The task, or what was wrong, stays in sight.
  replies: 'beside',
  async *run(call) {
    const { args, kit, request } = call;
    const course = await courseMeant(args.course, request.learner, kit);
    const exercise = await exerciseMeant(course, args.exercise, call);
    const all = exercise.hints.en.length;
    const asked = /^\d{1,4}$/u.test(args.nth ?? '') ? Number(args.nth) : 1;
    const nth = Math.max(1, Math.min(asked, all));
    const turn = { learner: request.learner, course: course.id, exercise: exercise.id, at: kit.clock.now() };
    const shown = await kit.store.exercises.showHint({ ...turn, nth });
    yield hintView(course, { exercise, shown: Math.min(shown, all) }, call);
  },
});
