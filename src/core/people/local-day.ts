import { Temporal } from 'temporal-polyfill';
import type { Kit } from '../command.ts';
import type { LearnerId } from '../ids.ts';
import type { LocalDay } from '../ports/day-store.ts';

/** Where a learner's days begin, and how we know. */
export interface ZoneKnown {
  /** IANA. */
  readonly zone: string;
  readonly from: 'chosen' | 'platform' | 'nobody';
}

/** Who asks, and the zone (IANA) that their platform tells. */
interface Asker {
  readonly learner: LearnerId;
  readonly zone?: string;
}

/** The zone that the learner chose, else what their platform tells, else UTC. */
export async function zoneOf({ learner, zone }: Asker, { store }: Pick<Kit, 'store'>): Promise<ZoneKnown> {
  const chosen = await store.learners.zone(learner);
  if (chosen !== null && isZone(chosen)) return { zone: chosen, from: 'chosen' };
  if (zone !== undefined && isZone(zone)) return { zone, from: 'platform' };
  return { zone: 'UTC', from: 'nobody' };
}

/** The learner's own date now. */
export async function dayOf(asker: Asker, kit: Pick<Kit, 'store' | 'clock'>): Promise<LocalDay> {
  const { zone } = await zoneOf(asker, kit);
  return { date: dateAt(kit.clock.now(), zone), zone };
}

/** `2026-11-23`. `at` is in epoch milliseconds. */
export const dateAt = (at: number, zone: string): string => localTime(at, zone).toPlainDate().toString();

/** `18:05`. */
export const timeAt = (at: number, zone: string): string => localTime(at, zone).toPlainTime().toString().slice(0, 5);

/** Whole minutes behind midnight, as the clock on the wall shows. */
export function minuteAt(at: number, zone: string): number {
  const { hour, minute } = localTime(at, zone);
  return hour * 60 + minute;
}

/** When a date begins in a zone, in epoch milliseconds; a date that the zone left out begins with the next. */
export function beginOf(date: string, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).startOfDay().epochMilliseconds;
}

/** So many days later. */
export const dateAfter = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The Monday of a date's week. */
export function mondayOf(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** How many days the second date is behind the first. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'day' }).days;

/** The first moment behind `after` at which clocks there show so many minutes behind midnight; in epoch milliseconds. */
function nextAtMinute(after: number, minute: number, zone: string): number {
  const today = localTime(after, zone).toPlainDate();
  for (let days = 0; ; days += 1) {
    const time = new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);
    const at = today.add({ days }).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
    if (at > after) return at;
  }
}

/** The first moment behind `after` at which a reminder is to come; in epoch milliseconds. `weekday`: 1 for Monday; absent: any. */
export function nextTurn(
  after: number,
  { minute, weekday }: { readonly minute: number; readonly weekday?: number },
  zone: string,
): number {
  const at = nextAtMinute(after, minute, zone);
  const isIt = weekday === undefined || localTime(at, zone).dayOfWeek === weekday;
  return isIt ? at : nextTurn(at, { minute, weekday }, zone);
}

export function isZone(zone: string): boolean {
  try {
    localTime(0, zone);
    return true;
  } catch {
    return false;
  }
}

const localTime = (at: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
