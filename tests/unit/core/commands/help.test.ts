import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { asTeacher } from '../../../support/classroom.ts';

test('it lists every command that people type, with its options, and none that only buttons give', async () => {
  const { app, last } = testApp();
  const words = wordsOf(await last('help', {}, asTeacher()));
  for (const { name, summary } of app.commands) {
    // The end of a name, so that `/report` is not found in `/reports`.
    const shown = new RegExp(`"/${name}[" ]`, 'u');
    if (summary === null) expect(words).not.toMatch(shown);
    else expect(words).toMatch(shown);
  }
  expect(words).toContain('/lesson [course] [chunk]');
  expect(words).not.toContain('[from]');
});

test('what only teachers may do is not in the way of learners', async () => {
  const { app, last } = testApp();
  const words = wordsOf(await last('help'));
  const forTeachers = app.commands.filter(({ askedBy, summary }) => askedBy !== 'everyone' && summary !== null);
  expect(forTeachers.length).toBeGreaterThan(0);
  for (const { name } of forTeachers) expect(words).not.toMatch(new RegExp(`"/${name}[" ]`, 'u'));
});

test('it offers to begin, or to go on', async () => {
  const { last } = testApp();
  expect(choiceFor(await last('help'), 'lesson').label).toBe('button.begin');
  await last('lesson', { course: 'async' });
  expect(choiceFor(await last('help'), 'lesson').label).toBe('button.continue');
});
