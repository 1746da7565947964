import { defineCommand } from '../command.ts';
import { unlinkedView } from '../views/link-views.ts';

/** Takes this account out of those that are linked: each has its own again. */
export const unlink = defineCommand({
  name: 'unlink',
  summary: 'command.unlink',
  options: {},
  async *run({ request, kit, say }) {
    yield unlinkedView(await kit.store.accounts.unlink(request.learner), say);
  },
});
