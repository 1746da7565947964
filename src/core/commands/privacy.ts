import { defineCommand } from '../command.ts';
import { privacyView } from '../views/own-data-views.ts';

/** What is kept of a learner, why and how long, and how to have it or be rid of it. */
export const privacy = defineCommand({
  name: 'privacy',
  summary: 'command.privacy',
  options: {},
  async *run({ say }) {
    yield privacyView(say);
  },
});
