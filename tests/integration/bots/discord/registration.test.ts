import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { discord } from '../discord-client.ts';
import { startBot } from './start-bot.ts';

test('commands are registered once, and again only when they have changed', async () => {
  const store = createMemoryStore();
  const first = await startBot({ store });
  await expect.poll(() => first.log('commands registered').length).toBe(1);
  await first.stop();
  const { server } = first;
  server.world.pass(10_000);
  const second = await startBot({ server, store, wait: 'for nothing' });
  await expect.poll(() => second.log('discord connected').length, { timeout: 10_000 }).toBe(1);
  await second.stop();
  server.world.pass(10_000);
  const guild = server.guild();
  const third = await startBot({ server, store, guildId: guild.id, wait: 'for nothing' });
  await expect.poll(() => third.log('commands registered').length, { timeout: 10_000 }).toBe(1);
  expect(server.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path)).toEqual([
    expect.stringMatching(/\d\/commands$/u),
    expect.stringContaining(`/guilds/${guild.id}/commands`),
  ]);
});

test('the bot serves while its commands cannot be registered, and says so', async () => {
  const server = await discord();
  server.faults.next(
    { method: 'PUT', path: '/applications' },
    { kind: 'refused', status: 400, code: 50_035, message: 'no' },
  );
  const { log } = await startBot({ server });
  await expect.poll(() => log('commands not registered').length).toBe(1);
  const ann = server.person('Ann');
  ann.asksBot('help');
  await ann.sees('/progress');
});

test('commands have names and texts in both languages, and say where they can be used', async () => {
  const { server } = await startBot();
  const body = server.requests.find(({ method }) => method === 'PUT')?.body;
  expect(body).toContainEqual(
    expect.objectContaining({
      name: 'run',
      contexts: [0, 1, 2],
      integration_types: [0, 1],
      description_localizations: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), 'zh-TW': expect.any(String) },
      options: [
        expect.objectContaining({ name: 'code', type: 3 }),
        expect.objectContaining({ name: 'file', type: 11 }),
      ],
    }),
  );
  expect(body).toContainEqual(
    expect.objectContaining({
      type: 3,
      name: 'Run code',
      name_localizations: { 'zh-CN': '运行代码', 'zh-TW': '运行代码' },
    }),
  );
});
