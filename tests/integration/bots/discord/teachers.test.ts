import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { permissions } from '../../../support/discord/codes.ts';
import { startBot } from './start-bot.ts';

/** A server with a teacher and a learner in it. */
async function classroom() {
  const bot = await startBot();
  const [ann, bob] = [bot.server.person('Ann'), bot.server.person('Bob')];
  const guild = ann.channel.guild;
  if (guild === null) throw new Error('expected a server');
  bot.server.promote(ann, guild, permissions.manageGuild);
  return { ...bot, ann, bob, guild, school: { platform: 'discord', community: guild.id } };
}

test('who manages the server is a teacher, and nobody else is answered what teachers ask', async () => {
  const { ann, bob, app } = await classroom();
  expect(ann.commands()).toEqual(expect.arrayContaining(['class', 'teachers', 'setup']));
  expect(bob.commands()).toEqual(expect.arrayContaining(['class', 'assignments']));
  expect(bob.commands()).not.toContain('teachers');
  expect(bob.commands()).not.toContain('setup');
  const report = await ann.slash('class').answer();
  expect([report.text.includes('2 learner'), report.isPrivate]).toEqual([false, true]);
  expect(report.text).toContain('1 learner, 1 active');
  const refused = await bob.slash('class').answer();
  expect([refused.text.includes(app.speak('en')('refusal.for-teachers')), refused.isPrivate]).toEqual([true, true]);
  bob.asksBot('class');
  await bob.sees(app.speak('en')('refusal.for-teachers'));
});

test('whom a manager made a teacher finds the commands of teachers in the menu and is answered', async () => {
  const { ann, bob, store, school } = await classroom();
  await store.classes.seen(learnerId(`discord:${bob.user.id}`), school, 1);
  await ann.slash('teachers', { choice: 'add', who: bob.user.id }).sees('teacher');
  expect(bob.commands()).toContain('class');
  expect((await bob.slash('class').answer()).text).toContain('2 learners');
});

test('a button that a teacher had is refused once they are no teacher any more, and does nothing', async () => {
  const { ann, guild, store, school, app } = await classroom();
  const report = await ann.slash('class').answer();
  guild.members.get(ann.user.id)?.roles.splice(0);
  const pressed = ann.press('Turn the leaderboard on', report.id);
  await pressed.sees(app.speak('en')('refusal.for-teachers'));
  expect((await store.contests.settings(school)).leaderboard).toBe('off');
  expect(await store.audit.last(school, 5)).toEqual([]);
});

test('a teacher’s press is done and written down, with the channel', async () => {
  const { ann, store, school } = await classroom();
  const report = await ann.slash('class').answer();
  await ann.press('Turn the leaderboard on', report.id).sees('The leaderboard is on');
  expect(await store.audit.last(school, 5)).toMatchObject([
    { who: `discord:${ann.user.id}`, act: 'class leaderboard on', channel: ann.channel.id },
  ]);
});

test('a teacher who was made one by the manager is one by mentions and buttons too, until that is taken back', async () => {
  const { ann, bob, app } = await classroom();
  await ann.slash('teachers', { choice: 'add', who: bob.user.id }).sees('is a teacher now');
  bob.asksBot('goal 4 concepts 80%');
  await bob.sees('Goal: the class has 0 of 4');
  ann.asksBot(`teachers remove <@${bob.user.id}>`);
  // Messages do not tell what their authors may do.
  await ann.sees(app.speak('en')('refusal.for-teachers'));
  await ann.slash('teachers', { choice: 'remove', who: bob.user.id }).sees('is no teacher any more');
  bob.asksBot('goal off');
  await expect
    .poll(() => bob.screen().filter(({ text }) => text.includes(app.speak('en')('refusal.for-teachers'))).length)
    .toBeGreaterThan(1);
});

test('a learner reports a question by a form of one line, and the teacher settles it', async () => {
  const { ann, bob, store, school } = await classroom();
  const question = await bob.slash('quiz').answer();
  const answered = bob.press(question.buttons[0]?.label ?? '', question.id);
  await answered.sees(/Right|Not quite|wrong/iu);
  const opened = bob.press('Something wrong with this question?', question.id);
  expect((await opened.form()).title).toBe('Something wrong?');
  const label = 'What is wrong with it? One line is enough.';
  await bob.submit(opened, { [label]: 'Two of these are right <@1> @everyone' }).sees('Your teachers will look');
  const cards = await ann.slash('reports').answer();
  expect(cards.text).toContain('Two of these are right');
  expect(cards.isPrivate).toBe(true);
  await ann.press('Settle 1', cards.id).sees('No question is reported');
  expect(await store.questionReports.open(school)).toEqual([]);
});
