import { expect, test } from 'vitest';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher, school } from '../../../support/classroom.ts';

test('a goal is set, told and taken back by teachers', async () => {
  const { last, store } = testApp();
  expect(wordsOf(await last('goal', { goal: '4 80' }, as('ada')))).toContain('refusal.for-teachers');
  expect(wordsOf(await last('goal', {}, asTeacher()))).toContain('goal.none');
  expect(wordsOf(await last('goal', { goal: '4 concepts 80%' }, asTeacher()))).toContain('goal.line');
  expect((await store.contests.settings(school)).goal).toEqual({ concepts: 4, percent: 80 });
  expect(wordsOf(await last('class', {}, asTeacher()))).toContain('goal.line');
  expect(wordsOf(await last('goal', { goal: 'OFF' }, asTeacher()))).toContain('goal.off');
  expect((await store.contests.settings(school)).goal).toBeNull();
  expect((await store.audit.last(school, 5)).map(({ about }) => about)).toEqual(['OFF', '4 concepts 80%']);
});

test.each(['many', '0 80', '4 0', '4 101', '-4 80', '80%'])('%j is no goal', async (goal) => {
  const { last, store } = testApp();
  expect(wordsOf(await last('goal', { goal }, asTeacher()))).toContain('refusal.unknown-goal');
  expect((await store.contests.settings(school)).goal).toBeNull();
});
