import { expect, test } from 'vitest';
import { courseId, learnerId } from '#core/ids.ts';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { deliverAll, press, studyPlace, typeDaily } from '../../../support/study-channel.ts';

const hour = 3_600_000;

async function askedAtNine() {
  const app = testApp({ start: Date.UTC(2026, 10, 23, 8), seeds: [3, 4] });
  await typeDaily(app, 'set 09:00 UTC');
  app.pass(hour);
  const [question] = await deliverAll(app);
  if (question === undefined) throw new Error('expected a question');
  const history = async (who: string) => await app.store.answers.history(learnerId(`test:${who}`), courseId('async'));
  return { app, question, history };
}

test('a choice is told to whoever made it, and never whether it is right', async () => {
  const { app, question } = await askedAtNine();
  for (const place of choicesOf(question.view).keys()) {
    const told = await press(app, question, { place, by: `learner-${place}` });
    expect(told?.audience).toBe('learner');
    expect(told?.tone).toBe('plain');
    expect(wordsOf(told)).toMatch(/daily\.chosen .*17:00/u);
    expect(wordsOf(told)).not.toMatch(/right|wrong-title|because/u);
  }
});

test('it can be changed once', async () => {
  const { app, question, history } = await askedAtNine();
  const label = (place: number) => choicesOf(question.view)[place]?.label ?? '';
  expect(wordsOf(await press(app, question, { place: 0, by: 'ada' }))).toContain('daily.chosen');
  expect(wordsOf(await press(app, question, { place: 0, by: 'ada' }))).toContain('daily.chosen');
  expect(wordsOf(await press(app, question, { place: 1, by: 'ada' }))).toContain('daily.changed');
  const third = wordsOf(await press(app, question, { place: 2 % choicesOf(question.view).length, by: 'ada' }));
  expect(third).toContain('daily.spent');
  expect(third).toContain(label(1));
  app.pass(9 * hour);
  await deliverAll(app);
  expect(await history('ada')).toMatchObject([{ times: 1 }]);
});

test('a doubled press changes nothing', async () => {
  const { app, question, history } = await askedAtNine();
  await press(app, question, { place: 0, by: 'ada', event: 'one' });
  await press(app, question, { place: 0, by: 'ada', event: 'one' });
  expect(wordsOf(await press(app, question, { place: 1, by: 'ada' }))).toContain('daily.changed');
  app.pass(9 * hour);
  await deliverAll(app);
  expect(await history('ada')).toHaveLength(1);
});

test('votes become answers when the answer is told, not before', async () => {
  const { app, question, history } = await askedAtNine();
  await press(app, question, { place: 0, by: 'ada' });
  await press(app, question, { place: 1, by: 'bob' });
  expect(await history('ada')).toEqual([]);
  app.pass(9 * hour);
  await deliverAll(app);
  expect(await history('ada')).toHaveLength(1);
  expect(await history('bob')).toHaveLength(1);
});

test('who comes after the answer is told gets it, and it does not count', async () => {
  const { app, question, history } = await askedAtNine();
  app.pass(8 * hour);
  expect(wordsOf(await press(app, question, { place: 0, by: 'eve' }))).toContain('daily.too-late');
  await deliverAll(app);
  expect(wordsOf(await press(app, question, { place: 1, by: 'eve' }))).toContain('daily.too-late');
  expect(await history('eve')).toEqual([]);
});

test('a question that the content has no more says so', async () => {
  const { app } = await askedAtNine();
  expect(wordsOf(await app.last('vote', { prompt: 'x1x1:2026-11-23', pick: '0' }))).toContain('refusal.stale-question');
});

test('a vote counts for the day in the learner’s own zone, and tells the time by their clock', async () => {
  const { app, question } = await askedAtNine();
  const ask = async (who: string, zone?: string) => {
    const { command, args } = choicesOf(question.view)[0] ?? { command: '', args: {} };
    const learner = learnerId(`test:${who}`);
    const view = await app.last(command, args, { learner, place: studyPlace, ...(zone === undefined ? {} : { zone }) });
    return {
      told: wordsOf(view),
      days: (await app.store.days.studied(learner)).map(({ date, zone: of }) => [date, of]),
    };
  };
  app.pass(4 * hour);
  // It is 13:00 UTC; the answer comes at 17:00.
  expect(await ask('berliner', 'Europe/Berlin')).toMatchObject({
    told: expect.stringMatching(/daily\.chosen .*18:00/u),
    days: [['2026-11-23', 'Europe/Berlin']],
  });
  await app.store.learners.chooseZone(learnerId('test:traveller'), 'Pacific/Auckland', 1);
  expect(await ask('traveller', 'Europe/Berlin')).toMatchObject({
    told: expect.stringMatching(/daily\.chosen .*06:00/u),
    days: [['2026-11-24', 'Pacific/Auckland']],
  });
  expect(await ask('nobody knows')).toMatchObject({
    told: expect.stringMatching(/daily\.chosen .*17:00/u),
    days: [['2026-11-23', 'UTC']],
  });
});

test('a person with two accounts has one choice and one change, and sees it with each', async () => {
  const { app, question, history } = await askedAtNine();
  const [ann, ben] = [learnerId('test:ann'), learnerId('test:ben')];
  await app.store.accounts.offer({ learner: ann, code: 'CODE', at: 1, until: 2 });
  await app.store.accounts.redeem({ learner: ben, code: 'CODE', at: 1 }, { most: 9, withinMs: 9 });
  const label = (place: number) => choicesOf(question.view)[place]?.label ?? '';
  expect(wordsOf(await press(app, question, { place: 0, by: 'ann' }))).toContain('daily.chosen');
  expect(wordsOf(await press(app, question, { place: 0, by: 'ben' }))).toContain('daily.chosen');
  expect(wordsOf(await press(app, question, { place: 1, by: 'ben' }))).toContain('daily.changed');
  const spent = wordsOf(await press(app, question, { place: 0, by: 'ann' }));
  expect(spent).toContain('daily.spent');
  expect(spent).toContain(label(1));
  app.pass(9 * hour);
  const [reveal] = await deliverAll(app);
  expect(wordsOf(reveal?.view)).toContain(String.raw`daily.answers {\"count\":1}`);
  expect(await history('ann')).toMatchObject([{ times: 1 }]);
});
