import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';

const ada = learnerId('test:ada');

test('nobody is reminded who has not asked for it', async () => {
  const { last, store } = testApp();
  const shown = await last('remind');
  expect(wordsOf(shown)).toContain('remind.none');
  expect(choicesOf(shown).map(({ args }) => args['when'])).toEqual(['09:00', '12:30', '18:00', 'sunday 18:00']);
  expect(await store.reminders.of(ada)).toBeNull();
});

test.each([
  ['18:00', 1_080],
  ['18', 1_080],
  ['6pm', 1_080],
  ['6:30 p.m.', 1_110],
  ['12 pm', 720],
  ['8.05', 485],
  ['21点30分', 1_290],
])('“%s” is a time of day', async (when, minute) => {
  const { last, store } = testApp();
  expect(wordsOf(await last('remind', { when }))).toContain('remind.set');
  expect((await store.reminders.of(ada))?.minute).toBe(minute);
});

test.each(['25:00', '18:60', '13pm', '0am', 'soon', '', '1800000'])('“%s” is none', async (when) => {
  expect(wordsOf(await testApp().last('remind', { when }))).toContain('refusal.unknown-time');
});

test('a time in quiet hours is refused, and other hours can be chosen', async () => {
  const { last, store } = testApp();
  for (const when of ['22:00', '23:30', '0:00', '7:59']) {
    const refused = await last('remind', { when });
    expect(wordsOf(refused)).toContain('refusal.in-quiet-hours');
    expect(choiceFor(refused, 'remind').args).toEqual({ when: '08:00' });
  }
  expect(wordsOf(await last('remind', { when: '7:00', quiet: 'much' }))).toContain('refusal.unknown-quiet');
  expect(wordsOf(await last('remind', { when: '7:00', quiet: '23 - 6' }))).toContain('remind.rules');
  expect((await store.reminders.of(ada))?.quiet).toEqual({ from: 23, to: 6 });
  expect(wordsOf(await last('remind', { when: '3:00', quiet: 'off' }))).toContain('remind.rules-always');
});

test.each([
  [{ when: 'sunday 18:00' }, 7, 1_080],
  [{ when: 'Mondays 7pm' }, 1, 1_140],
  [{ when: 'weekly' }, 7, 1_080],
  [{ when: 'fri' }, 5, 1_080],
  [{ when: '周日 18:00' }, 7, 1_080],
  [{ when: '每周三18点30分' }, 3, 1_110],
  // As words that follow one another come in.
  [{ when: 'sunday', quiet: '9:30' }, 7, 570],
  [{ when: 'sunday', quiet: '6:00 0-5' }, 7, 360],
])('%j is once a week', async (args, weekday, minute) => {
  const { last, store } = testApp();
  const shown = wordsOf(await last('remind', args));
  expect(shown).toContain('remind.set-weekly');
  expect(shown).toContain('remind.rules-weekly');
  expect(await store.reminders.of(ada)).toMatchObject({ weekday, minute });
  expect(wordsOf(await last('remind'))).toContain('remind.set-weekly');
});

test.each(['weekend 18:00', 'sunday 25:00', 'someday'])('“%s” is no time either', async (when) => {
  expect(wordsOf(await testApp().last('remind', { when }))).toContain('refusal.unknown-time');
});

test('a day whose time is in quiet hours keeps its day in the offer', async () => {
  const { last, store } = testApp();
  const refused = await last('remind', { when: 'sunday 23:00' });
  await last('remind', choiceFor(refused, 'remind').args);
  expect(await store.reminders.of(ada)).toMatchObject({ weekday: 7, minute: 480 });
});

test('one press stops it', async () => {
  const { last, store } = testApp();
  const set = await last('remind', { when: '18:00' });
  expect(wordsOf(await last('remind', choiceFor(set, 'remind').args))).toContain('remind.off');
  expect(await store.reminders.of(ada)).toBeNull();
});
