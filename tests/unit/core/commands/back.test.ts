import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';

test('it goes one chunk back, and next goes on from there', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async', chunk: '3' });
  expect((await last('back')).title).toBe('Chunk two');
  expect((await last('next')).title).toBe('Chunk three');
});

test('two presses of one button go one step back', async () => {
  const { last } = testApp();
  const button = choiceFor(await last('lesson', { course: 'async', chunk: '3' }), 'back');
  await last('back', button.args);
  expect((await last('back', button.args)).title).toBe('Chunk two');
  expect((await last('lesson', { course: 'async' })).title).toBe('Chunk two');
});

test('there is nothing before the first chunk', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  expect(wordsOf(await last('back'))).toContain('refusal.first-chunk');
});
