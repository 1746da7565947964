import type { Kit } from '../command.ts';
import { courseMeant } from '../course/place.ts';
import type { Reminder } from '../ports/reminder-store.ts';
import type { View } from '../view.ts';
import { digestView } from '../views/digest-view.ts';
import type { Reader } from '../views/option-label.ts';
import { channelWeeks } from './channel-week.ts';
import { weekOf } from './week-of.ts';

/** How a learner's week was, and how the channels did for which they set the questions; null when there is nothing to tell. */
export async function digestFor(reminder: Reminder, reader: Reader, kit: Kit): Promise<View | null> {
  const { learner } = reminder;
  const course = await courseMeant(undefined, learner, kit);
  const week = weekOf(course, await kit.store.evidence.facts(learner, course.id), kit.clock.now());
  const channels = await channelWeeks(reminder, kit);
  const isEmpty = week.answers === 0 && week.learnt === 0 && week.due === 0 && channels.length === 0;
  return isEmpty ? null : digestView({ course, week, channels }, reader);
}
