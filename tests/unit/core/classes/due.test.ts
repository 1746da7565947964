import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAt, readDue, showDue, timeLeft } from '#core/classes/due.ts';
import { bareWords } from '../../../support/library.ts';

test.each([
  ['2026-12-01 18:00', '2026-12-01T18:00'],
  ['2026-12-01T8:05', '2026-12-01T08:05'],
  [' 2028-02-29 ', '2028-02-29T23:59'],
])('%j is read as %s', (typed, due) => {
  expect(readDue(typed)).toBe(due);
});

test.each(['', 'tomorrow', '2026-13-01', '2027-02-29 10:00', '2026-12-01 24:01', '01.12.2026', '2026-12-01 6pm'])(
  '%j is no time',
  (typed) => {
    expect(readDue(typed)).toBeNull();
  },
);

test.each([
  ['Europe/Berlin', '2026-12-01T17:00:00Z'],
  ['America/New_York', '2026-12-01T23:00:00Z'],
  ['Asia/Kolkata', '2026-12-01T12:30:00Z'],
  ['Pacific/Kiritimati', '2026-12-01T04:00:00Z'],
  ['UTC', '2026-12-01T18:00:00Z'],
])('18:00 is when clocks in %s show it', (zone, instant) => {
  expect(new Date(dueAt('2026-12-01T18:00', zone)).toISOString().replace('.000', '')).toBe(instant);
});

test('an hour that spring leaves out is an hour later, one that autumn has twice is the first', () => {
  expect(new Date(dueAt('2026-03-29T02:30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  expect(new Date(dueAt('2026-10-25T02:30', 'Europe/Berlin')).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('wherever it is due, the clock there shows what was typed', () => {
  const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC');
  const minute = fc.integer({ min: 1_767_225_600, max: 1_900_000_000 });
  fc.assert(
    fc.property(zones, minute, (zone, seconds) => {
      const local = new Date(seconds * 1000).toISOString().slice(0, 16);
      const shown = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'short',
      }).format(dueAt(local, zone));
      const isSame = shown.replace(' ', 'T') === local;
      // But for the hour that is left out once a year.
      const skipped = dueAt(local, zone) !== dueAt(shown.replace(' ', 'T'), zone);
      expect(isSame || !skipped).toBe(true);
    }),
  );
});

test('the time left is told in days, hours or as over', () => {
  const now = Date.UTC(2026, 11, 1, 12);
  const left = (due: string, zone = 'UTC') => timeLeft(due, { zone, now }, bareWords);
  expect(left('2026-12-04T11:59')).toBe('assign.left-days {"count":2}');
  expect(left('2026-12-03T11:59')).toBe('assign.left-hours {"count":47}');
  expect(left('2026-12-01T13:00')).toBe('assign.left-hours {"count":1}');
  expect(left('2026-12-01T12:59')).toBe('assign.left-soon');
  expect(left('2026-12-01T12:00')).toBe('assign.left-over');
  expect(left('2026-12-01T13:00', 'Europe/Berlin')).toBe('assign.left-over');
  expect(showDue('2026-12-01T13:00')).toBe('2026-12-01 13:00');
});
