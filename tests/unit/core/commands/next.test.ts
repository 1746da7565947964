import { expect, test } from 'vitest';
import { courseId, learnerId } from '#core/ids.ts';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';

const learner = learnerId('test:ada');
const course = courseId('async');

test('it moves one chunk on and marks the one left as read', async () => {
  const { last, store } = testApp();
  await last('lesson', { course: 'async' });
  expect((await last('next')).title).toBe('Chunk two');
  const [position] = await store.progress.positions(learner);
  expect(position).toMatchObject({ chunk: 'two' });
  expect(await store.progress.chunksRead(learner, course)).toEqual(['one']);
});

test('two presses of one button move one step', async () => {
  const { last, store } = testApp();
  const button = choiceFor(await last('lesson', { course: 'async' }), 'next');
  const [first, second] = [await last('next', button.args), await last('next', button.args)];
  expect(first.title).toBe('Chunk two');
  expect(second.title).toBe('Chunk two');
  expect(await store.progress.positions(learner)).toMatchObject([{ chunk: 'two' }]);
});

test('a button far up in the history still works and says where the learner stands', async () => {
  const { last, store } = testApp();
  const button = choiceFor(await last('lesson', { course: 'async' }), 'next');
  await last('next');
  await last('next');
  const old = await last('next', button.args);
  expect(old.title).toBe('Chunk two');
  expect(wordsOf(old)).toContain('lesson.elsewhere');
  expect(await store.progress.positions(learner)).toMatchObject([{ chunk: 'three' }]);
});

test('behind the last chunk it says what is done; pressing again changes nothing', async () => {
  const { last, store } = testApp();
  await last('lesson', { course: 'async', chunk: '3' });
  expect((await last('next')).title).toBe('lesson.end-title');
  expect((await last('next')).title).toBe('lesson.end-title');
  expect(await store.progress.chunksRead(learner, course)).toEqual(['three']);
});

test('typed before any course was begun it is refused with the way in', async () => {
  const { last } = testApp();
  const refused = await last('next');
  expect(wordsOf(refused)).toContain('refusal.not-begun');
  expect(choiceFor(refused, 'lesson').args).toEqual({ course: 'async' });
});

test("someone else's button begins the course for who presses it", async () => {
  const { last, store } = testApp();
  expect((await last('next', { course: 'async', from: 'one' })).title).toBe('Chunk two');
  expect(await store.progress.positions(learner)).toMatchObject([{ chunk: 'two' }]);
});
