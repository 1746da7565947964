import { scheduleId, promptId } from '#core/ids.ts';
import type { Schedule } from '#core/ports/calendar-store.ts';
import type { Prompt } from '#core/ports/prompt-store.ts';
import type { ClassHere } from './classes.ts';
import { firstPromptSeed } from './drawings.ts';
import type { Town } from './town.ts';
import { dayMs, nameOf, today } from './town.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Between a question and its answer. */
const openMs = 8 * hourMs;

/** The question of one day in a channel. */
export interface PromptHere extends Prompt {
  /** Null while it is open. */
  readonly closedAt: number | null;
}

/** Whether a class is asked a question a day. */
export const hasChannel = ({ nth }: ClassHere, { channels }: Town): boolean => nth < channels;

/** A schedule as it is once today's question was asked. Each channel has its own minute between eight and nine. */
export function scheduleOf(of: ClassHere, { promptDays }: Town): Schedule {
  const { platform, community, nth, first } = of;
  const begun = dueAt(of, 1 - promptDays) - dayMs / 2;
  return {
    id: scheduleId(`daily-${nth}`),
    platform,
    community,
    channel: 'study',
    channelName: 'study',
    time: `08:${String(nth % 60).padStart(2, '0')}`,
    zone: 'UTC',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    scope: null,
    language: 'en',
    revealMs: openMs,
    pause: null,
    holidays: [],
    createdBy: nameOf(first),
    createdAt: begun,
    startsAt: begun,
    endedAt: null,
    nextAt: dueAt(of, 1),
    plannedAt: dueAt(of, 0),
    revision: promptDays,
  };
}

/** One a day, the last one today; that one is open. */
export function promptsOf(of: ClassHere, town: Town): readonly PromptHere[] {
  const { id: schedule, platform, community, channel } = scheduleOf(of, town);
  return Array.from({ length: town.promptDays }, (_, nth) => {
    const at = dueAt(of, nth + 1 - town.promptDays);
    const date = new Date(at).toISOString().slice(0, 10);
    const quiz = town.promptable[(of.nth * 7 + nth) % town.promptable.length];
    if (quiz === undefined) throw new Error('expected a question that a channel can be asked');
    const revealAt = at + openMs;
    const where = { id: promptId(`${schedule}:${date}`), schedule, date, platform, community, channel };
    const what = { course: town.course.id, quiz: quiz.id, concept: quiz.concept, seed: firstPromptSeed + nth };
    return { ...where, ...what, dueAt: at, revealAt, closedAt: nth + 1 === town.promptDays ? null : revealAt };
  });
}

/** So many days behind today. */
const dueAt = ({ nth }: ClassHere, days: number): number => today + days * dayMs + 8 * hourMs + (nth % 60) * minuteMs;
