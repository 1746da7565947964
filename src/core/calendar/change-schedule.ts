import type { Kit } from '../command.ts';
import type { ScheduleId } from '../ids.ts';
import type { Post, Schedule } from '../ports/calendar-store.ts';
import { turnAfter } from './plan.ts';

/** How a schedule is to be; null: as it is. */
type Change = (schedule: Schedule) => { readonly schedule: Schedule; readonly posts: readonly Post[] } | null;

/** Others may change it at the same time: then it is tried again with what they made of it. */
const mostTries = 20;

/** Changes a schedule and finds its next turn anew; gives what it is then, null when there is none of that id. */
export async function changeSchedule(id: ScheduleId, { store, clock }: Kit, change: Change): Promise<Schedule | null> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const before = await store.calendar.read(id);
    const wanted = before === null ? null : change(before);
    if (before === null || wanted === null) return before;
    const now = clock.now();
    const planned = { ...wanted.schedule, plannedAt: now, revision: before.revision + 1 };
    // A turn that has come and was not looked at yet is not lost by a change.
    const schedule = { ...planned, nextAt: turnAfter(planned, Math.min(now, (before.nextAt ?? Infinity) - 1)) };
    const saved = await store.calendar.save({ schedule, before: before.revision, prompt: null, posts: wanted.posts });
    if (saved === 'saved') return schedule;
  }
  throw new Error(`schedule ${id} is changed by others all the time`);
}
