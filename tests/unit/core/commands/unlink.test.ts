import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { testApp, wordsOf } from '../../../support/app.ts';

const [here, there] = [{ learner: learnerId('discord:ada') }, { learner: learnerId('slack:T1/ada') }];

test('each account has its own again', async () => {
  const { last, store } = testApp();
  await last('lesson', { course: 'async', chunk: '2' }, here);
  await store.accounts.offer({ learner: here.learner, code: 'CODE', at: 1, until: 2 });
  await store.accounts.redeem({ learner: there.learner, code: 'CODE', at: 1 }, { most: 1, withinMs: 1 });
  await last('lesson', { course: 'async', chunk: '3' }, there);
  expect(wordsOf(await last('unlink', {}, there))).toContain('link.unlinked');
  expect(wordsOf(await last('progress', {}, here))).toContain('2 · Chunk two');
  expect(wordsOf(await last('progress', {}, there))).toContain('3 · ');
});

test('who is by themselves is told so', async () => {
  expect(wordsOf(await testApp().last('unlink', {}, here))).toContain('link.alone');
});
