import { expect, test } from 'vitest';
import { startBot } from './start-bot.ts';

test('administrators are teachers, and are asked about anew with each act of teachers', async () => {
  const { person, app, server, store, acme } = await startBot();
  const refused = app.speak('en')('refusal.for-teachers');
  const school = { platform: 'slack', community: acme.workspace.id };
  const [ann, bob] = [person('Ann', { rank: 'admin' }), person('Bob')];
  bob.slash('/class');
  await bob.sees(refused);
  ann.slash('/class');
  const report = await ann.sees(/learners?, \d active/u);
  expect(report.isEphemeral).toBe(true);
  const asked = server.requests.filter(({ name }) => name === 'users.info').length;
  ann.user.rank = 'member';
  ann.press('Turn the leaderboard on', { ts: report.ts });
  await ann.sees(refused);
  expect(server.requests.filter(({ name }) => name === 'users.info').length).toBe(asked + 1);
  expect((await store.contests.settings(school)).leaderboard).toBe('off');
  ann.user.rank = 'owner';
  ann.slash('/class', 'leaderboard on');
  await ann.sees('The leaderboard is on');
  expect(await store.audit.last(school, 5)).toMatchObject([{ act: 'class leaderboard on', channel: ann.channel.id }]);
});

test('where Slack does not say who somebody is, they are no teacher', async () => {
  const { person, app, server } = await startBot();
  const ann = person('Ann', { rank: 'owner' });
  server.faults.next('users.info', { kind: 'refused', error: 'user_not_found' }, 2);
  ann.slash('/class');
  await ann.sees(app.speak('en')('refusal.for-teachers'));
});

test('another learner’s press of a teacher’s button is refused', async () => {
  const { person, store, acme } = await startBot();
  const [ann, bob] = [person('Ann', { rank: 'admin' }), person('Bob')];
  const { ts } = ann.asksBot('class');
  const report = await bob.sees(/learners?, \d active/u);
  expect(report.threadTs).toBe(ts);
  bob.press('Turn the leaderboard on', { ts: report.ts });
  await bob.sees('belong to somebody else');
  const school = { platform: 'slack', community: acme.workspace.id };
  expect((await store.contests.settings(school)).leaderboard).toBe('off');
});

test('what is for the teacher’s eyes is not told in a thread that others read', async () => {
  const { person } = await startBot();
  const ann = person('Ann', { rank: 'admin' });
  ann.asksBot('class export');
  await ann.sees('Others would read along here');
  ann.slash('/class', 'export');
  await ann.sees('Export of the class');
});

test('teachers who do not administer the workspace are named with @, and lose it as they got it', async () => {
  const { person, app } = await startBot();
  const refused = app.speak('en')('refusal.for-teachers');
  const [ann, bob] = [person('Ann', { rank: 'admin' }), person('Bob')];
  ann.slash('/teachers', 'add @bob');
  await ann.sees('is a teacher now');
  bob.slash('/goal', '4 concepts 80%');
  await bob.sees('Goal: the class has 0 of 4');
  bob.slash('/teachers', 'add @ann');
  await bob.sees(app.speak('en')('refusal.managers-only'));
  ann.slash('/teachers', 'remove @bob');
  await ann.sees('is no teacher any more');
  bob.slash('/goal', 'off');
  await bob.sees(refused);
});

test('a due time is told by the clock of who has to do it', async () => {
  const { person, store, acme } = await startBot();
  const [ann, bob] = [person('Ann', { rank: 'admin' }), person('Bob', { tz: 'Pacific/Kiritimati' })];
  const due = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16);
  ann.slash('/assign', `1 ${due.replace('T', ' ')}`);
  await ann.sees('Assigned: page');
  bob.slash('/assignments');
  // There it is fourteen hours later than in Greenwich.
  await bob.sees('time is over');
  ann.slash('/assign', `extend 1 2036-01-01 @bob`);
  await ann.sees('More time for page');
  bob.slash('/assignments');
  await bob.sees('2036-01-01 23:59');
  const school = { platform: 'slack', community: acme.workspace.id };
  expect((await store.audit.last(school, 5)).map(({ act }) => act)).toEqual(['assign extend', 'assign']);
});

test('a question is reported by a form of one line', async () => {
  const { person } = await startBot();
  const [ann, bob] = [person('Ann', { rank: 'admin' }), person('Bob')];
  bob.slash('/quiz');
  await expect.poll(() => bob.screen().at(-1)?.buttons.length, { timeout: 6000 }).toBeGreaterThan(1);
  const question = bob.screen().at(-1);
  bob.press(question?.buttons[0] ?? '', { ts: question?.ts ?? '' });
  await expect
    .poll(() => bob.screen().find(({ ts }) => ts === question?.ts)?.buttons, { timeout: 6000 })
    .toContain('Something wrong with this question?');
  bob.press('Something wrong with this question?', { ts: question?.ts ?? '' });
  const form = await bob.seesModal('Something wrong?');
  const [label = ''] = form.fields;
  bob.submit({ [label]: 'The second is right too <!channel>' });
  await bob.sees('Your teachers will look');
  ann.slash('/reports');
  await ann.sees('The second is right too');
});
