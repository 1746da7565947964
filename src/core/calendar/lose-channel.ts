import type { Kit } from '../command.ts';
import { scheduleId } from '../ids.ts';
import { changeSchedule } from './change-schedule.ts';

/** Pauses the schedule whose post could not be posted any more, and has its teacher told, once. */
export async function loseChannel(post: string, kit: Kit): Promise<void> {
  const id = scheduleId(post.split(':')[0] ?? '');
  await changeSchedule(id, kit, (schedule) => {
    if (schedule.pause?.kind === 'gone' || schedule.endedAt !== null) return null;
    const { platform, revision } = schedule;
    const told = `${id}:${revision}:gone`;
    const posts = [{ id: told, kind: 'gone', platform, schedule: id, prompt: null, dueAt: kit.clock.now() }] as const;
    return { schedule: { ...schedule, pause: { kind: 'gone' } }, posts };
  });
}
