import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { Rhythm } from '#core/calendar/slots.ts';
import { daysBetween, lastSlot, slotsAfter } from '#core/calendar/slots.ts';

const rhythm: Rhythm = {
  time: '09:00',
  zone: 'Europe/Berlin',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  holidays: [],
  pause: null,
  startsAt: 0,
  endedAt: null,
};
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;
const turns = (more: Partial<Rhythm>, after: string, most = 3) =>
  slotsAfter({ ...rhythm, ...more }, at(after), most).map((slot) => ({
    date: slot.date,
    at: Temporal.Instant.fromEpochMilliseconds(slot.at).toString(),
  }));

test('a time that the clocks leave out comes once, right behind the gap', () => {
  expect(turns({ time: '02:30' }, '2026-03-28T12:00:00Z')).toEqual([
    { date: '2026-03-29', at: '2026-03-29T01:00:00Z' },
    { date: '2026-03-30', at: '2026-03-30T00:30:00Z' },
    { date: '2026-03-31', at: '2026-03-31T00:30:00Z' },
  ]);
});

test('a time that comes twice is taken the first time, and not again', () => {
  const expected = { date: '2026-10-25', at: '2026-10-25T00:30:00Z' };
  expect(turns({ time: '02:30' }, '2026-10-24T12:00:00Z', 1)).toEqual([expected]);
  for (const after of ['2026-10-25T00:30:00Z', '2026-10-25T00:45:00Z', '2026-10-25T01:15:00Z']) {
    expect(turns({ time: '02:30' }, after, 1)).toEqual([{ date: '2026-10-26', at: '2026-10-26T01:30:00Z' }]);
  }
});

test('a gap at midnight keeps the date, and a day that a zone leaves out has no turn', () => {
  expect(turns({ time: '00:30', zone: 'Africa/Cairo' }, '2026-04-23T12:00:00Z', 1)).toEqual([
    { date: '2026-04-24', at: '2026-04-23T22:00:00Z' },
  ]);
  expect(turns({ zone: 'Pacific/Apia' }, '2011-12-29T00:00:00Z', 2).map(({ date }) => date)).toEqual([
    '2011-12-29',
    '2011-12-31',
  ]);
});

test('a zone whose clocks change by half an hour', () => {
  expect(turns({ time: '02:15', zone: 'Australia/Lord_Howe' }, '2026-10-03T00:00:00Z', 2)).toEqual([
    { date: '2026-10-04', at: '2026-10-03T15:30:00Z' },
    { date: '2026-10-05', at: '2026-10-04T15:15:00Z' },
  ]);
});

test('weekdays, holidays and pauses leave days out', () => {
  const days = (more: Partial<Rhythm>, most: number) =>
    turns(more, '2026-11-23T00:00:00Z', most).map(({ date }) => date);
  expect(days({ weekdays: [1, 3] }, 3)).toEqual(['2026-11-23', '2026-11-25', '2026-11-30']);
  expect(days({ holidays: ['2026-11-24'] }, 2)).toEqual(['2026-11-23', '2026-11-25']);
  expect(days({ pause: { kind: 'until', date: '2026-12-24' } }, 1)).toEqual(['2026-12-24']);
  expect(days({ pause: { kind: 'until', date: '2041-01-01' }, weekdays: [7] }, 1)).toEqual(['2041-01-06']);
  expect(days({ pause: { kind: 'gone' } }, 1)).toEqual([]);
  expect(days({ endedAt: 1 }, 1)).toEqual([]);
  expect(days({ startsAt: at('2026-11-23T08:00:00Z') }, 1)).toEqual(['2026-11-24']);
});

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Sao_Paulo', 'UTC'];

test('each local date has one turn: at its time, or, where the clocks leave that out, within the hour behind it', () => {
  const two = (of: number) => String(of).padStart(2, '0');
  fc.assert(
    fc.property(
      fc.record({
        zone: fc.constantFrom(...zones),
        hour: fc.nat({ max: 23 }),
        minute: fc.nat({ max: 59 }),
        day: fc.nat({ max: 700 }),
      }),
      ({ zone, hour, minute, day }) => {
        const time = `${two(hour)}:${two(minute)}`;
        const found = slotsAfter({ ...rhythm, time, zone }, at('2026-01-01T00:00:00Z') + day * 86_400_000, 12);
        for (const [place, slot] of found.entries()) {
          const local = Temporal.Instant.fromEpochMilliseconds(slot.at).toZonedDateTimeISO(zone);
          const wanted = Temporal.PlainDate.from(slot.date).toZonedDateTime({ timeZone: zone, plainTime: time });
          expect(local.toPlainDate().toString()).toBe(slot.date);
          const isLeftOut = wanted.toPlainTime().toString().slice(0, 5) !== time;
          if (!isLeftOut) expect(slot.at).toBe(wanted.epochMilliseconds);
          else expect(wanted.epochMilliseconds - slot.at).toBeLessThan(3_600_000);
          const before = found[place - 1];
          if (before !== undefined) expect(daysBetween(before.date, slot.date)).toBe(1);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('the last turn is the newest that has come, if it is young enough', () => {
  const window = (now: string) => lastSlot(rhythm, at(now) - 6 * 3_600_000, at(now))?.date ?? null;
  expect(window('2026-11-23T07:59:59Z')).toBeNull();
  expect(window('2026-11-23T08:00:00Z')).toBe('2026-11-23');
  expect(window('2026-11-23T13:59:00Z')).toBe('2026-11-23');
  expect(window('2026-11-23T14:00:00Z')).toBeNull();
});
