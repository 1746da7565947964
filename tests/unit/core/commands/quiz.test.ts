import { expect, test } from 'vitest';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';

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
