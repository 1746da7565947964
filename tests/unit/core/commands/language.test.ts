import { expect, test } from 'vitest';
import type { Library } from '#core/course/course.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { bareWords, smallLibrary } from '../../../support/library.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';

/** Says phrases with the language in front. */
const library: Library = {
  ...smallLibrary(),
  speak:
    (language) =>
    (key, ...values) =>
      `${language}:${bareWords(key, ...values)}`,
};

test('what a learner chooses holds for everything that is said to them, refusals too, on every locale', async () => {
  const { last } = testApp({ library });
  expect((await last('help', {}, { locale: 'en-GB' })).title).toBe('en:help.title');
  const chosen = await last('language', { language: 'zh' }, { locale: 'en-GB' });
  expect(chosen.title).toBe('zh:language.title');
  expect((await last('help', {}, { locale: 'en-GB' })).title).toBe('zh:help.title');
  expect((await last('nonsense', {}, { locale: 'en-GB' })).title).toBe('zh:refusal.title');
});

test('the choice can be given back to the platform', async () => {
  const { last } = testApp({ library });
  await last('language', { language: 'English' }, { locale: 'zh-CN' });
  expect((await last('help', {}, { locale: 'zh-CN' })).title).toBe('en:help.title');
  await last('language', { language: 'app' }, { locale: 'zh-CN' });
  expect((await last('help', {}, { locale: 'zh-CN' })).title).toBe('zh:help.title');
});

test.each(['zh', 'ZH-CN', '中文', ' Chinese ', '简体中文'])('“%s” is Chinese', async (language) => {
  expect((await testApp({ library }).last('language', { language })).title).toBe('zh:language.title');
});

test('without a language it tells which one is spoken, and offers the others', async () => {
  const { last } = testApp({ library });
  const shown = await last('language');
  expect(wordsOf(shown)).toContain('en:language.now-as-app');
  expect(choicesOf(shown).map(({ label }) => label)).toEqual(['English', '简体中文', 'en:button.lesson']);
});

test('a language that the bot does not speak is refused', async () => {
  const { last } = testApp({ library });
  expect(wordsOf(await last('language', { language: 'Klingon' }))).toContain('refusal.unknown-language');
});

test('where the store cannot say what was chosen, the platform’s language is spoken', async () => {
  const store = createMemoryStore();
  const learners = { ...store.learners, language: async () => await Promise.reject(new Error('disk on fire')) };
  const { last } = testApp({ library, store: { ...store, learners } });
  expect((await last('help', {}, { locale: 'zh-CN' })).title).toBe('zh:help.title');
});
