import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { askNow, heartbeat, offsetClock, teach } from '../../../support/daily-in-chat.ts';
import { tokensFor } from '../../../support/slack/world/installation-of.ts';
import { forMany, slackWorld, startBot } from './start-bot.ts';

const leaseMs = 180_000;
const question = 'Question of the day';
const answer = 'The answer to the question of the day';

async function study(setup: Parameters<typeof startBot>[0] = {}) {
  const clock = offsetClock();
  const running = await startBot({ ...setup, clock });
  const { app, acme, study: channel } = running;
  const ann = running.person('Ann');
  const ben = running.person('Ben');
  const community = acme.workspace.id;
  const teacher = learnerId(`slack:${community}/${ann.user.id}`);
  const where = { platform: 'slack', community, channel: channel.id, teacher };
  await askNow(app, where, clock);
  const shown = (words: string) => ann.screen().filter(({ text }) => text.includes(words));
  return { ...running, clock, where, ann, ben, shown, channel };
}

function buttonsOf({ ann }: Pick<Awaited<ReturnType<typeof study>>, 'ann'>): readonly string[] {
  const message = ann.screen().findLast(({ text }) => text.includes(question));
  return message?.buttons ?? [];
}

test('a question is posted, answered in private, changed once, and told to all', async () => {
  const room = await study();
  const { app, where, ann, ben, shown } = room;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(await heartbeat(room)).toEqual([]);
  expect(shown(question)).toHaveLength(1);
  const [first = '', second = ''] = buttonsOf(room);
  ann.press(first);
  await ann.sees('You chose');
  expect(ben.screen().some(({ text }) => text.includes('You chose'))).toBe(false);
  ann.press(second);
  await ann.sees('that one stays');
  ann.press(first);
  await ann.sees('changed it once already');
  ben.press(first);
  await ben.sees('You chose');
  expect(shown(question)).toHaveLength(1);
  await teach(app, where, 'reveal');
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(shown(answer)).toHaveLength(1);
  expect(shown(answer)[0]?.text).toMatch(/2 answers[\s\S]*1 of 2/u);
  ben.press(second, { ts: shown(question)[0]?.ts ?? '' });
  await ben.sees('does not count');
});

test('a process that is killed between posting and noting it posts nothing twice: the next one finds it there', async () => {
  const room = await study();
  await heartbeat(room, 'killed');
  expect(room.shown(question)).toHaveLength(1);
  await room.stop();
  const clock = offsetClock();
  clock.offset = leaseMs + 1000;
  const { server, acme, store } = room;
  const next = await startBot({ server, acme, store, clock });
  expect(await heartbeat(next)).toEqual([{ kind: 'delivered', reference: null }]);
  expect(await heartbeat(next)).toEqual([]);
  expect(room.shown(question)).toHaveLength(1);
});

test('one that is killed before posting leaves it to the next one', async () => {
  const room = await study();
  expect(await room.app.due(['slack'])).toHaveLength(1);
  room.clock.offset = leaseMs + 1000;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('without the right to look, what may stand there is not posted again, and everything else works', async () => {
  const room = await study();
  room.acme.takeScope('channels:history');
  room.acme.takeScope('groups:history');
  await heartbeat(room, 'killed');
  room.clock.offset = leaseMs + 1000;
  const outcomes = await heartbeat(room);
  expect(outcomes).toEqual([{ kind: 'delivered', reference: null }]);
  expect(room.shown(question)).toHaveLength(1);
});

test.each([
  { kind: 'status', status: 503 },
  { kind: 'cut' },
  { kind: 'answer lost' },
  { kind: 'rate limited', retryAfterS: 1 },
] as const)('a question that meets %j is posted once', async (fault) => {
  const room = await study();
  room.server.faults.next('chat.postMessage', fault);
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test('a channel that the bot was taken out of rests, and its teacher is told once', async () => {
  const room = await study();
  room.acme.removeBot(room.channel);
  expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(await heartbeat(room)).toEqual([]);
  room.ann.goTo('dm');
  await room.ann.sees('I cannot write in');
});

test.each(['uninstalled', 'revoked'] as const)(
  'a bot in one workspace whose token is %s rests, and what belongs to the workspace stays until Slack tells more',
  async (state) => {
    const room = await study();
    for (const token of tokensFor(room.server.world, room.acme.workspace)) token.state = state;
    expect(await heartbeat(room)).toEqual([{ kind: 'gone' }]);
    expect(await room.store.calendar.schedules(room.where)).toMatchObject([{ pause: { kind: 'gone' } }]);
  },
);

test('a token of the host’s that Slack does not know may be mended: nothing rests, and it is tried again', async () => {
  const room = await study();
  const { world } = room.server;
  const tokens = tokensFor(world, room.acme.workspace);
  for (const { value } of tokens) world.tokens.delete(value);
  expect(await heartbeat(room)).toEqual([{ kind: 'failed', sent: 'no' }]);
  for (const token of tokens) world.tokens.set(token.value, token);
  room.clock.offset = 20_000;
  expect(await heartbeat(room)).toMatchObject([{ kind: 'delivered' }]);
  expect(room.shown(question)).toHaveLength(1);
});

test.each(['uninstalled', 'revoked', 'unknown'] as const)(
  'a workspace that installed the bot and whose token is %s is left: nothing of it is kept, the others stay',
  async (state) => {
    const server = await slackWorld();
    const [acme, globex] = [
      server.workspace('Acme', { isInstalled: false }),
      server.workspace('Globex', { isInstalled: false }),
    ];
    const clock = offsetClock();
    const running = await startBot({ server, acme, clock, door: 'http', workspaces: forMany(server) });
    const { app, store, origin } = running;
    const places = [];
    for (const one of [acme, globex]) {
      const channel = one.channel('study');
      const ann = one.person('Ann', { in: channel });
      expect((await ann.installs(`${origin()}/slack/install`)).status).toBe(200);
      const community = one.workspace.id;
      const teacher = learnerId(`slack:${community}/${ann.user.id}`);
      const where = { platform: 'slack', community, channel: channel.id, teacher };
      await askNow(app, where, clock);
      places.push(where);
    }
    const [here, there] = places;
    if (here === undefined || there === undefined) throw new Error('expected two workspaces');
    for (const token of tokensFor(server.world, acme.workspace)) {
      if (state === 'unknown') server.world.tokens.delete(token.value);
      else token.state = state;
    }
    expect((await heartbeat(running)).map(({ kind }) => kind).toSorted()).toEqual(['delivered', 'removed']);
    expect(await store.calendar.schedules(here)).toEqual([]);
    expect(await store.notes.read(`slack:installation:${here.community}`)).toBeNull();
    expect(await store.calendar.schedules(there)).toHaveLength(1);
    expect(await store.notes.read(`slack:installation:${there.community}`)).not.toBeNull();
  },
);
