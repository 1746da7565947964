import { expect, test } from 'vitest';
import { drawQuestion } from '#core/quiz/question.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

test('it asks a question whose buttons carry places, not keys', async () => {
  const { last } = testApp();
  const question = await last('quiz', { concept: 'Task' });
  expect(question.title).toBe('quiz.title {"concept":"Task"}');
  for (const [place, { command, args }] of choicesOf(question).entries()) {
    expect(command).toBe('answer');
    expect(args).toEqual({ course: 'async', quiz: expect.any(String), seed: '1', picks: String(place) });
  }
});

test('nothing in a question tells which option is right', async () => {
  const { last } = testApp({ seeds: [4] });
  const words = wordsOf(await last('quiz', { chunk: 'two' }));
  expect(words).not.toContain('So it is.');
  expect(words).not.toContain('"right"');
});

test('an unknown concept is refused with those there are', async () => {
  const { last } = testApp();
  const refused = await last('quiz', { concept: 'monad' });
  expect(wordsOf(refused)).toContain('refusal.unknown-concept');
  expect(wordsOf(refused)).toContain('task');
});

test('a chunk without questions says so', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('quiz', { chunk: 'one' }))).toContain('refusal.no-question');
});

test('a question that is due says so in one line above it, a new one says nothing', async () => {
  const { last, pass } = testApp();
  expect(wordsOf(await last('quiz'))).not.toContain('memory.');
  await last('answer', { course: 'async', quiz: 'term-for-await', seed: '7', picks: '0' });
  pass(40 * 86_400_000);
  const [line] = (await last('quiz')).blocks;
  expect(line).toEqual({ kind: 'prose', spans: [{ kind: 'emphasis', text: 'memory.due' }] });
});

test('what went wrong before comes back, and says so', async () => {
  const { last, pass } = testApp();
  const wrong = optionsOf(drawQuestion(writtenQuiz, 7)).findIndex(({ right }) => !right);
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: String(wrong) });
  for (const seed of ['1', '2', '3']) {
    pass(1000);
    await last('answer', { course: 'async', quiz: 'term-for-await', seed, picks: '0' });
  }
  const question = await last('quiz');
  expect(question.blocks[0]).toEqual({ kind: 'prose', spans: [{ kind: 'emphasis', text: 'memory.once-more' }] });
  expect(choicesOf(question)[0]?.args).toMatchObject({ quiz: 'written' });
  expect(choicesOf(question)[0]?.args).not.toMatchObject({ seed: '7' });
});
