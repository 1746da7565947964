import { carried, defineCommand } from '../command.ts';
import { runId } from '../ids.ts';
import { stoppingView } from '../views/outcome-view.ts';

/** Stops a run of the learner who presses: the button names the run, and whose it is follows from who asks. */
export const cancel = defineCommand({
  name: 'cancel',
  summary: null,
  options: { run: carried },
  async *run({ args, kit, request, say }) {
    const found = await kit.runner.cancel(request.learner, runId(args.run ?? ''));
    yield stoppingView(found, say);
  },
});
