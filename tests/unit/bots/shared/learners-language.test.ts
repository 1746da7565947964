import { expect, test } from 'vitest';
import { learnersLanguage } from '#bots/shared/learners-language.ts';
import { learnerId } from '#core/ids.ts';
import { testApp } from '../../../support/app.ts';

const ann = { learner: learnerId('test:ann'), locale: 'zh-CN' };

test('is the one that they chose, else that of their platform', async () => {
  const { app, store } = testApp();
  expect(await learnersLanguage(ann, app)).toBe('zh');
  await store.learners.chooseLanguage(ann.learner, 'en', 1_000);
  expect(await learnersLanguage(ann, app)).toBe('en');
});

test('is that of their platform where the store keeps us waiting', async () => {
  const { app } = testApp();
  const { promise: never } = Promise.withResolvers<never>();
  expect(await learnersLanguage(ann, { ...app, languageOf: async () => await never })).toBe('zh');
});
