import { expect, test } from 'vitest';
import { startBot } from './start-bot.ts';

test('when the bot is removed from a server, what belongs to it is forgotten; when the server is away for a while, it is not', async () => {
  const { server, store, log } = await startBot();
  const [id = ''] = server.world.guilds.keys();
  const key = `discord:study-channel:${id}`;
  await store.notes.keep([{ key, text: '1' }], Date.now());
  const tell = (data: object) => server.world.hear({ name: 'GUILD_DELETE', data, guildId: id, intent: 1 });
  tell({ id, unavailable: true });
  const ann = server.person('Ann');
  ann.asksBot('help');
  await ann.sees('/progress');
  expect(await store.notes.read(key)).toBe('1');
  tell({ id });
  await expect.poll(() => log('removed from a discord server').length).toBe(1);
  expect(await store.notes.read(key)).toBeNull();
});

test('what is for one’s own eyes is not said where others read along, and is as a slash command', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  ann.asksBot('mydata export');
  await ann.sees('Others can read along here');
  ann.asksBot('link');
  await ann.sees('Others can read along here');
  ann.slash('link');
  expect((await ann.sees('Your code is')).text).toMatch(/\/link [0-9A-Z]{5}-[0-9A-Z]{5}/u);
});
