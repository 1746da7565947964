import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../support/memory-store.ts';
import type { Forgery } from '../../../support/slack/delivery/create-endpoint.ts';
import { helloRunner } from '../../../support/held-runner.ts';
import { forMany, slackWorld, startBot } from './start-bot.ts';

const forgeries: readonly Forgery[] = [
  'wrong secret',
  'other body',
  'no signature',
  'no timestamp',
  'stale',
  'from the future',
  'not hex',
];

test.each(forgeries)('what Slack has not signed, or not now, is refused: %s', async (how) => {
  const { server, person, log } = await startBot({ door: 'http' });
  const ann = person('Ann');
  const { delivery } = await ann.slash('/help').acknowledged();
  await ann.sees('/progress');
  expect(await server.endpoint.forge(delivery, how)).toBe(401);
  expect(log('slack request refused')).toEqual([{ event: 'slack request refused', status: 401 }]);
});

test('what was signed and comes again is refused, and done once', async () => {
  const { server, person } = await startBot({ door: 'http' });
  const ann = person('Ann');
  const { delivery } = await ann.slash('/help').acknowledged();
  await ann.sees('/progress');
  expect(await server.endpoint.replay(delivery)).toBe(401);
  expect(ann.screen()).toHaveLength(1);
});

test('what is too long is refused, and other addresses are not there', async () => {
  const { origin } = await startBot({ door: 'http' });
  expect((await fetch(`${origin()}/slack/events`, { method: 'POST', body: 'x'.repeat(200) })).status).toBe(401);
  expect((await fetch(`${origin()}/slack/install`)).status).toBe(404);
  expect((await fetch(origin(), { method: 'POST' })).status).toBe(404);
});

test('a port that is taken ends the start with one sentence', async () => {
  const { server, acme, origin } = await startBot({ door: 'http' });
  const port = Number(new URL(origin()).port);
  const { ended } = await startBot({ server, acme, door: 'http', port, wait: 'for nothing' });
  await expect(ended).rejects.toThrow('EADDRINUSE');
});

/** A Slack whose app sends browsers back to where the bot will listen. */
async function openToMany(store = createMemoryStore(), more: { tokenLifeMs?: number } = {}) {
  const server = await slackWorld(more);
  const acme = server.workspace('Acme', { isInstalled: false });
  const bot = await startBot({ server, acme, store, runner: helloRunner, door: 'http', workspaces: forMany(server) });
  return { bot, server, acme, store };
}

test('two workspaces install it, and neither sees the other’s people', async () => {
  const { bot, server, acme, store } = await openToMany();
  const globex = server.workspace('Globex', { isInstalled: false });
  const [ann, bob] = [acme.person('Ann'), globex.person('Bob')];
  for (const one of [ann, bob]) {
    const page = await one.installs(`${bot.origin()}/slack/install`);
    expect(page.status).toBe(200);
  }
  for (const one of [ann, bob]) {
    one.slash('/lesson', 'async 1');
    await one.sees(/page 1 of/u);
  }
  ann.press('Next');
  await ann.sees(/page 2 of/u);
  bob.slash('/lesson', 'async');
  expect((await bob.sees('Welcome back')).text).toContain('page 1 of');
  expect(await store.notes.read(`slack:installation:${acme.workspace.id}`)).toMatch(/^v1\./u);
  expect(JSON.stringify(await store.notes.read(`slack:installation:${acme.workspace.id}`))).not.toMatch(/xox[a-z]-/u);
});

test('an installation outlives the process, ends when the app is taken out, and can be made again', async () => {
  const { bot, server, acme, store } = await openToMany();
  const ann = acme.person('Ann', { in: 'dm' });
  await ann.installs(`${bot.origin()}/slack/install`);
  await bot.stop();
  const again = await startBot({ server, acme, store, runner: helloRunner, door: 'http', workspaces: forMany(server) });
  ann.says('help');
  await ann.sees('/progress');
  acme.uninstall();
  await expect.poll(() => again.log('slack installation ended').length).toBeGreaterThan(0);
  expect(await store.notes.read(`slack:installation:${acme.workspace.id}`)).toBeNull();
  await ann.installs(`${again.origin()}/slack/install`);
  ann.says('lesson async 1');
  await ann.sees(/page 1 of/u);
});

test('one installation serves all workspaces of an enterprise, and people are the same in each', async () => {
  const { bot, server } = await openToMany();
  const enterprise = server.enterprise('Initech');
  const east = server.workspace('East', { isInstalled: false, enterprise });
  const ann = east.person('Ann');
  const page = await ann.installs(`${bot.origin()}/slack/install`, {
    decides: 'allow for the enterprise',
  });
  expect(page.status).toBe(200);
  ann.slash('/lesson', 'async 1');
  await ann.sees(/page 1 of/u);
  ann.goTo('dm');
  ann.says('lesson async');
  await ann.sees('Welcome back');
});

test('the host’s own token serves its workspace beside those that install the app', async () => {
  const server = await slackWorld();
  const [acme, globex] = [server.workspace('Acme'), server.workspace('Globex', { isInstalled: false })];
  const workspaces = { ...forMany(server), token: acme.botToken };
  const bot = await startBot({ server, acme, door: 'http', workspaces });
  const [ann, bob] = [acme.person('Ann'), globex.person('Bob')];
  expect((await bob.installs(`${bot.origin()}/slack/install`)).status).toBe(200);
  for (const one of [ann, bob]) {
    one.slash('/lesson', 'async 1');
    await one.sees(/page 1 of/u);
    one.goTo('dm');
    one.says('help');
    await one.sees('/progress');
  }
});

test('in Socket Mode, too, everybody may install it', async () => {
  const server = await slackWorld();
  const acme = server.workspace('Acme', { isInstalled: false });
  const bot = await startBot({ server, acme, workspaces: forMany(server) });
  const ann = acme.person('Ann', { in: 'dm' });
  expect((await ann.installs(`${bot.origin()}/slack/install`)).status).toBe(200);
  ann.says('help');
  await ann.sees('/progress');
});

test('where nobody has installed it, what is heard costs a line', async () => {
  const { bot, server, acme } = await openToMany();
  acme.install();
  const ann = acme.person('Ann', { in: 'dm' });
  await expect(ann.says('help').exchange?.acknowledged()).resolves.toBeDefined();
  await expect.poll(() => bot.log('slack event not taken').length).toBe(1);
  expect(server.requests).toEqual([]);
});

test('an installation that was not begun here, or was turned down, is none', async () => {
  const { bot, acme } = await openToMany();
  const ann = acme.person('Ann');
  const url = `${bot.origin()}/slack/install`;
  expect((await ann.installs(url, { decides: 'cancel' })).status).toBeGreaterThanOrEqual(400);
  expect((await ann.installs(url, { losesCookies: true })).status).toBeGreaterThanOrEqual(400);
  const forged = (back: URL) => {
    back.searchParams.set('state', 'forged');
    return back;
  };
  expect((await ann.installs(url, { changes: forged })).status).toBeGreaterThanOrEqual(400);
});

test('tokens that end soon are exchanged, once for all that is asked at the same time', async () => {
  const { bot, server, acme } = await openToMany(createMemoryStore(), { tokenLifeMs: 60_000 });
  const ann = acme.person('Ann');
  await ann.installs(`${bot.origin()}/slack/install`);
  for (let times = 0; times < 5; times += 1) ann.slash('/help');
  await expect.poll(() => ann.screen().length, { timeout: 5000 }).toBe(5);
  const refused = server.requests.filter(({ error }) => error !== null);
  expect(refused).toEqual([]);
});
