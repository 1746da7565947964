import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { drawQuestion } from '#core/quiz/question.ts';
import type { View } from '#core/view.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

const ada = learnerId('test:ada');

async function study({ last }: ReturnType<typeof testApp>): Promise<void> {
  await last('lesson', { course: 'async' });
  await last('next');
  const right = optionsOf(drawQuestion(writtenQuiz, 7)).findIndex((option) => option.right);
  await last('answer', { course: 'async', quiz: 'written', seed: '7', picks: String(right) });
}

const fileOf = (view: View): string => view.blocks.find((block) => block.kind === 'file')?.text ?? '';
const buttonFor = (view: View, label: string) => choicesOf(view).find((one) => one.label === label)?.args ?? {};

test('the export holds every row of what is kept, and the day of study with it', async () => {
  const app = testApp();
  await study(app);
  const file: unknown = JSON.parse(fileOf(await app.last('mydata', { what: 'export' })));
  expect(file).toMatchObject({
    exported: '1970-01-01T00:16:40Z',
    accounts: ['test:ada'],
    tables: {
      answer: [{ learner: 'test:ada', quiz: 'written', seed: 7, correct: true }],
      chunk_read: [{ learner: 'test:ada' }],
      position: [{ learner: 'test:ada', course: 'async' }],
      studied_day: [{ date: '1970-01-01', zone: 'UTC' }],
    },
  });
});

test('of who is not known there is nothing to hand over', async () => {
  expect(wordsOf(await testApp().last('mydata', { what: 'export' }))).toContain('mydata.nothing');
});

test('everything is forgotten behind a second press, and not before', async () => {
  const app = testApp();
  await study(app);
  const sure = await app.last('mydata', { what: 'delete' });
  expect(sure.tone).toBe('warning');
  expect(await app.store.progress.positions(ada)).toHaveLength(1);
  const yes = buttonFor(sure, 'button.delete-all');
  expect(wordsOf(await app.last('mydata', yes))).toContain('mydata.forgotten');
  expect(await app.store.ownData.everythingOf(ada)).toEqual({});
  expect(wordsOf(await app.last('progress'))).toContain('progress.none');
  await study(app);
  expect(wordsOf(await app.last('mydata', yes))).toContain('refusal.delete-stale');
  expect(await app.store.progress.positions(ada)).toHaveLength(1);
});

test('the button is too old behind ten minutes, and no good for anybody else', async () => {
  const app = testApp();
  await study(app);
  const yes = buttonFor(await app.last('mydata', { what: 'delete' }), 'button.delete-all');
  const eve = { learner: learnerId('test:eve') };
  expect(wordsOf(await app.last('mydata', yes, eve))).toContain('refusal.delete-stale');
  app.pass(10 * 60_000);
  expect(wordsOf(await app.last('mydata', yes))).toContain('refusal.delete-stale');
  expect(await app.store.progress.positions(ada)).toHaveLength(1);
});

test('where others read the reply nothing is shown', async () => {
  const place = { platform: 'slack', visibility: 'shared', reply: 'open' } as const;
  for (const what of ['export', 'delete'])
    expect(wordsOf(await testApp().last('mydata', { what }, { place }))).toContain('refusal.read-along');
});

test('without a word both ways are offered', async () => {
  const shown = await testApp().last('mydata');
  expect(choicesOf(shown).map(({ command, args }) => [command, args['what']])).toEqual([
    ['mydata', 'export'],
    ['mydata', 'delete'],
    ['privacy', undefined],
  ]);
});
