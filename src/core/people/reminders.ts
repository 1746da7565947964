import type { Kit } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import type { LearnerId } from '../ids.ts';
import { dueOf, masteryOf } from '../memory/mastery.ts';
import type { Producer } from '../producer.ts';
import { digestFor } from './digest.ts';
import { dueReminders } from './due-reminders.ts';

/** Lines for those who asked for them: on days on which they have not studied, or how their week was. */
export const reminders: Producer = {
  name: 'reminders',
  async due(platforms, { kit, failed }) {
    const due = await dueReminders(platforms, {
      kit,
      failed,
      dueCount: async (learner) => await countDue(learner, kit),
      digest: async (reminder, reader) => await digestFor(reminder, reader, kit),
    });
    return due.map(({ id, learner, platform, community, view, language, until }) => ({
      id,
      address: { kind: 'learner', platform, community, learner },
      view,
      language,
      perhapsSince: null,
      ifAbsent: 'send',
      failures: 0,
      until,
    }));
  },
  // One that was not delivered is left out: tomorrow is another day. Where nobody can be reached any more, nobody is tried.
  async delivered({ address }, outcome, kit) {
    if (outcome.kind !== 'gone' || address.kind !== 'learner') return;
    const { learner } = address;
    // Another account of theirs may have asked for one meanwhile.
    if ((await kit.store.reminders.of(learner))?.learner !== learner) return;
    await kit.store.reminders.choose({ kind: 'stop', learner, at: kit.clock.now() });
  },
};

/** How many concepts a learner is due to be asked about, in the course where they were last. */
async function countDue(learner: LearnerId, kit: Kit): Promise<number> {
  const course = await courseMeant(undefined, learner, kit);
  return dueOf(masteryOf(course, await kit.store.evidence.facts(learner, course.id), kit.clock.now())).length;
}
