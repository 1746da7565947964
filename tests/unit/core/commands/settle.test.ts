import { expect, test } from 'vitest';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher, school } from '../../../support/classroom.ts';

const question = { course: 'async', quiz: 'written' };

test('a settled question is gone, and who settled it is on record', async () => {
  const { last, store } = testApp();
  await last('report', { ...question, seed: '7', reason: 'odd' }, as('ada'));
  expect(wordsOf(await last('settle', question, as('ada')))).toContain('refusal.for-teachers');
  expect(await store.questionReports.open(school)).toHaveLength(1);
  expect(wordsOf(await last('settle', question, asTeacher()))).toContain('reports.none');
  expect(await store.questionReports.open(school)).toEqual([]);
  expect(await store.audit.last(school, 5)).toMatchObject([{ act: 'settle', about: 'written', who: 'test:teacher' }]);
});
