import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';

test('it lists every command that people type, with its options, and none that only buttons give', async () => {
  const { app, last } = testApp();
  const words = wordsOf(await last('help'));
  for (const { name, summary } of app.commands) {
    if (summary === null) expect(words).not.toContain(`/${name}`);
    else expect(words).toContain(`/${name}`);
  }
  expect(words).toContain('/lesson [course] [chunk]');
  expect(words).not.toContain('[from]');
});

test('it offers to begin, or to go on', async () => {
  const { last } = testApp();
  expect(choiceFor(await last('help'), 'lesson').label).toBe('button.begin');
  await last('lesson', { course: 'async' });
  expect(choiceFor(await last('help'), 'lesson').label).toBe('button.continue');
});
