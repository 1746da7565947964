import type { Selectable } from 'kysely';
import { courseId, learnerId, scheduleId } from '#core/ids.ts';
import type { Schedule } from '#core/ports/calendar-store.ts';
import { languages } from '#core/words.ts';
import type { ScheduleTable } from './calendar-tables.ts';

const gone = 'gone';

export function rowOf(schedule: Schedule): Selectable<ScheduleTable> {
  const { id, platform, community, channel, zone, language, scope, pause, revision } = schedule;
  return {
    id,
    platform,
    community,
    channel,
    channel_name: schedule.channelName,
    local_time: schedule.time,
    zone,
    weekdays: schedule.weekdays.join(''),
    course: scope?.course ?? null,
    lesson: scope?.lesson ?? null,
    language,
    reveal_ms: schedule.revealMs,
    paused: pause?.kind === 'until' ? pause.date : (pause?.kind ?? null),
    holidays: schedule.holidays.join(','),
    created_by: schedule.createdBy,
    created_at: schedule.createdAt,
    starts_at: schedule.startsAt,
    ended_at: schedule.endedAt,
    next_at: schedule.nextAt,
    planned_at: schedule.plannedAt,
    revision,
  };
}

export function scheduleOf(row: Selectable<ScheduleTable>): Schedule {
  const { platform, community, channel, zone, course, lesson, paused, holidays, revision } = row;
  return {
    id: scheduleId(row.id),
    platform,
    community,
    channel,
    channelName: row.channel_name,
    time: row.local_time,
    zone,
    weekdays: row.weekdays.split('').map(Number),
    scope: course === null ? null : { course: courseId(course), lesson },
    // A newer version may have known more of them.
    language: languages.find((language) => language === row.language) ?? 'en',
    revealMs: row.reveal_ms,
    pause: pauseOf(paused),
    holidays: holidays === '' ? [] : holidays.split(','),
    createdBy: learnerId(row.created_by),
    createdAt: row.created_at,
    startsAt: row.starts_at,
    endedAt: row.ended_at,
    nextAt: row.next_at,
    plannedAt: row.planned_at,
    revision,
  };
}

function pauseOf(paused: string | null): Schedule['pause'] {
  if (paused === null) return null;
  return paused === gone ? { kind: gone } : { kind: 'until', date: paused };
}
