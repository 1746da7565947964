import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { heldRunner, helloRunner } from '../../../support/held-runner.ts';
import { startBot } from './start-bot.ts';

const program = 'print("hello")\n';
const fence = `\`\`\`py\n${program}\`\`\``;

test('named with a program, the bot runs it and replies to the message', async () => {
  const runner = heldRunner();
  const { server } = await startBot({ runner });
  const ann = server.person('Ann');
  const asked = ann.asksBot(`what does this do? ${fence}`);
  runner.finish();
  const shown = await ann.sees('hello');
  expect(runner.asked).toEqual([program]);
  const posted = server.requests.find(({ method, path }) => method === 'POST' && path.endsWith('/messages'));
  expect(posted?.body).toMatchObject({
    message_reference: { message_id: asked, fail_if_not_exists: false },
    allowed_mentions: { parse: [] },
    enforce_nonce: true,
  });
  expect(shown.raw.mentions).toEqual([]);
});

test.each([
  ['lesson async 3', 'page 3 of'],
  ['/lesson async 3', 'page 3 of'],
  ['Quiz', '[button: '],
  ['progress', 'Your progress'],
  ['', '/progress'],
  ['how does this work?', '/progress'],
])('named with "%s", the bot shows what is asked for', async (typed, wanted) => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  ann.asksBot(typed);
  await ann.sees(wanted);
});

test('in a direct message nobody has to name the bot', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann', { in: 'dm' });
  ann.says(fence);
  await ann.sees('hello');
  ann.says('lesson async 2');
  await ann.sees('page 2 of');
});

test('where the bot may not reply, it answers with a message of its own', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const fault = { kind: 'refused', status: 400, code: 160_002, message: 'Cannot reply' } as const;
  server.faults.next({ method: 'POST', path: /messages$/u }, fault);
  ann.asksBot('help');
  await ann.sees('/progress');
});

test('a message that does not name the bot is nobody’s business, and neither is what the bot wrote', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  ann.says(fence);
  ann.asksBot('help');
  await ann.sees('/progress');
  await pause(100);
  expect(server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))).toHaveLength(1);
});

test('who used a command before is answered in their language; else the language of the server holds', async () => {
  const { server } = await startBot();
  const bo = server.person('Bo', { locale: 'zh-CN' });
  await bo.slash('help').answer();
  bo.asksBot('help');
  await expect.poll(() => bo.screen().filter(({ text }) => /\p{Script=Han}/u.test(text)).length).toBe(2);
  const ann = server.person('Ann');
  ann.asksBot('lesson async 1');
  await ann.sees('Waiting is not computing');
});

test('a program in a file is run: beside a mention, as an option, from the menu of a message', async () => {
  const runner = heldRunner();
  const { server } = await startBot({ runner });
  const ann = server.person('Ann');
  runner.finish();
  const file = { name: 'mine.py', text: 'print("from a file")' };
  const written = ann.asksBot('please', [file]);
  await ann.sees('hello');
  await ann.slash('run', { file }).sees('hello');
  await ann.useOn('Run code', written).sees('hello');
  const said = ann.says(fence);
  await ann.useOn('Run code', said).sees('hello');
  expect(runner.asked).toEqual([...Array.from({ length: 3 }, () => 'print("from a file")\n'), program]);
});

test.each([
  [{ name: 'big.py', text: 'x'.repeat(256_001) }, '256 kB'],
  [{ name: 'picture.png', text: 'x' }, 'not a Python program'],
])('a file that is no program is turned down with the reason: %#', async (file, wanted) => {
  const { server } = await startBot({ runner: helloRunner });
  await server.person('Ann').slash('run', { file }).sees(wanted);
});

test('a file in another encoding, and one that Discord does not give, are turned down with the reason', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  const file = { name: 'mine.py', text: 'x' };
  const latin = ann.slash('run', { file });
  for (const [path, stored] of server.world.files)
    server.world.files.set(path, { ...stored, bytes: Buffer.from([0xe9]) });
  await latin.sees('UTF-8');
  const lost = ann.slash('run', { file });
  server.world.files.clear();
  await lost.sees('could not be fetched');
});
