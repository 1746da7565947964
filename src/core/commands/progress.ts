import { defineCommand } from '../command.ts';
import { courseMeant, placeIn } from '../course/place.ts';
import { progressView } from '../views/progress-view.ts';

/** What the learner has read, answered and solved, concept by concept, and the next step. */
export const progress = defineCommand({
  name: 'progress',
  summary: 'command.progress',
  options: {},
  async *run(call) {
    const { kit, request } = call;
    const course = await courseMeant(undefined, request.learner, kit);
    const place = await placeIn(course, request.learner, kit);
    const read = await kit.store.progress.chunksRead(request.learner, course.id);
    const history = await kit.store.answers.history(request.learner, course.id);
    const exercises = await kit.store.exercises.history(request.learner, course.id);
    yield progressView(course, { place, read, history, exercises }, call);
  },
});
