import { expect, test } from 'vitest';
import { courseId, learnerId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

const learner = learnerId('test:ada');
const course = courseId('async');

function picking(label: string, seed = 7) {
  const place = optionsOf(drawQuestion(writtenQuiz, seed)).findIndex((option) => option.label.en === label);
  return { course, quiz: writtenQuiz.id, seed: String(seed), picks: String(place) };
}

test('a right answer is praised with why it is right', async () => {
  const { last } = testApp();
  const view = await last('answer', picking('right one'));
  expect(view.tone).toBe('praise');
  expect(wordsOf(view)).toContain('So it is.');
});

test('a wrong answer shows the belief behind it, why it tempts, and what is right', async () => {
  const { last } = testApp();
  const view = await last('answer', picking('wrong one'));
  expect(view.tone).toBe('warning');
  for (const words of ['a myth', 'a truth', 'It is not.', 'right one', 'So it is.'])
    expect(wordsOf(view)).toContain(words);
  expect(wordsOf(view)).not.toContain('Nor that.');
});

test('the first answer to a question counts, the second is explained but not counted', async () => {
  const { last, store } = testApp();
  await last('answer', picking('wrong one'));
  const second = await last('answer', picking('right one'));
  expect(wordsOf(second)).toContain('quiz.first-counts');
  expect(await store.answers.history(learner, course)).toMatchObject([{ times: 1, timesRight: 0 }]);
});

test('the same quiz asked again counts again', async () => {
  const { last, store } = testApp();
  await last('answer', picking('wrong one', 7));
  await last('answer', picking('right one', 8));
  expect(await store.answers.history(learner, course)).toMatchObject([{ times: 2, timesRight: 1, lastRight: true }]);
});

test.each([
  [{ picks: '9' }, 'stale-question'],
  [{ picks: 'x' }, 'stale-question'],
  [{ picks: '' }, 'no-answer'],
  [{ quiz: 'gone' }, 'stale-question'],
  [{ seed: 'many' }, 'stale-question'],
])('an answer with %j is refused and nothing is recorded', async (change, code) => {
  const { last, store } = testApp();
  const refused = await last('answer', { ...picking('right one'), ...change });
  expect(wordsOf(refused)).toContain(`refusal.${code}`);
  expect(await store.answers.history(learner, course)).toEqual([]);
});
