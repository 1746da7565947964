import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';

test('who has met nothing yet is shown the way to the first page', async () => {
  const { last } = testApp();
  const view = await last('anki');
  expect(wordsOf(view)).toContain('anki.none');
  expect(choiceFor(view, 'lesson').label).toBe('button.begin');
});

test('the reply holds the cards and the review history as files', async () => {
  const { last } = testApp();
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: '0' });
  const files = (await last('anki')).blocks.filter((block) => block.kind === 'file');
  expect(files.map(({ name }) => name)).toEqual(['studyloop-async-anki.txt', 'studyloop-async-reviews.csv']);
  expect(files[0]?.text).toContain('studyloop:async:question:written\t');
  expect(files[1]?.text.split('\n')).toHaveLength(3);
});

test('who has only read gets cards without a history', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  for (const _ of [1, 2]) await last('next');
  const files = (await last('anki')).blocks.filter((block) => block.kind === 'file');
  expect(files.map(({ name }) => name)).toEqual(['studyloop-async-anki.txt']);
});
