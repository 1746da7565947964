import { carried, defineCommand } from '../command.ts';
import { circumstancesOf } from '../course/circumstances.ts';
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
    if (following === undefined) {
      yield endView(course, call);
      return;
    }
    const reader = { ...call, ...(await circumstancesOf(course, following, call)) };
    yield standing === following
      ? chunkView(course, following, reader)
      : chunkElsewhere(course, following, { ...reader, standing });
  },
});
