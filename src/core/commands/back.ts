import { carried, defineCommand } from '../command.ts';
import { circumstancesOf } from '../course/circumstances.ts';
import { chunkBefore } from '../course/find.ts';
import { leaving, move } from '../course/step.ts';
import { Refusal } from '../refusal.ts';
import { chunkElsewhere, chunkView } from '../views/chunk-view.ts';

/** Back to the chunk before the one that the button stood under, or before the learner's place when it was typed. */
export const back = defineCommand({
  name: 'back',
  summary: 'command.back',
  options: { course: carried, from: carried },
  async *run(call) {
    const { course, chunk } = await leaving(call);
    const before = chunkBefore(course, chunk);
    if (before === undefined) throw new Refusal('first-chunk', (say) => say('refusal.first-chunk'));
    const standing = await move({ course, from: chunk, to: before, read: false }, call);
    const reader = { ...call, ...(await circumstancesOf(course, before, call)) };
    yield standing === before
      ? chunkView(course, before, reader)
      : chunkElsewhere(course, before, { ...reader, standing });
  },
});
