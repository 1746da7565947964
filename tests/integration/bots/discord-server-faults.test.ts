import type { ChatInputCommandInteraction } from 'discord.js';
import { Events, REST } from 'discord.js';
import { expect, test } from 'vitest';
import type { Fault } from '../../support/discord/rest/faults.ts';
import { discord, login, nobody, register } from './discord-client.ts';
import { permissions } from '../../support/discord/codes.ts';

const hello = { name: 'hello', description: 'Says hello' };

async function withHello(answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>) {
  const server = await discord({ heartbeatMs: 1000 });
  const ann = server.person('Ann');
  const { client, errors } = await login(server, async (interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction);
  });
  await register(server, client, hello);
  return { server, ann, client, errors };
}

const greet = (interaction: ChatInputCommandInteraction) => interaction.reply({ content: 'hi', ...nobody });

test('after a cut the client resumes, and what happened meanwhile reaches it', async () => {
  const { server, ann } = await withHello(greet);
  server.gateway.cut();
  await expect.poll(() => server.gateway.connected).toBe(0);
  const exchange = ann.slash('hello');
  expect((await exchange.answer()).text).toBe('hi');
  expect([server.gateway.identifies, server.gateway.resumes]).toEqual([1, 1]);
});

test('asked to reconnect, the client resumes', async () => {
  const { server, ann } = await withHello(greet);
  server.gateway.askToReconnect();
  await expect.poll(() => server.gateway.resumes).toBe(1);
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test('a resume that is refused is followed by a new session', async () => {
  const { server, ann } = await withHello(greet);
  server.world.pass(10_000);
  server.gateway.refuseResumes(1);
  server.gateway.cut();
  await expect.poll(() => server.gateway.identifies, { timeout: 15_000 }).toBe(2);
  await server.connected();
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test.each([
  ['invalid but resumable', { resumable: true }, { identifies: 1, resumes: 1 }],
  ['gone', { resumable: false }, { identifies: 2, resumes: 0 }],
])('told that its session is %s, the client does as it must', async (_, how, counts) => {
  const { server, ann } = await withHello(greet);
  server.world.pass(10_000);
  server.gateway.invalidate(how);
  const { gateway } = server;
  await expect
    .poll(() => ({ identifies: gateway.identifies, resumes: gateway.resumes }), { timeout: 15_000 })
    .toEqual(counts);
  await server.connected();
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test.each([
  [4000, { identifies: 1, resumes: 1 }],
  [4009, { identifies: 1, resumes: 1 }],
])('closed with %i, the client resumes', async (code, counts) => {
  const { server, ann } = await withHello(greet);
  server.gateway.closeWith(code);
  await expect.poll(() => server.gateway.resumes).toBe(1);
  expect(server.gateway).toMatchObject(counts);
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test('an answer that was taken and not confirmed is sent again, and refused as a second one', async () => {
  const { server, ann, errors } = await withHello(greet);
  server.faults.next({ path: /callback$/ }, { kind: 'answer lost', by: 'reset' });
  expect((await ann.slash('hello').answer()).text).toBe('hi');
  await expect.poll(() => errors).toMatchObject([{ code: 40_060 }]);
  expect(ann.screen().map(({ text }) => text)).toEqual(['hi']);
});

test('nobody is let in while the gateway refuses; then the client comes back by itself', async () => {
  const { server, ann } = await withHello(greet);
  server.gateway.letIn('nobody');
  server.gateway.cut();
  await expect.poll(() => server.gateway.refused, { timeout: 10_000 }).toBeGreaterThan(0);
  server.gateway.letIn('everyone');
  await expect.poll(() => server.gateway.connected, { timeout: 15_000 }).toBe(1);
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test('without answers to its heartbeats the client takes the connection for dead and resumes', async () => {
  const { server, ann } = await withHello(greet);
  server.gateway.answerHeartbeats('never');
  await expect.poll(() => server.gateway.resumes, { timeout: 10_000 }).toBe(1);
  server.gateway.answerHeartbeats('always');
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test('an event that comes twice makes a second answer, which Discord refuses', async () => {
  const { server, ann, errors } = await withHello(greet);
  server.gateway.repeatNext();
  await ann.slash('hello').answer();
  await expect.poll(() => errors.map(({ message }) => message)).toEqual(['Interaction has already been acknowledged.']);
  expect(ann.screen().map(({ text }) => text)).toEqual(['hi']);
});

test('a message that comes twice is told once: the client knows it', async () => {
  const heard: string[] = [];
  const { server, ann, client } = await withHello(greet);
  client.on(Events.MessageCreate, ({ id }) => heard.push(id));
  server.gateway.repeatNext();
  const first = ann.asksBot('one');
  const second = ann.asksBot('two');
  await expect.poll(() => heard).toEqual([first, second]);
});

test('events change places when told to', async () => {
  const heard: string[] = [];
  const { server, ann, client } = await withHello(greet);
  client.on(Events.MessageCreate, ({ id }) => heard.push(id));
  server.gateway.swapNext();
  const first = ann.asksBot('one');
  const second = ann.asksBot('two');
  await expect.poll(() => heard).toEqual([second, first]);
});

test('the client waits as long as a bucket and a 429 tell it to', async () => {
  const { server, client, ann } = await withHello(greet);
  const channel = await client.channels.fetch(ann.channel.id);
  if (channel?.isSendable() !== true) throw new Error('expected a channel to write in');
  server.rateLimits.set('POST /channels/{channel_id}/messages', { requests: 2, windowMs: 600 });
  await Promise.all([1, 2, 3, 4, 5].map((number) => channel.send({ content: `n ${number}`, ...nobody })));
  const posts = await server.requested('POST', /messages$/, { times: 5 });
  expect(posts.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((posts[4]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  server.faults.next({ path: '/channels/' }, { kind: 'rate limited', retryAfterMs: 1000, scope: 'global' });
  const before = Date.now();
  await channel.send({ content: 'after all', ...nobody });
  expect(Date.now() - before).toBeGreaterThanOrEqual(1000);
});

test('more than fifty requests in a second meet the global limit; answers to interactions do not', async () => {
  const { server, ann } = await withHello(greet);
  const ask = () => fetch(`${server.apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${server.token}` } });
  server.rateLimits.set('GET /users/@me', null);
  const responses = await Promise.all(Array.from({ length: 60 }, ask));
  const late = responses.filter(({ status }) => status === 429);
  expect(late.length).toBeGreaterThan(0);
  expect(late[0]?.headers.get('x-ratelimit-global')).toBe('true');
  expect(await late[0]?.json()).toMatchObject({ global: true, retry_after: expect.any(Number) });
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

const send: readonly (readonly [Fault, readonly string[]])[] = [
  [{ kind: 'status', status: 503 }, ['word']],
  [{ kind: 'cut', by: 'reset' }, ['word']],
  [{ kind: 'answer lost', by: 'reset' }, ['word', 'word']],
  [{ kind: 'answer cut short' }, ['word']],
  // Closed in order, the client takes it for an error and does not try again.
  [{ kind: 'cut', by: 'close' }, []],
  [{ kind: 'answer lost', by: 'close' }, ['word']],
  [{ kind: 'late', ms: 20 }, ['word']],
  [{ kind: 'answer late', ms: 20 }, ['word']],
  [{ kind: 'refused', status: 403, code: 50_001, message: 'Missing Access' }, []],
];

test.each(send)('what becomes of a message after %j', async (fault, texts) => {
  const { server, client, ann } = await withHello(greet);
  server.faults.next({ method: 'POST', path: /messages$/ }, fault);
  const channel = await client.channels.fetch(ann.channel.id);
  if (channel?.isSendable() !== true) throw new Error('expected a channel to write in');
  await channel.send({ content: 'word', ...nobody }).catch(() => {});
  expect(ann.screen().map(({ text }) => text)).toEqual(texts);
  expect(server.faults.left).toBe(0);
});

test('a nonce keeps a message from doubling when its answer was lost', async () => {
  const { server, client, ann } = await withHello(greet);
  server.faults.next({ method: 'POST', path: /messages$/ }, { kind: 'answer lost', by: 'reset' });
  const channel = await client.channels.fetch(ann.channel.id);
  if (channel?.isSendable() !== true) throw new Error('expected a channel to write in');
  await channel.send({ content: 'once', nonce: '17', enforceNonce: true, ...nobody });
  expect(ann.screen().map(({ text }) => text)).toEqual(['once']);
});

test('an answer after three seconds, a second one, and an edit after a quarter of an hour are refused', async () => {
  const codes: unknown[] = [];
  const note = (error: { code?: unknown }) => void codes.push(error.code);
  const { server, ann } = await withHello(async (interaction) => {
    if (codes.length === 0) server.world.pass(3001);
    await greet(interaction).catch(note);
    if (codes.length === 1 && !interaction.replied) return;
    await interaction.client.rest
      .post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body: { type: 5 }, auth: false })
      .catch(note);
    server.world.pass(15 * 60_000);
    await interaction.editReply({ content: 'late', ...nobody }).catch(note);
  });
  ann.slash('hello');
  await expect.poll(() => codes).toEqual([10_062]);
  await ann.slash('hello').answer();
  await expect.poll(() => codes).toEqual([10_062, 40_060, 50_027]);
});

test('a revoked token is 401 everywhere and ends the connection for good', async () => {
  const { server, client } = await withHello(greet);
  const disconnected = new Promise((resolve) => client.once(Events.ShardDisconnect, resolve));
  server.revokeToken();
  expect(await disconnected).toMatchObject({ code: 4004 });
  const rest = new REST({ api: server.apiUrl }).setToken(server.token);
  await expect(rest.get('/users/@me')).rejects.toMatchObject({ status: 401 });
});

test('a bot that starts again after five seconds is let in at once', async () => {
  const server = await discord();
  const first = await login(server);
  await first.client.destroy();
  server.world.pass(5000);
  const second = await login(server);
  expect([second.client.isReady(), server.gateway.identifies]).toEqual([true, 2]);
});

test('privileged intents that were not granted close with 4014', async () => {
  const server = await discord();
  const { Client } = await import('discord.js');
  const client = new Client({ intents: ['Guilds', 'MessageContent'], rest: { api: server.apiUrl } });
  await expect(client.login(server.token)).rejects.toThrow('Used disallowed intents');
  await client.destroy();
});

test('thrown out, the bot has no access; invited again, it works', async () => {
  const { server, client, ann } = await withHello(greet);
  const guild = ann.channel.guild;
  if (guild === null) throw new Error('expected Ann in a guild');
  server.kickBot(guild);
  await expect.poll(() => client.guilds.cache.size).toBe(0);
  expect(ann.commands()).toEqual([]);
  await expect(client.rest.get(`/channels/${ann.channel.id}`)).rejects.toMatchObject({ code: 50_001 });
  server.inviteBot(guild);
  await expect.poll(() => client.guilds.cache.size).toBe(1);
  expect((await ann.slash('hello').answer()).text).toBe('hi');
});

test('permissions, deleted messages and channels, and closed direct messages are refused by their codes', async () => {
  const { server, client, ann } = await withHello(greet);
  const dora = server.person('Dora', { in: 'dm' });
  server.closeDms(dora);
  const post = (id: string) =>
    client.rest.post(`/channels/${id}/messages`, { body: { content: 'x', allowed_mentions: { parse: [] } } });
  await expect(post(dora.channel.id)).rejects.toMatchObject({ code: 50_007 });
  const { id } = await ann.slash('hello').answer();
  server.deleteMessage(ann.channel, id);
  await expect(client.rest.delete(`/channels/${ann.channel.id}/messages/${id}`)).rejects.toMatchObject({
    code: 10_008,
  });
  server.denyBot(ann.channel, permissions.sendMessages);
  await expect(post(ann.channel.id)).rejects.toMatchObject({ code: 50_013 });
  expect((await ann.slash('hello').answer()).text).toBe('hi');
  server.denyBot(ann.channel, permissions.viewChannel);
  await expect(post(ann.channel.id)).rejects.toMatchObject({ code: 50_001 });
  server.deleteChannel(ann.channel);
  await expect(post(ann.channel.id)).rejects.toMatchObject({ code: 10_003 });
});
