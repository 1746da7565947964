import { expect, test } from 'vitest';
import { drawQuestion } from '#core/quiz/question.ts';
import type { TestApp } from '../../../support/app.ts';
import { testApp, wordsOf } from '../../../support/app.ts';
import { as, asTeacher, school } from '../../../support/classroom.ts';
import { optionsOf, writtenQuiz } from '../../../support/library.ts';

let seed = 0;

/** Somebody answers the written quiz. */
async function answers({ ask }: TestApp, name: string, how: 'right' | 'wrong'): Promise<void> {
  seed += 1;
  const place = optionsOf(drawQuestion(writtenQuiz, seed)).findIndex(({ right }) => right === (how === 'right'));
  await ask('answer', { course: 'async', quiz: 'written', seed: String(seed), picks: String(place) }, as(name));
}

test('learners are refused', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('class', {}, as('ada')))).toContain('refusal.for-teachers');
});

test('alone with the bot there is no class', async () => {
  const { last } = testApp();
  const place = { platform: 'test', visibility: 'private', role: 'teacher' } as const;
  expect(wordsOf(await last('class', {}, { place }))).toContain('refusal.no-class');
});

test('it counts who holds which belief, what is weak and who is active, and names nobody', async () => {
  const app = testApp();
  for (const name of ['ada', 'bob', 'cy']) await answers(app, name, 'wrong');
  await answers(app, 'dora', 'right');
  await answers(app, 'cy', 'right');
  app.pass(8 * 24 * 3_600_000);
  await app.ask('help', {}, as('ada'));
  const view = await app.last('class', {}, asTeacher());
  const words = wordsOf(view);
  // The teacher is there too.
  expect(words).toContain(JSON.stringify('class.members {"count":5,"active":2}').slice(1, -1));
  expect(words).toContain(JSON.stringify('class.belief {"held":2,"asked":4,"belief":"a myth"}').slice(1, -1));
  expect(words).toContain(
    JSON.stringify('class.concept {"concept":"Task","right":2,"asked":4,"percent":50}').slice(1, -1),
  );
  expect(words).not.toMatch(/ada|bob|cy"|dora/u);
  const picture = view.blocks.find((block) => block.kind === 'picture');
  expect(picture?.picture).toMatchObject({ kind: 'bars', bars: { rows: [{ label: 'a myth', share: 0.5 }] } });
});

test('a class in which nobody has answered shows no belief', async () => {
  const { last } = testApp();
  expect(wordsOf(await last('class', {}, asTeacher()))).toContain('class.no-beliefs');
});

test('the export has everybody in it, as a table and for programs, and is written down', async () => {
  const app = testApp();
  await answers(app, 'ada', 'wrong');
  const view = await app.last('class', { part: 'export' }, asTeacher());
  const files = view.blocks.filter((block) => block.kind === 'file');
  expect(files.map(({ name }) => name)).toEqual(['class-async.csv', 'class-async.json']);
  expect(files[0]?.text).toContain('"test:ada"');
  expect(JSON.parse(files[1]?.text ?? '')).toMatchObject({ learners: [{ learner: 'test:ada', answers: 1 }, {}] });
  const [entry] = await app.store.audit.last(school, 5);
  expect(entry).toMatchObject({ who: 'test:teacher', act: 'class export', channel: 'study' });
});

test('where others would read along, nothing is exported', async () => {
  const app = testApp();
  const teacher = asTeacher();
  const place = { platform: 'test', visibility: 'shared', ...teacher.place, reply: 'open' } as const;
  expect(wordsOf(await app.last('class', { part: 'export' }, { ...teacher, place }))).toContain('refusal.overheard');
  expect(await app.store.audit.last(school, 5)).toEqual([]);
});

test('the leaderboard is turned on and off here', async () => {
  const { last, store } = testApp();
  expect(wordsOf(await last('class', {}, asTeacher()))).toContain('button.leaderboard-on');
  await last('class', { part: 'Leaderboard  ON' }, asTeacher());
  expect((await store.contests.settings(school)).leaderboard).toBe('on');
  await last('class', { part: 'leaderboard off' }, asTeacher());
  expect((await store.contests.settings(school)).leaderboard).toBe('off');
  expect((await store.audit.last(school, 5)).map(({ act }) => act)).toEqual([
    'class leaderboard off',
    'class leaderboard on',
  ]);
});
