import { expect, test } from 'vitest';
import { startBot } from './start-bot.ts';

test('what is for one’s own eyes is not said in a channel, and is as a slash command', async () => {
  const { acme } = await startBot();
  const ann = acme.person('Ann');
  ann.asksBot('mydata export');
  await ann.sees('Others can read along here');
  ann.slash('/link');
  expect((await ann.sees('Your code is')).text).toMatch(/\/link [0-9A-Z]{5}-[0-9A-Z]{5}/u);
  ann.slash('/privacy');
  await ann.sees('This is kept');
});
