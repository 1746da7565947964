import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { pageCount } from '../../../support/page-count.ts';
import { helloRunner } from '../../../support/held-runner.ts';
import type { Person } from '../../../support/slack/people/person.ts';
import type { RunningBot } from './start-bot.ts';
import { startBot } from './start-bot.ts';

/** Reads on in the reply to a slash command until the course ends; gives the titles of the pages. */
async function readOn(person: Person): Promise<readonly string[]> {
  const titles: string[] = [];
  person.slash('/lesson', 'async 1');
  let shown = await person.sees(/page 1 of/u);
  while (shown.buttons.includes('Next')) {
    titles.push(shown.text.split('\n')[0] ?? '');
    const before = shown.text;
    person.press('Next', { ts: shown.ts });
    await expect.poll(() => person.screen().find(({ ts }) => ts === shown.ts)?.text).not.toBe(before);
    shown = person.screen().find(({ ts }) => ts === shown.ts) ?? shown;
  }
  return titles;
}

/** A channel takes one message a second. */
const soon = { timeout: 6000 };

const doors = ['socket', 'http'] as const;

test.each(doors)('somebody reads the whole lesson in a channel, unseen by others: %s', async (door) => {
  const { server, person } = await startBot({ door, runner: helloRunner });
  const ann = person('Ann');
  const bob = person('Bob');
  const titles = await readOn(ann);
  expect(new Set(titles).size).toBe(pageCount);
  expect(ann.screen().every(({ isEphemeral }) => isEphemeral)).toBe(true);
  expect(bob.screen()).toEqual([]);
  expect(server.rateLimits.refused).toBe(0);
});

async function learn({ person, app }: RunningBot, place: 'channel' | 'dm'): Promise<void> {
  const ann = person('Ann', place === 'dm' ? { in: 'dm' } : {});
  ann.slash('/lesson', 'async 1');
  const page = await ann.sees(/page 1 of/u);
  expect(page.isEphemeral).toBe(place === 'channel');
  ann.press('Run', { ts: page.ts });
  expect((await ann.sees('hello')).text).toContain('Finished in 1 ms.');
  ann.press('Edit', { ts: page.ts });
  const form = await ann.seesModal(app.speak('en')('form.run-title'));
  expect(form.fields).toEqual(['Your program']);
  ann.submit({ 'Your program': 'print("hello")' });
  await ann.seesNoModal();
  await expect.poll(() => ann.screen().filter(({ text }) => text.includes('Finished')).length, soon).toBe(2);
  ann.slash('/quiz');
  const asked = () =>
    ann.screen().find(({ text, isEdited }) => !isEdited && /\?|？/u.test(text) && !/page 1 of/u.test(text));
  await expect.poll(() => asked()?.buttons.length, soon).toBeGreaterThan(1);
  const question = asked();
  ann.press(question?.buttons[0] ?? '', { ts: question?.ts ?? '' });
  await expect.poll(() => ann.screen().find(({ ts }) => ts === question?.ts)?.text, soon).not.toBe(question?.text);
}

test.each(doors)('in a channel: run, edit, quiz: %s', async (door) => {
  await learn(await startBot({ door, runner: helloRunner }), 'channel');
});

test('in direct messages: run, edit, quiz', async () => {
  await learn(await startBot({ runner: helloRunner }), 'dm');
});

test('called by its name, it answers in the thread, and goes on there', async () => {
  const { person, store } = await startBot({ runner: helloRunner });
  const [ann, bob] = [person('Ann'), person('Bob')];
  const { ts } = ann.asksBot('lesson async 1');
  const page = await bob.sees(/page 1 of/u);
  expect([page.threadTs, page.isEphemeral]).toEqual([ts, false]);
  bob.press('Next', { ts: page.ts });
  const told = await bob.sees('belong to somebody else');
  expect([told.isEphemeral, told.threadTs]).toEqual([true, ts]);
  ann.press('Next', { ts: page.ts });
  expect((await ann.sees(/page 2 of/u)).ts).toBe(page.ts);
  ann.openThread(ts);
  ann.asksBot('```print("hello")```');
  const result = await bob.sees('Finished');
  expect(result.threadTs).toBe(ts);
  expect((await store.progress.positions(learnerId(`slack:${bob.workspace.id}/${bob.user.id}`))).length).toBe(0);
});

test('several people learn side by side, each in their language and at their place', async () => {
  const { person } = await startBot();
  const people = [person('Ann'), person('Bo', { locale: 'zh-CN' }), person('Cy', { in: 'dm' })];
  for (const one of people) one.slash('/lesson', 'async 1');
  const [ann, bo, cy] = people;
  if (ann === undefined || bo === undefined || cy === undefined) throw new Error('expected three people');
  await Promise.all([ann.sees(/page 1 of/u), bo.sees('第 1 页'), cy.sees(/page 1 of/u)]);
  ann.press('Next');
  await ann.sees(/page 2 of/u);
  cy.slash('/lesson', 'async');
  await cy.sees('Welcome back');
  expect(bo.screen()).toHaveLength(1);
});
