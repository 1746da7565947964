import { carried, defineCommand } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import { readingView } from '../views/reading-view.ts';

/** What to read beside the course, a section at a time. */
export const reading = defineCommand({
  name: 'reading',
  summary: 'command.reading',
  options: { course: carried, section: carried },
  async *run(call) {
    const { args, kit, request } = call;
    const course = await courseMeant(args.course, request.learner, kit);
    yield readingView(course, Number(args.section ?? '1') - 1, call);
  },
});
