import { carried, defineCommand } from '../command.ts';
import { chunkAfter } from '../course/find.ts';
import { leaving, move } from '../course/step.ts';
import { chunkElsewhere, chunkView, endView } from '../views/chunk-view.ts';

/** On to the chunk behind the one that the button stood under, or behind the learner's place when it was typed. */
export const next = defineCommand({
  name: 'next',
  summary: 'command.next',
  options: { course: carried, from: carried },
  async *run(call) {
    const { course, chunk } = await leaving(call);
    const following = chunkAfter(course, chunk);
    const standing = await move({ course, from: chunk, to: following ?? chunk, read: true }, call);
    if (following === undefined) yield endView(course, call.say);
    else
      yield standing === following
        ? chunkView(course, following, call)
        : chunkElsewhere(course, following, { ...call, standing });
  },
});
