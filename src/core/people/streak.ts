import type { Running, StudiedDay } from '../ports/day-store.ts';
import { beginOf, dateAfter, dateAt, daysBetween, mondayOf } from './local-day.ts';

/** What a streak is counted from. */
export interface StreakFacts {
  readonly studied: readonly StudiedDay[];
  readonly running: readonly Running[];
  /** Where the learner is now. */
  readonly zone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Streak {
  /** Days of study in it. */
  readonly days: number;
  readonly today: 'done' | 'open';
  /** Days of this week that may still be missed. */
  readonly restLeft: number;
}

/** From Monday to Sunday. */
const restDaysAWeek = 2;
/** A day on which the bot was away for longer than this is nobody's fault. */
const longestAwayMs = 3 * 3_600_000;
const dayMs = 24 * 3_600_000;
/** Days are up to two hours shorter where the clocks are changed. */
const clockChangeMs = 2 * 3_600_000;

/**
 * The longest stretch of a learner's own days up to today in which no week has more than two missed ones. Today is not missed
 * before it is over; a day on which the bot was away for hours, or that a traveller hardly had, is not missed at all.
 */
export function streakOf(facts: StreakFacts): Streak {
  const days = daysOf(facts);
  const today = [dateAt(facts.now, facts.zone), days.at(-1)?.date ?? ''].toSorted().at(-1) ?? '';
  const rests = new Map<string, number>();
  let counted = 0;
  let later: Day = { date: today, zones: [facts.zone] };
  for (const day of days.toReversed()) {
    const taken = restsTaken(missedBetween(day, later, facts), rests);
    if (taken === null) break;
    for (const [week, count] of taken) rests.set(week, count);
    counted += 1;
    later = day;
  }
  return {
    days: counted,
    today: days.at(-1)?.date === today ? 'done' : 'open',
    restLeft: restDaysAWeek - (rests.get(mondayOf(today)) ?? 0),
  };
}

/** A day of study, and where the learner was; the last zone is where they were last. */
interface Day {
  readonly date: string;
  readonly zones: readonly string[];
}

/** Each date once, in order. What a clock put far ahead of now has not happened. */
function daysOf({ studied, now }: StreakFacts): readonly Day[] {
  const days = new Map<string, readonly string[]>();
  for (const { date, zone, at } of studied) {
    if (at <= now + dayMs) days.set(date, [...(days.get(date) ?? []), zone]);
  }
  return [...days].map(([date, zones]) => ({ date, zones })).toSorted((one, other) => (one.date < other.date ? -1 : 1));
}

/** The dates between two days of study that were missed, the last first. When a day began is looked up where days lie between. */
function* missedBetween(day: Day, later: Day, facts: StreakFacts): Iterable<string> {
  const between = daysBetween(day.date, later.date) - 1;
  if (between < 1) return;
  const had = Math.min(between, Math.floor((firstBeginOf(later) - lastEndOf(day) + clockChangeMs) / dayMs));
  for (let back = 1; back <= had; back += 1) {
    const date = dateAfter(later.date, -back);
    if (!wasAway(date, later.zones.at(-1) ?? facts.zone, facts)) yield date;
  }
}

/** Of somebody who travelled that day, where it began first. */
const firstBeginOf = ({ date, zones }: Day): number =>
  Math.min(...[...new Set(zones)].map((zone) => beginOf(date, zone)));

/** And where it ended last. */
function lastEndOf({ date, zones }: Day): number {
  const next = dateAfter(date, 1);
  return Math.max(...[...new Set(zones)].map((zone) => beginOf(next, zone)));
}

/** How many rest days are taken of each week, with those that were taken before; null when they are too many. */
function restsTaken(missed: Iterable<string>, before: ReadonlyMap<string, number>): ReadonlyMap<string, number> | null {
  const counts = new Map<string, number>();
  for (const date of missed) {
    const week = mondayOf(date);
    const count = (counts.get(week) ?? before.get(week) ?? 0) + 1;
    if (count > restDaysAWeek) return null;
    counts.set(week, count);
  }
  return counts;
}

/** Whether the bot was away for hours of that day; before it was first seen, nothing is known. */
function wasAway(date: string, zone: string, { running }: StreakFacts): boolean {
  const known = Math.min(...running.map(({ from }) => from));
  const [begins, ends] = [Math.max(beginOf(date, zone), known), beginOf(dateAfter(date, 1), zone)];
  let away = 0;
  let covered = begins;
  for (const { from, to } of running.toSorted((one, other) => one.from - other.from)) {
    if (to <= covered || from >= ends) continue;
    away += Math.max(0, from - covered);
    covered = to;
  }
  return away + Math.max(0, ends - covered) > longestAwayMs && ends > begins;
}
