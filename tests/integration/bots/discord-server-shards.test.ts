import { once } from 'node:events';
import { createInflate } from 'node:zlib';
import { Client, Events, GatewayIntentBits } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { discord, login, nobody, register } from './discord-client.ts';

test('each of several shards hears of its own guilds, and people there are answered', async () => {
  const server = await discord({ shards: 3, maxConcurrency: 3 });
  const guilds = Array.from({ length: 30 }, (_, number) => server.guild({ name: `Guild ${number}` }));
  const client = new Client({ intents: [GatewayIntentBits.Guilds], shards: 'auto', rest: { api: server.apiUrl } });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand())
      interaction.reply({ content: String(interaction.guild?.shardId), ...nobody }).catch(() => {});
  });
  const ready = once(client, Events.ClientReady);
  await client.login(server.token);
  await ready;
  await client.application?.commands.set([{ name: 'where', description: 'x' }]);
  expect(client.guilds.cache.size).toBe(30);
  const answers = guilds.slice(0, 6).map((guild) => server.person('Ann', { guild }).slash('where').answer());
  expect(new Set((await Promise.all(answers)).map(({ text }) => text))).toEqual(new Set(['0', '1', '2']));
  expect(server.gateway.identifies).toBe(3);
});

test('ten thousand guilds are all there, over four shards', async () => {
  const server = await discord({ shards: 4, maxConcurrency: 16 });
  for (let number = 0; number < 10_000; number += 1) server.guild({ name: `Guild ${number}` });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], shards: 'auto', rest: { api: server.apiUrl } });
  onTestFinished(() => client.destroy());
  const ready = once(client, Events.ClientReady);
  await client.login(server.token);
  await ready;
  expect(client.guilds.cache.size).toBe(10_000);
});

test('many people at once are all answered in time, and nothing piles up', async () => {
  const server = await discord({ checks: 'compiled at the start' });
  const people = Array.from({ length: 20 }, (_, number) => server.person(`Person ${number}`));
  const { client, errors } = await login(server, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'hi', ...nobody });
  });
  await register(server, client, { name: 'hello', description: 'x' });
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(people.map((person) => person.slash('hello').answer()));
  }
  expect(errors).toEqual([]);
  expect(server.requests.filter(({ path }) => path.endsWith('/callback')).length).toBe(200);
  expect(server.complaints).toEqual([]);
});

test('too many guilds for one shard close with 4011', async () => {
  const server = await discord();
  for (let number = 0; number <= 2500; number += 1) server.guild();
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: server.apiUrl } });
  await expect(client.login(server.token)).rejects.toThrow('Sharding is required');
  await client.destroy();
});

test.each([
  ['no JSON', 'x', 4002],
  ['more than 4096 bytes', JSON.stringify({ op: 1, d: 'x'.repeat(4096) }), 4002],
  ['an opcode that there is not', JSON.stringify({ op: 99, d: null }), 4001],
  ['a presence before all else', JSON.stringify({ op: 3, d: {} }), 4003],
  ['another token', JSON.stringify({ op: 2, d: { token: 'x', intents: 0, properties: {} } }), 4004],
])('a client that sends %s is closed with its code', async (_, payload, code) => {
  const server = await discord();
  const socket = new WebSocket(`${server.world.origin.replace('http', 'ws')}/?v=10&encoding=json`);
  await once(socket, 'message');
  socket.send(payload);
  const [closedWith] = await once(socket, 'close');
  expect(closedWith).toBe(code);
});

test('a client that asks for it gets one zlib stream', async () => {
  const server = await discord();
  const socket = new WebSocket(`${server.world.origin.replace('http', 'ws')}/?v=10&encoding=json&compress=zlib-stream`);
  onTestFinished(() => socket.terminate());
  const inflate = createInflate();
  socket.on('message', (data: Buffer) => inflate.write(data));
  const [hello] = await once(inflate, 'data');
  expect(JSON.parse(String(hello))).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
  socket.send(JSON.stringify({ op: 2, d: { token: server.token, intents: 1, properties: {} } }));
  const [ready] = await once(inflate, 'data');
  expect(JSON.parse(String(ready))).toMatchObject({ t: 'READY', s: 1, op: 0 });
});
