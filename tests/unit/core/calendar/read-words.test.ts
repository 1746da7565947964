import { describe, expect, test } from 'vitest';
import { readDaily } from '#core/calendar/read-daily.ts';
import { readWeekdays } from '#core/calendar/weekdays.ts';
import { readZone } from '#core/calendar/zones.ts';

describe('days of the week', () => {
  test.each([
    ['weekdays', [1, 2, 3, 4, 5]],
    ['every-day', [1, 2, 3, 4, 5, 6, 7]],
    ['weekends', [6, 7]],
    ['mon,wed', [1, 3]],
    ['Mon-Thu', [1, 2, 3, 4]],
    ['fri-mon', [1, 5, 6, 7]],
    ['sunday', [7]],
    ['周一,周三', [1, 3]],
    ['工作日', [1, 2, 3, 4, 5]],
  ])('%s', (typed, days) => {
    expect(readWeekdays(typed)).toEqual(days);
  });
  test.each(['', 'someday', 'mon,someday', '1', '-', ','])('not %j', (typed) => {
    expect(readWeekdays(typed)).toBeNull();
  });
});

describe('zones', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['utc', 'UTC'],
  ])('%s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ kind: 'zone', zone });
  });
  test('a city alone is not enough, and is offered in full', () => {
    expect(readZone('berlin')).toEqual({ kind: 'perhaps', zones: ['Europe/Berlin'] });
    expect(readZone('new york')).toMatchObject({ kind: 'perhaps', zones: ['America/New_York'] });
    expect(readZone('atlantis')).toEqual({ kind: 'unknown' });
    expect(readZone('')).toEqual({ kind: 'unknown' });
  });
});

test('words are known by their looks, in any order', () => {
  const words = readDaily([
    '8',
    'Europe/Berlin',
    '<#C1|study hall>',
    '9:05',
    'reveal',
    '4h',
    'mon,tue',
    'k7m2',
    'until',
  ]);
  expect(words).toEqual({
    channel: { id: 'C1', name: 'study hall' },
    time: '09:05',
    zone: 'Europe/Berlin',
    weekdays: [1, 2],
    id: 'k7m2',
    dates: [],
    revealMs: 14_400_000,
    rest: ['8'],
  });
});

test('several dates come with commas, spaces or both', () => {
  const dates = ['2026-12-24', '2026-12-25', '2026-12-26'];
  expect(readDaily(['2026-12-24,2026-12-25,', '2026-12-26']).dates).toEqual(dates);
  expect(readDaily(['2026-12-24 2026-12-25，2026-12-26']).dates).toEqual(dates);
});
