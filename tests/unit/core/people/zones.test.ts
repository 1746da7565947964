import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkCode, readLinkCode } from '#core/people/link-code.ts';
import { isZone } from '#core/people/local-day.ts';
import { readZone, suggestZones } from '#core/people/zones.ts';

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  [' europe berlin ', 'Europe/Berlin'],
  ['berlin', 'Europe/Berlin'],
  ['New York', 'America/New_York'],
  ['san francisco', 'America/Los_Angeles'],
  ['São Paulo', 'America/Sao_Paulo'],
  ['München', 'Europe/Berlin'],
  ['beijing', 'Asia/Shanghai'],
  ['上海', 'Asia/Shanghai'],
  ['India', 'Asia/Kolkata'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Kathmandu', 'Asia/Kathmandu'],
  ['Europe/Kyiv', 'Europe/Kyiv'],
  ['buenos aires', 'America/Argentina/Buenos_Aires'],
  ['utc', 'UTC'],
  ['GMT', 'UTC'],
])('“%s” is %s', (typed, zone) => {
  expect(readZone(typed)).toEqual({ kind: 'zone', zone });
});

test('every zone that is read or suggested is one', () => {
  const read = (typed: string): readonly string[] => {
    const found = readZone(typed);
    return found.kind === 'zone' ? [found.zone] : found.kind === 'perhaps' ? found.zones : [];
  };
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('a', 'ber', 'new', 'indi', '北', 'america')), (typed) => {
      const zones = [...read(typed), ...suggestZones(typed).map(({ value }) => value)];
      expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
    }),
  );
  expect(suggestZones('').length).toBeGreaterThan(5);
  expect(suggestZones('beij').map(({ value }) => value)).toContain('Asia/Shanghai');
});

test('what is suggested is read as itself, before anything is typed too', () => {
  for (const typed of ['', 'a', 'asia', 'europe', 'beij', 'india', 'utc']) {
    for (const { value } of suggestZones(typed)) expect(readZone(value)).toEqual({ kind: 'zone', zone: value });
  }
});

test('a code is read as it was given out, with the letters that are taken for others', () => {
  const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  fc.assert(
    fc.property(seed, seed, (one, other) => {
      const code = linkCode(one, other);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/u);
      const mistyped = code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replace('-', ' ');
      expect(readLinkCode(mistyped)).toBe(code);
    }),
  );
});
