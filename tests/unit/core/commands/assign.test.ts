import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher, school } from '../../../support/classroom.ts';

const dues = async ({ store }: ReturnType<typeof testApp>, name: string) =>
  (await store.assignments.of(learnerId(`test:${name}`), school)).map(({ item, due }) => [
    item.kind === 'chunk' ? item.chunk : item.exercise,
    due,
  ]);

test('only teachers assign', async () => {
  const app = testApp();
  expect(wordsOf(await app.last('assign', { what: 'double 2026-12-01 18:00' }, as('ada')))).toContain(
    'refusal.for-teachers',
  );
  expect(await dues(app, 'ada')).toEqual([]);
});

test.each([
  [{ what: 'double', due: '2026-12-01 18:00' }],
  [{ what: 'double', due: '2026-12-01', who: '18:00' }],
  [{ what: 'Double  2026-12-01T18:00' }],
])('an exercise is assigned however the words are spread: %j', async (args) => {
  const app = testApp();
  expect(wordsOf(await app.last('assign', args, asTeacher()))).toContain('assign.set');
  expect(await dues(app, 'ada')).toEqual([['double', '2026-12-01T18:00']]);
  expect(await app.store.audit.last(school, 1)).toMatchObject([{ act: 'assign', who: 'test:teacher' }]);
});

test('a page goes by its number or title, and a day alone means its end', async () => {
  const app = testApp();
  await app.last('assign', { what: '2', due: '2026-12-01' }, asTeacher());
  await app.last('assign', { what: 'Chunk three', due: '2026-12-02' }, asTeacher());
  expect(await dues(app, 'ada')).toEqual([
    ['two', '2026-12-01T23:59'],
    ['three', '2026-12-02T23:59'],
  ]);
});

test.each([
  [{ what: 'double' }, 'refusal.no-due'],
  [{ what: 'double', due: '2026-02-30 18:00' }, 'refusal.no-due'],
  [{ what: 'double', due: '2026-12-01 25:00' }, 'refusal.no-due'],
  [{ due: '2026-12-01' }, 'refusal.which-item'],
  [{ what: 'nothing-like-it', due: '2026-12-01' }, 'refusal.unknown-item'],
  [{ what: 'remove double' }, 'refusal.not-assigned'],
  [{ what: 'extend double', due: '2026-12-01' }, 'refusal.not-assigned'],
  [{ what: 'extend double', due: '2026-12-01', who: '@nobody' }, 'refusal.unknown-person'],
])('what cannot be understood is refused with what to type: %j', async (args, refusal) => {
  const app = testApp();
  expect(wordsOf(await app.last('assign', args, asTeacher()))).toContain(refusal);
  expect(await dues(app, 'ada')).toEqual([]);
});

test('one learner gets more time, or everybody does; what is taken back is gone', async () => {
  const app = testApp();
  await app.last('assign', { what: 'double', due: '2026-12-01 18:00' }, asTeacher());
  await app.last('assign', { what: 'extend double', due: '2026-12-05', who: 'test:ada' }, asTeacher());
  expect(await dues(app, 'ada')).toEqual([['double', '2026-12-05T23:59']]);
  expect(await dues(app, 'bob')).toEqual([['double', '2026-12-01T18:00']]);
  await app.last('assign', { what: 'extend', due: 'double 2026-12-09 08:00' }, asTeacher());
  expect(await dues(app, 'bob')).toEqual([['double', '2026-12-09T08:00']]);
  expect(wordsOf(await app.last('assign', { what: 'remove', due: 'double' }, asTeacher()))).toContain(
    'assign.withdrawn',
  );
  expect(await dues(app, 'ada')).toEqual([]);
  expect((await app.store.audit.last(school, 9)).map(({ act }) => act)).toEqual([
    'assign remove',
    'assign extend',
    'assign extend',
    'assign',
  ]);
});
