import { expect, test } from 'vitest';
import { beat } from '#cli/heartbeat.ts';
import { learnerId } from '#core/ids.ts';
import type { Fault } from '../../../support/discord/rest/faults.ts';
import { permissions } from '../../../support/discord/codes.ts';
import { askNow, heartbeat, offsetClock, teach } from '../../../support/daily-in-chat.ts';
import { discord } from '../discord-client.ts';
import { startBot } from './start-bot.ts';

const leaseMs = 180_000;
const question = 'Question of the day';
const answer = 'The answer to the question of the day';

async function study(setup: Parameters<typeof startBot>[0] = {}) {
  const clock = offsetClock();
  const running = await startBot({ ...setup, clock });
  const { server, app } = running;
  const ann = server.person('Ann');
  const ben = server.person('Ben');
  const community = ann.channel.guild?.id ?? '';
  const teacher = learnerId(`discord:${ann.user.id}`);
  const where = { platform: 'discord', community, channel: ann.channel.id, teacher };
  await askNow(app, where, clock);
  const shown = (words: string) => ann.screen().filter(({ text }) => text.includes(words));
  return { ...running, clock, where, ann, ben, shown };
}

/** What stands on the buttons of the newest question. */
function buttonsOf({ ann }: Pick<Awaited<ReturnType<typeof study>>, 'ann'>): readonly string[] {
  const message = ann.screen().findLast(({ text }) => text.includes(question));
  return message?.buttons.map(({ label }) => label) ?? [];
}

test('a question is posted, answered in private, changed once, and told to all', async () => {
  const room = await study();
  const { app, where, ann, ben, shown } = room;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(await heartbeat(room)).toEqual([]);
  expect(shown(question)).toHaveLength(1);
  const [first = '', second = ''] = buttonsOf(room);
  const told = await ann.press(first).answer();
  expect(told.text).toContain('You chose');
  expect(ben.screen().some(({ text }) => text.includes('You chose'))).toBe(false);
  await ann.press(second).sees('that one stays');
  await ann.press(first).sees('changed it once already');
  await ben.press(first).sees('You chose');
  expect(shown(question)).toHaveLength(1);
  await teach(app, where, 'reveal');
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(shown(answer)).toHaveLength(1);
  expect(shown(answer)[0]?.text).toMatch(/2 answers[\s\S]*1 of 2/u);
  await ben.press(second).sees('does not count');
});

test('a process that is killed between posting and noting it posts nothing twice: the next one finds it there', async () => {
  const room = await study();
  await heartbeat(room, 'killed');
  expect(room.shown(question)).toHaveLength(1);
  await room.stop();
  const clock = offsetClock();
  clock.offset = leaseMs + 1000;
  const next = await startBot({ server: room.server, store: room.store, clock });
  expect(await heartbeat(next)).toEqual([{ kind: 'delivered', reference: null }]);
  expect(await heartbeat(next)).toEqual([]);
  expect(room.shown(question)).toHaveLength(1);
  await room.ben.press(buttonsOf(room)[0] ?? '').sees('You chose');
});

test('one that is killed before posting leaves it to the next one, however much was said since', async () => {
  const room = await study();
  expect(await room.app.due(['discord'])).toHaveLength(1);
  for (let said = 0; said < 130; said += 1) room.ben.says(`message ${said}`);
  room.clock.offset = leaseMs + 1000;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('what stands behind a hundred messages is found all the same', async () => {
  const room = await study();
  for (let said = 0; said < 120; said += 1) room.ben.says(`message ${said}`);
  await heartbeat(room, 'killed');
  for (let said = 0; said < 120; said += 1) room.ben.says(`message ${said}`);
  room.clock.offset = leaseMs + 1000;
  expect(await heartbeat(room)).toEqual([{ kind: 'delivered', reference: null }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('where the bot may not look any more, what may stand there is not posted again', async () => {
  const room = await study();
  await heartbeat(room, 'killed');
  room.server.denyBot(room.ann.channel, permissions.readHistory);
  room.clock.offset = leaseMs + 1000;
  expect(await heartbeat(room)).toEqual([{ kind: 'delivered', reference: null }]);
  expect(room.shown(question)).toHaveLength(1);
  expect(room.log('delivery not looked for')).toHaveLength(1);
});

const faults: readonly Fault[] = [
  { kind: 'status', status: 503 },
  { kind: 'cut', by: 'reset' },
  { kind: 'answer lost', by: 'reset' },
  { kind: 'answer lost', by: 'close' },
  { kind: 'rate limited', retryAfterMs: 200, scope: 'shared' },
];

test.each(faults)('a question that meets %j is posted once', async (fault) => {
  const room = await study();
  room.server.faults.next({ method: 'POST', path: /messages$/u }, fault);
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('a Discord that is out does not end a schedule: it is posted when it is back', async () => {
  const room = await study();
  room.server.faults.next({ method: 'POST', path: /messages$/u }, { kind: 'status', status: 503 }, 6);
  expect(await heartbeat(room)).toEqual([{ kind: 'failed', sent: 'perhaps' }]);
  room.clock.offset = 20_000;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('a channel that is deleted rests, and its teacher is told in a direct message, once', async () => {
  const room = await study();
  room.server.deleteChannel(room.ann.channel);
  expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(await heartbeat(room)).toEqual([]);
  const told = room.server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
  expect(told).toHaveLength(2);
});

test('two processes that beat at once post it once', async () => {
  const server = await discord({ heartbeatMs: 1000 });
  const room = await study({ server });
  const stop = new AbortController();
  const hearts = [1, 2].map(async () => {
    const { app, bot, clock } = room;
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    await beat({ app, bots: [bot], clock, log, everyMs: 5, signal: stop.signal });
  });
  await room.ann.sees(question);
  await room.ben.press(buttonsOf(room)[0] ?? '').sees('You chose');
  stop.abort();
  await Promise.all(hearts);
  expect(room.shown(question)).toHaveLength(1);
});

/** Interactions come by HTTP, so that nobody tells when the bot is removed. */
async function studyOverHttp() {
  const server = await discord();
  const room = await study({ server, publicKey: server.publicKey, wait: 'for nothing' });
  const guild = [...server.world.guilds.values()].find(({ id }) => id === room.where.community);
  if (guild === undefined) throw new Error('expected a server');
  return { ...room, guild };
}

test('where nobody tells that the bot was removed from a server, its next question does: nothing of the server is kept', async () => {
  const room = await studyOverHttp();
  room.server.kickBot(room.guild);
  expect(await heartbeat(room)).toEqual([{ kind: 'removed' }]);
  expect(await room.store.calendar.schedules(room.where)).toEqual([]);
  room.clock.offset = 7 * 86_400_000;
  expect(await heartbeat(room)).toEqual([]);
});

test.each<Fault>([
  { kind: 'status', status: 503 },
  { kind: 'cut', by: 'reset' },
])('where Discord does not say whether the bot is still there, nothing is deleted: %j', async (fault) => {
  const room = await studyOverHttp();
  room.server.deleteChannel(room.ann.channel);
  room.server.faults.next({ method: 'GET', path: /guilds\/\d+$/u }, fault);
  expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
  expect(await room.store.calendar.schedules(room.where)).toMatchObject([{ pause: { kind: 'gone' } }]);
});

test('who does not take direct messages any more is not taken for a server that is gone', async () => {
  const room = await studyOverHttp();
  room.server.deleteChannel(room.ann.channel);
  expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
  room.server.faults.next(
    { method: 'POST', path: /messages$/u },
    {
      kind: 'refused',
      status: 403,
      code: 50_007,
      message: 'Cannot send messages to this user',
    },
  );
  expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
  expect(await room.store.calendar.schedules(room.where)).toHaveLength(1);
});
