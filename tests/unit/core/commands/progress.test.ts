import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import { choiceFor, testApp, wordsOf } from '../../../support/app.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

test('a newcomer is told where to begin', async () => {
  const { last } = testApp();
  const view = await last('progress');
  expect(wordsOf(view)).toContain('progress.none');
  expect(choiceFor(view, 'lesson').label).toBe('button.begin');
});

test('it counts chunks read and answers concept by concept', async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  await last('next');
  const right = optionsOf(drawQuestion(writtenQuiz, 7)).findIndex((option) => option.right);
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: String(right) });
  const view = await last('progress');
  expect(view.blocks).toContainEqual({ kind: 'progress', label: 'progress.chunks', done: 1, of: 3 });
  const table = view.blocks.find((block) => block.kind === 'table');
  expect(table?.rows.map((cells) => cells.map((spans) => spans[0]?.text))).toEqual([
    ['Task', 'progress.right-of {"right":1,"times":1}'],
    ['await', 'progress.not-asked'],
    ['CPU-heavy work', 'progress.not-asked'],
  ]);
  expect(wordsOf(view)).toContain('2 · Chunk two');
});

test("one learner's progress is not another's", async () => {
  const { last } = testApp();
  await last('lesson', { course: 'async' });
  expect(wordsOf(await last('progress', {}, { learner: learnerId('test:bob') }))).toContain('progress.none');
});
