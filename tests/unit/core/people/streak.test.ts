import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beginOf, dateAfter, dateAt, daysBetween, mondayOf } from '#core/people/local-day.ts';
import type { Streak } from '#core/people/streak.ts';
import { streakOf } from '#core/people/streak.ts';
import type { Running, StudiedDay } from '#core/ports/day-store.ts';

const hourMs = 3_600_000;
const berlin = 'Europe/Berlin';

/** An act at noon of a local date. */
const act = (date: string, zone = berlin): StudiedDay => ({ date, zone, at: beginOf(date, zone) + 12 * hourMs });

interface Facts {
  readonly studied: readonly StudiedDay[];
  readonly running?: readonly Running[];
  readonly zone?: string;
  readonly today: string;
}

/** As it is at one in the afternoon. */
function streakAt({ studied, running = [], zone = berlin, today }: Facts): Streak {
  return streakOf({ studied, running, zone, now: beginOf(today, zone) + 13 * hourMs });
}

/** Monday is the 2nd of November 2026. */
const on = (...days: readonly number[]) => days.map((day) => act(dateAfter('2026-11-01', day - 1)));

describe('a streak', () => {
  test('counts days of study, however often one studied, and today only once it is done', () => {
    expect(streakAt({ studied: [], today: '2026-11-05' })).toEqual({ days: 0, today: 'open', restLeft: 2 });
    expect(streakAt({ studied: on(2, 3, 3, 4), today: '2026-11-05' })).toEqual({ days: 3, today: 'open', restLeft: 2 });
    expect(streakAt({ studied: on(2, 3, 4, 5), today: '2026-11-05' })).toEqual({ days: 4, today: 'done', restLeft: 2 });
  });

  test('lets two days of a week be missed, and two of the next', () => {
    // Saturday and Sunday of one week, Monday and Tuesday of the next.
    expect(streakAt({ studied: on(5, 6), today: '2026-11-11' })).toEqual({ days: 2, today: 'open', restLeft: 0 });
    expect(streakAt({ studied: on(5, 6, 11), today: '2026-11-11' })).toEqual({ days: 3, today: 'done', restLeft: 0 });
    expect(streakAt({ studied: on(5, 6), today: '2026-11-12' })).toMatchObject({ days: 0, restLeft: 2 });
    expect(streakAt({ studied: on(5, 6, 12), today: '2026-11-12' })).toMatchObject({ days: 1, today: 'done' });
  });

  test('is not taken by midnight in UTC, nor by a change of the clocks', () => {
    const auckland = 'Pacific/Auckland';
    const studied = ['2026-09-25', '2026-09-26', '2026-09-27', '2026-09-28'].map((date) => act(date, auckland));
    expect(streakAt({ studied, zone: auckland, today: '2026-09-28' })).toMatchObject({ days: 4, today: 'done' });
    // A week around the last Sunday of October with both rest days on it.
    const autumn = ['2026-10-23', '2026-10-26'].map((date) => act(date));
    expect(streakAt({ studied: autumn, today: '2026-10-26' })).toMatchObject({ days: 2 });
    const spring = ['2026-03-26', '2026-03-27', '2026-03-30'].map((date) => act(date));
    expect(streakAt({ studied: spring, today: '2026-03-30' })).toMatchObject({ days: 3 });
  });

  test('is not taken by days on which the bot was away for hours', () => {
    const studied = on(2, 7);
    expect(streakAt({ studied, today: '2026-11-07' })).toMatchObject({ days: 1 });
    const from = beginOf('2026-11-01', berlin);
    const away = (begin: string, hours: number): readonly Running[] => [
      { from, to: beginOf(begin, berlin) + 8 * hourMs },
      { from: beginOf(begin, berlin) + (8 + hours) * hourMs, to: beginOf('2026-11-08', berlin) },
    ];
    // Of four missed days two are excused.
    expect(streakAt({ studied, running: away('2026-11-04', 30), today: '2026-11-07' })).toMatchObject({
      days: 2,
      restLeft: 0,
    });
    expect(streakAt({ studied, running: away('2026-11-04', 3), today: '2026-11-07' })).toMatchObject({ days: 1 });
  });

  test('does not lose the day that a traveller never had over the date line, nor count one twice', () => {
    const west = [act('2026-11-02', 'America/Los_Angeles'), act('2026-11-06', 'America/Los_Angeles')];
    // Friday evening there is Saturday here: the Saturday was hardly had.
    const tokyo = [act('2026-11-08', 'Asia/Tokyo')];
    expect(streakAt({ studied: [...west, ...tokyo], zone: 'Asia/Tokyo', today: '2026-11-08' })).toMatchObject({
      days: 2,
    });
    const east = [
      act('2026-11-03', 'Asia/Tokyo'),
      act('2026-11-03', 'America/Los_Angeles'),
      act('2026-11-04', 'America/Los_Angeles'),
    ];
    expect(streakAt({ studied: east, zone: 'America/Los_Angeles', today: '2026-11-04' })).toMatchObject({ days: 2 });
    // Back over the line it is yesterday again, and yesterday was done.
    const ahead = [act('2026-11-02', 'Asia/Tokyo'), act('2026-11-03', 'Asia/Tokyo')];
    const now = beginOf('2026-11-03', 'Asia/Tokyo') + 13 * hourMs;
    expect(streakOf({ studied: ahead, running: [], zone: 'America/Los_Angeles', now })).toMatchObject({
      days: 2,
      today: 'done',
    });
  });

  test('is not taken by a clock that was ahead for a while or is set back', () => {
    const wrong = act('2031-01-01');
    expect(streakAt({ studied: [...on(2, 3, 4), wrong], today: '2026-11-04' })).toMatchObject({
      days: 3,
      today: 'done',
    });
    const now = beginOf('2026-11-04', berlin) + 11 * hourMs;
    expect(streakOf({ studied: on(2, 3, 4), running: [], zone: berlin, now })).toMatchObject({
      days: 3,
      today: 'done',
    });
  });

  test('is what counting every beginning by hand gives', () => {
    const zone = fc.constantFrom(berlin, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati');
    const start = fc.constantFrom('2026-03-20', '2026-10-18', '2026-12-24');
    fc.assert(
      fc.property(
        zone,
        start,
        fc.tuple(fc.array(fc.nat({ max: 40 })), fc.nat({ max: 42 })),
        (where, first, [offsets, end]) => {
          const dates = [...new Set(offsets.filter((offset) => offset <= end))].map((offset) =>
            dateAfter(first, offset),
          );
          const today = dateAfter(first, end);
          const { days } = streakAt({ studied: dates.map((date) => act(date, where)), zone: where, today });
          expect(days).toBe(byHand(dates, today));
        },
      ),
    );
  });
});

/** The most days of study from any of them to today, such that every week between has at most two without. */
function byHand(dates: readonly string[], today: string): number {
  const counts = dates.map((from) => {
    const weeks = new Map<string, number>();
    for (let date = from; date < today; date = dateAfter(date, 1)) {
      if (!dates.includes(date)) weeks.set(mondayOf(date), (weeks.get(mondayOf(date)) ?? 0) + 1);
    }
    return [...weeks.values()].some((missed) => missed > 2) ? 0 : dates.filter((date) => date >= from).length;
  });
  return Math.max(0, ...counts);
}

test('a local date begins at midnight there, or with the first moment that there is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000_000 }),
      fc.constantFrom(berlin, 'Asia/Tokyo', 'Africa/Cairo', 'Pacific/Apia'),
      (at, zone) => {
        const date = dateAt(at, zone);
        expect(beginOf(date, zone)).toBeLessThanOrEqual(at);
        expect(beginOf(dateAfter(date, 1), zone)).toBeGreaterThan(at);
        expect(daysBetween(mondayOf(date), date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(mondayOf(date), date)).toBeLessThan(7);
      },
    ),
  );
});
