import { withAssignments } from '../classes/with-assignments.ts';
import { defineCommand } from '../command.ts';
import { courseMeant, placeIn } from '../course/place.ts';
import { countPassed } from '../exercise/standing.ts';
import { masteryOf } from '../memory/mastery.ts';
import { streakLine } from '../people/streak-line.ts';
import { progressView } from '../views/progress-view.ts';

/** What the learner remembers, concept by concept, what is due, what they can do, and the next step. */
export const progress = defineCommand({
  name: 'progress',
  summary: 'command.progress',
  options: {},
  async *run(call) {
    const { kit, request, say, language } = call;
    const course = await courseMeant(undefined, request.learner, kit);
    const place = await placeIn(course, request.learner, kit);
    const read = await kit.store.progress.chunksRead(request.learner, course.id);
    const exercises = await kit.store.exercises.history(request.learner, course.id);
    const tried = { passed: countPassed(course, exercises), begun: exercises.length };
    const now = kit.clock.now();
    const mastery = masteryOf(course, await kit.store.evidence.facts(request.learner, course.id), now);
    const shown = progressView(course, { place, read, mastery, ...tried }, { say, language, now });
    const [first, ...rest] = shown.blocks;
    const streak = await streakLine({ request, kit, say });
    const blocks = [...(first === undefined ? [] : [first]), streak, ...rest];
    yield await withAssignments({ ...shown, blocks }, call);
  },
});
