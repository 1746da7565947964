import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher } from '../../../support/classroom.ts';

const question = { course: 'async', quiz: 'written', seed: '7' };

test('teachers see the question, the reasons, the key and why; nobody else does', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('reports', {}, asTeacher()))).toContain('reports.none');
  await last('report', { ...question, reason: 'hey <@123> @everyone' }, as('ada'));
  const view = await last('reports', {}, asTeacher());
  const words = wordsOf(view);
  for (const part of ['Which?', 'hey everyone', 'right one', 'So it is.', 'Task']) expect(words).toContain(part);
  expect(words).not.toMatch(/test:ada|@/u);
  expect(choiceFor(view, 'settle').args).toEqual({ course: 'async', quiz: 'written' });
  expect(wordsOf(await last('reports', {}, as('ada')))).toContain('refusal.for-teachers');
});

test('the keys are not told where learners read along', async () => {
  const { last } = testApp();
  const teacher = asTeacher();
  const place = { platform: 'test', visibility: 'shared', ...teacher.place, reply: 'open' } as const;
  expect(wordsOf(await last('reports', {}, { ...teacher, place }))).toContain('refusal.overheard');
});
