import { expect, test } from 'vitest';
import { owned } from '#store/ownership.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';

test('it tells what is kept, what is not, how long and who can read it, and offers both ways out', async () => {
  const shown = await testApp().last('privacy');
  for (const part of ['privacy.kept-answers', 'privacy.not-code', 'privacy.how-long', 'privacy.who'])
    expect(wordsOf(shown)).toContain(part);
  expect(choicesOf(shown).map(({ args }) => args['what'])).toEqual(['export', 'delete']);
});

test('whoever adds a table about learners is reminded to say so in /privacy', () => {
  const told = {
    'privacy.kept-account': ['account', 'link_code', 'link_try', 'forget_code'],
    'privacy.kept-progress': ['position', 'chunk_read'],
    'privacy.kept-answers': ['answer', 'vote', 'lapse'],
    'privacy.kept-schedules': ['schedule'],
    'privacy.kept-exercises': ['exercise_begun', 'attempt'],
    'privacy.kept-days': ['studied_day'],
    'privacy.kept-settings': ['setting', 'reminder', 'reminded'],
    'privacy.kept-class': ['member', 'standing', 'extension', 'question_report'],
    'privacy.kept-teaching': ['teacher', 'assignment', 'audit'],
  };
  const aboutLearners = owned.filter(({ owner, names }) => owner !== null || names.length > 0);
  expect(aboutLearners.map(({ table }) => table).toSorted()).toEqual(Object.values(told).flat().toSorted());
});
