import { expect, test } from 'vitest';
import { drawQuestion } from '#core/quiz/question.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, school } from '../../../support/classroom.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

const question = { course: 'async', quiz: 'written', seed: '7' };

test('under an answer in a class stands a form to report its question, and alone with the bot none', async () => {
  const { last } = testApp();
  const picks = String(optionsOf(drawQuestion(writtenQuiz, 7)).findIndex(({ right }) => right));
  const inClass = await last('answer', { ...question, picks }, as('ada'));
  const forms = inClass.blocks.flatMap((block) => (block.kind === 'ask' ? [block.ask] : []));
  expect(forms).toMatchObject([{ command: 'report', args: question, fields: [{ kind: 'line', name: 'reason' }] }]);
  expect((await last('answer', { ...question, seed: '8', picks })).blocks.some(({ kind }) => kind === 'ask')).toBe(
    false,
  );
});

test('a report is kept on one line, once for each learner', async () => {
  const { last, store } = testApp();
  const reason = 'B is  right\n`too`';
  expect(wordsOf(await last('report', { ...question, reason }, as('ada')))).toContain('report.thanks');
  expect(wordsOf(await last('report', { ...question, reason: 'again' }, as('ada')))).toContain('report.again');
  await last('report', { ...question, reason: 'me too' }, as('bob'));
  expect(await store.questionReports.open(school)).toEqual([
    { course: 'async', quiz: 'written', seed: 7, count: 2, reasons: ['B is right too', 'me too'] },
  ]);
});

test.each([
  [{ ...question, reason: '  ' }, 'refusal.no-reason'],
  [{ ...question, quiz: 'gone', reason: 'odd' }, 'refusal.stale-question'],
])('what says nothing is refused: %j', async (args, refusal) => {
  const { last, store } = testApp();
  expect(wordsOf(await last('report', args, as('ada')))).toContain(refusal);
  expect(await store.questionReports.open(school)).toEqual([]);
});

test('who reports very many questions is asked to wait a day', async () => {
  const app = testApp();
  const quizzes = (await import('../../../support/library.ts')).smallCourse().quizzes.map(({ id }) => id);
  const outcomes = [];
  for (const quiz of quizzes)
    outcomes.push(wordsOf(await app.last('report', { ...question, quiz, reason: 'odd' }, as('ada'))));
  expect(quizzes.length).toBeGreaterThan(5);
  expect(outcomes.filter((words) => words.includes('report.thanks'))).toHaveLength(5);
  app.pass(24 * 3_600_000 + 1);
  const later = await app.last('report', { ...question, quiz: quizzes.at(-1) ?? '', reason: 'odd' }, as('ada'));
  expect(wordsOf(later)).toContain('report.thanks');
});
