import { dateAt } from '../people/local-day.ts';
import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { Schedule } from '../ports/calendar-store.ts';

/** One turn of a schedule. */
export interface Slot {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The local date, `2026-11-23`. */
  readonly date: string;
}

/** What decides when a schedule has its turns. */
export type Rhythm = Pick<Schedule, 'time' | 'zone' | 'weekdays' | 'holidays' | 'pause' | 'startsAt' | 'endedAt'>;

/**
 * The turns later than `after`, in order, at most `most`. A time that a change of clocks leaves out comes right behind it,
 * one that comes twice is taken the first time.
 */
export function slotsAfter(rhythm: Rhythm, after: number, most: number): readonly Slot[] {
  if (rhythm.endedAt !== null || rhythm.pause?.kind === 'gone') return [];
  const turns = turnsOf(rhythm);
  const found: Slot[] = [];
  let last = latest(after, rhythm.startsAt, pauseEnd(rhythm));
  for (let looked = 0; found.length < most && looked < furthest; looked += 1) {
    const next = turns.nextRun(Temporal.Instant.fromEpochMilliseconds(last).toString());
    if (next === null) return found;
    last = next.getTime();
    const slot = { at: last, date: dateAt(last, rhythm.zone) };
    if (!isLeftOut(slot, rhythm)) found.push(slot);
  }
  return found;
}

/** The last turn that has come by `now` and is later than `after`; null when there is none. */
export function lastSlot(rhythm: Rhythm, after: number, now: number): Slot | null {
  const come = slotsAfter(rhythm, after, mostInWindow).filter(({ at }) => at <= now);
  return come.at(-1) ?? null;
}

/** From one local date to another; negative when the other comes first. */
export function daysBetween(one: string, other: string): number {
  return Temporal.PlainDate.from(one).until(Temporal.PlainDate.from(other), { largestUnit: 'day' }).days;
}

/** Turns that are looked at: more than the holidays that one can have. */
const furthest = 800;
/** Of a window of some hours. */
const mostInWindow = 3;

function turnsOf({ time, zone, weekdays }: Rhythm): Cron {
  const [hour = '', minute = ''] = time.split(':');
  return new Cron(`${Number(minute)} ${Number(hour)} * * ${weekdays.join(',')}`, { timezone: zone, paused: true });
}

/** Just before the first day on which it asks again, so that a long pause costs nothing. */
function pauseEnd({ pause, zone }: Rhythm): number | null {
  if (pause?.kind !== 'until') return null;
  return Temporal.PlainDate.from(pause.date).toZonedDateTime(zone).epochMilliseconds - 1;
}

function latest(...times: readonly (number | null)[]): number {
  return Math.max(...times.filter((time) => time !== null));
}

function isLeftOut({ date }: Slot, { holidays, pause }: Rhythm): boolean {
  return holidays.includes(date) || (pause?.kind === 'until' && date < pause.date);
}
