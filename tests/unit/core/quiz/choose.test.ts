import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { chunkId, conceptId } from '#core/ids.ts';
import { chooseQuiz } from '#core/quiz/choose.ts';
import { smallCourse } from '../../../support/library.ts';

const course = smallCourse();
const anything = { concept: null, chunk: null };
const nothing = { read: [], history: [], seed: 0, python: null };

test('what was read about comes before what was not', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    expect(chooseQuiz(course, anything, { ...nothing, read: [chunkId('three')], seed })?.concept).toBe('await');
  }
});

test('what was missed comes back first, what was right last waits longest', () => {
  const history = course.quizzes.map((quiz, index) => ({
    quiz: quiz.id,
    concept: quiz.concept,
    times: 1,
    timesRight: index === 2 ? 0 : 1,
    lastAt: 100 - index,
    lastRight: index !== 2,
    lastSeed: 1,
    lastGiven: ['1'],
  }));
  expect(chooseQuiz(course, anything, { ...nothing, history })?.id).toBe(course.quizzes[2]?.id);
  const allRight = history.map((line) => ({ ...line, lastRight: true }));
  expect(chooseQuiz(course, anything, { ...nothing, history: allRight })?.id).toBe(course.quizzes.at(-1)?.id);
});

property.prop([fc.integer({ min: 0, max: 0xffff_ffff })])('a scope is kept', (seed) => {
  expect(chooseQuiz(course, { ...anything, concept: conceptId('task') }, { ...nothing, seed })?.concept).toBe('task');
  expect(chooseQuiz(course, { ...anything, chunk: 'three' }, { ...nothing, seed })?.chunk).toBe('three');
  expect(chooseQuiz(course, { ...anything, chunk: 'none' }, { ...nothing, seed })).toBeNull();
});

test('every quiz is asked sooner or later', () => {
  const seen = new Set(
    Array.from({ length: 200 }, (_, seed) => chooseQuiz(course, anything, { ...nothing, seed })?.id),
  );
  expect(seen.size).toBe(course.quizzes.length);
});

test('what was answered last does not come back at once, unless nothing else is there to ask', () => {
  const missed = course.quizzes.slice(0, 2).map((quiz, index) => ({
    quiz: quiz.id,
    concept: quiz.concept,
    times: 1,
    timesRight: 0,
    lastAt: index,
    lastRight: false,
    lastSeed: 1,
    lastGiven: ['1'],
  }));
  expect(chooseQuiz(course, anything, { ...nothing, history: missed })?.id).toBe(course.quizzes[0]?.id);
  const alone = { ...course, quizzes: course.quizzes.slice(1, 2) };
  expect(chooseQuiz(alone, anything, { ...nothing, history: missed })?.id).toBe(course.quizzes[1]?.id);
});

test('what the Python of the bot is too old for is not asked', () => {
  const newer = { ...course, quizzes: course.quizzes.map((quiz) => ({ ...quiz, since: { major: 3, minor: 13 } })) };
  expect(chooseQuiz(newer, anything, { ...nothing, python: { major: 3, minor: 11 } })).toBeNull();
  expect(chooseQuiz(newer, anything, { ...nothing, python: { major: 3, minor: 13 } })).not.toBeNull();
  expect(chooseQuiz(newer, anything, nothing)).not.toBeNull();
});
