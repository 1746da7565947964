import { expect, test } from 'vitest';
import { drawQuestion } from '#core/quiz/question.ts';
import type { TestApp } from '../../../support/app.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher } from '../../../support/classroom.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

const lines = (view: Awaited<ReturnType<TestApp['last']>>) =>
  view.blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.map((spans) => spans.map(({ text }) => text).join('')) : [],
  );

let seed = 0;

async function answersRight({ ask }: TestApp, name: string, times: number): Promise<void> {
  for (let nth = 0; nth < times; nth += 1) {
    seed += 1;
    const place = optionsOf(drawQuestion(writtenQuiz, seed)).findIndex(({ right }) => right);
    await ask('answer', { course: 'async', quiz: 'written', seed: String(seed), picks: String(place) }, as(name));
  }
}

test('it is off until a teacher turns it on', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('leaderboard', {}, as('ada')))).toContain('refusal.leaderboard-is-off');
  expect(wordsOf(await last('leaderboard', { choice: 'join', name: 'Ada' }, as('ada')))).toContain(
    'refusal.leaderboard-is-off',
  );
  await last('class', { part: 'leaderboard on' }, asTeacher());
  expect(wordsOf(await last('leaderboard', {}, as('ada')))).toContain('leaderboard.empty');
});

test('only who joined is listed, under the name they chose, by what they improved', async () => {
  const app = testApp();
  await app.last('class', { part: 'leaderboard on' }, asTeacher());
  for (const name of ['ada', 'bob', 'cy']) await app.ask('help', {}, as(name));
  await app.last('leaderboard', { choice: 'join', name: 'Ada <@everyone>' }, as('ada'));
  await app.last('leaderboard', { choice: 'join', name: 'Bob' }, as('bob'));
  await answersRight(app, 'bob', 3);
  app.pass(7 * 24 * 3_600_000);
  await answersRight(app, 'ada', 2);
  await answersRight(app, 'bob', 4);
  await answersRight(app, 'cy', 9);
  app.pass(1);
  expect(lines(await app.last('leaderboard', {}, as('cy')))).toEqual([
    'leaderboard.line {"place":1,"name":"Ada <@everyone>","count":2}',
    'leaderboard.line {"place":2,"name":"Bob","count":1}',
  ]);
  await app.last('leaderboard', { choice: 'leave' }, as('ada'));
  expect(lines(await app.last('leaderboard', {}, as('cy')))).toHaveLength(1);
});

test('a name is needed to join', async () => {
  const { last } = testApp();
  await last('class', { part: 'leaderboard on' }, asTeacher());
  expect(wordsOf(await last('leaderboard', { choice: 'join', name: ' ' }, as('ada')))).toContain(
    'refusal.leaderboard-name',
  );
});
