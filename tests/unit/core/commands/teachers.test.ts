import { expect, test } from 'vitest';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher, school } from '../../../support/classroom.ts';

test('who manages the class makes teachers, and each act looks whether they still are', async () => {
  const { last, store } = testApp();
  expect(wordsOf(await last('class', {}, as('ada')))).toContain('refusal.for-teachers');
  expect(wordsOf(await last('teachers', { choice: 'add', who: 'test:ada' }, asTeacher()))).toContain(
    'teachers.appointed',
  );
  expect(wordsOf(await last('class', {}, as('ada')))).toContain('class.title');
  expect(wordsOf(await last('help', {}, as('ada')))).toContain('/assign ');
  expect(wordsOf(await last('help', {}, as('ada')))).not.toContain('/teachers');
  expect(wordsOf(await last('help', {}, asTeacher()))).toContain('/teachers');
  expect(wordsOf(await last('teachers', { choice: 'remove', who: 'test:ada' }, asTeacher()))).toContain(
    'teachers.dismissed',
  );
  expect(wordsOf(await last('class', {}, as('ada')))).toContain('refusal.for-teachers');
  expect(wordsOf(await last('help', {}, as('ada')))).not.toContain('/assign ');
  expect((await store.audit.last(school, 5)).map(({ act, about }) => [act, about])).toEqual([
    ['teachers remove', 'test:ada'],
    ['teachers add', 'test:ada'],
  ]);
});

test('a teacher of one class is none of another, nor on another platform', async () => {
  const { last } = testApp();
  await last('teachers', { choice: 'add', who: 'test:ada' }, asTeacher());
  const elsewhere = { platform: 'test', visibility: 'shared', community: 'another' } as const;
  expect(wordsOf(await last('class', {}, { ...as('ada'), place: elsewhere }))).toContain('refusal.for-teachers');
  const other = { platform: 'other', visibility: 'shared', community: 'school' } as const;
  expect(wordsOf(await last('class', {}, { ...as('ada'), place: other }))).toContain('refusal.for-teachers');
});

test('teachers who were made do not make teachers', async () => {
  const { last, store } = testApp();
  await last('teachers', { choice: 'add', who: 'test:ada' }, asTeacher());
  expect(wordsOf(await last('teachers', { choice: 'add', who: 'test:bob' }, as('ada')))).toContain(
    'refusal.managers-only',
  );
  expect(wordsOf(await last('teachers', { choice: 'remove', who: 'test:ada' }, as('ada')))).toContain(
    'refusal.managers-only',
  );
  expect(await store.classes.teachers(school)).toEqual(['test:ada']);
});

test.each([
  [{ choice: 'add' }, 'refusal.which-person'],
  [{ choice: 'add', who: '@ada' }, 'refusal.unknown-person'],
  [{ choice: 'add', who: 'other:ada' }, 'refusal.unknown-person'],
])('somebody has to be named who is here: %j', async (args, refusal) => {
  const { last, store } = testApp();
  expect(wordsOf(await last('teachers', args, asTeacher()))).toContain(refusal);
  expect(await store.classes.teachers(school)).toEqual([]);
});
