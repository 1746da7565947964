import { expect, test } from 'vitest';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { smallCourse, smallLibrary } from '../../../support/library.ts';

test('without a course it shows the course as a card with what is only announced', async () => {
  const { last } = testApp();
  const card = await last('lesson');
  expect(card.title).toBe('Async');
  expect(wordsOf(card)).toContain('You will know.');
  expect(wordsOf(card)).toContain('1 (Before)');
  expect(choiceFor(card, 'lesson')).toMatchObject({ label: 'button.begin', args: { course: 'async' } });
});

test('a newcomer to a course is shown its first chunk', async () => {
  const { last } = testApp();
  expect((await last('lesson', { course: 'async' })).title).toBe('Chunk one');
});

test('who comes back goes on where they stopped', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  await last('next');
  const resumed = await last('lesson', { course: 'async' });
  expect(resumed.title).toBe('Chunk two');
  expect(wordsOf(resumed)).toContain('lesson.welcome-back');
});

test.each([['2'], ['two'], ['CHUNK TWO'], ['task'], ['Task']])(
  '%s leads to the second chunk, and is the place from then on',
  async (named) => {
    const { last } = testApp();
    expect((await last('lesson', { course: 'async', chunk: named })).title).toBe('Chunk two');
    expect((await last('lesson', { course: 'async' })).title).toBe('Chunk two');
  },
);

test.each([['0'], ['4'], ['-1'], ['nowhere'], ['2.5'], ['']])(
  'chunk %j is refused with what there is',
  async (named) => {
    const { last } = testApp();
    const refused = await last('lesson', { course: 'async', chunk: named });
    expect(refused.tone).toBe('warning');
    expect(wordsOf(refused)).toContain('refusal.unknown-chunk');
  },
);

test('an unknown course is refused with the names of those there are', async () => {
  const { last } = testApp();
  const refused = await last('lesson', { course: 'rust`\n@everyone' });
  expect(wordsOf(refused)).toContain('refusal.unknown-course');
  expect(wordsOf(refused)).toContain('async');
});

test('a place whose chunk was taken out of the course begins the course anew', async () => {
  const before = testApp();
  await before.last('lesson', { course: 'async', chunk: 'three' });
  const course = smallCourse();
  const shorter = { ...course, chunks: course.chunks.slice(0, 2) };
  const after = testApp({ store: before.store, library: { ...smallLibrary(), courses: [shorter] } });
  expect((await after.last('lesson', { course: 'async' })).title).toBe('Chunk one');
  expect((await after.last('next')).title).toBe('Chunk two');
});
