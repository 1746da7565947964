import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';

const ada = learnerId('test:ada');

test('it tells the zone that was chosen, else the platform’s, else that none is known', async () => {
  const { last, store } = testApp();
  expect(wordsOf(await last('timezone'))).toContain('zone.unknown');
  const told = await last('timezone', {}, { zone: 'Europe/Berlin' });
  expect(wordsOf(told)).toContain('zone.platform');
  // 1,000,000 ms after the epoch, an hour ahead.
  expect(wordsOf(told)).toContain('01:16');
  const chosen = await last('timezone', { zone: 'tokyo' }, { zone: 'Europe/Berlin' });
  expect(wordsOf(chosen)).toContain('zone.chosen');
  expect(wordsOf(chosen)).toContain('Asia/Tokyo');
  expect(wordsOf(await last('timezone', { zone: 'app' }, { zone: 'Europe/Berlin' }))).toContain('zone.platform');
  expect(wordsOf(await last('timezone', {}, { zone: 'Nowhere/Land' }))).toContain('zone.unknown');
  expect(await store.days.studied(ada)).toEqual([]);
});

test('what may be meant is offered, and what cannot be is refused kindly', async () => {
  const { last } = testApp();
  const perhaps = await last('timezone', { zone: 'argentina' });
  expect(wordsOf(perhaps)).toContain('refusal.which-zone');
  const [first] = choicesOf(perhaps);
  expect(first?.args['zone']).toMatch(/^America\/Argentina\//u);
  expect(wordsOf(await last('timezone', first?.args))).toContain('zone.chosen');
  expect(wordsOf(await last('timezone', { zone: 'Atlantis' }))).toContain('refusal.unknown-zone');
});

test('a reminder moves with the zone: it comes at the same time of day', async () => {
  const { last, store } = testApp();
  await last('remind', { when: '18:00' });
  const before = await store.reminders.of(ada);
  await last('timezone', { zone: 'Asia/Tokyo' });
  const after = await store.reminders.of(ada);
  expect([before?.zone, after?.zone, after?.minute]).toEqual(['UTC', 'Asia/Tokyo', 18 * 60]);
  expect((before?.nextAt ?? 0) - (after?.nextAt ?? 0)).toBe(9 * 3_600_000);
});
