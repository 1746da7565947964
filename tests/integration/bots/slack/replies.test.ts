import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { doneRunner, heldRunner, helloRunner } from '../../../support/held-runner.ts';
import { ran } from '../../../support/ran.ts';
import { recordedTrace } from '../../../support/timelines.ts';
import { startBot } from './start-bot.ts';

/** A program whose run is worth a picture. */
const drawnRunner = doneRunner(ran('hello\n', Object(recordedTrace('gather'))));

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const fence = '```print("hello")```';

test('a reply that takes its time shows where it stands, and is edited in place', async () => {
  const runner = heldRunner();
  const { person, server } = await startBot({ runner });
  const ann = person('Ann');
  ann.asksBot(fence);
  runner.say({ kind: 'queued', place: 2, etaMs: 3000 });
  const passing = await ann.sees('You are number 2 in line');
  for (let place = 40; place > 1; place -= 1) runner.say({ kind: 'queued', place, etaMs: 1000 });
  runner.say({ kind: 'started' });
  await ann.sees('Running');
  runner.finish();
  expect((await ann.sees('Finished')).ts).toBe(passing.ts);
  expect(server.requests.filter(({ name }) => name === 'chat.update').length).toBeLessThanOrEqual(4);
  expect(server.requests.filter(({ name }) => name === 'chat.postMessage')).toHaveLength(1);
});

test('what only the learner sees cannot be edited: one sign of life when it takes long, then the end', async () => {
  const runner = heldRunner();
  const { person, server } = await startBot({ runner });
  const ann = person('Ann');
  ann.slash('/run', 'print("hello")');
  runner.say({ kind: 'queued', place: 2, etaMs: 3000 });
  await ann.sees('You are number 2 in line');
  runner.say({ kind: 'started' });
  await pause(300);
  runner.finish();
  await ann.sees('Finished');
  expect(await server.called('response_url', { times: 2 })).toHaveLength(2);
});

test('a picture comes into the message when it is drawn, with its words for who does not see it', async () => {
  const drawn = Promise.withResolvers<Uint8Array>();
  const { person } = await startBot({ runner: drawnRunner, draw: { png: async () => await drawn.promise } });
  const ann = person('Ann');
  ann.asksBot(fence);
  const words = await ann.sees('Finished');
  expect(words.blocks.some(({ type }) => type === 'image')).toBe(false);
  drawn.resolve(png);
  const imageOf = () =>
    ann
      .screen()
      .find(({ ts }) => ts === words.ts)
      ?.blocks.find(({ type }) => type === 'image');
  await expect.poll(() => imageOf()?.alt_text).toMatch(/\w/u);
});

test('what cannot be edited waits for its picture', async () => {
  const draw = { png: async () => await pause(700, png) };
  const { person } = await startBot({ runner: drawnRunner, draw });
  const ann = person('Ann');
  ann.slash('/run', 'print("hello")');
  expect((await ann.sees('Finished')).blocks.some(({ type }) => type === 'image')).toBe(true);
  expect(ann.screen()).toHaveLength(1);
});

test('a picture that cannot be drawn or uploaded leaves its words, and a line in the log', async () => {
  const { person, server, log } = await startBot({ runner: drawnRunner, draw: { png: async () => png } });
  server.faults.next('files.getUploadURLExternal', { kind: 'refused', error: 'file_uploads_disabled' });
  const ann = person('Ann');
  ann.asksBot(fence);
  await ann.sees('Finished');
  await expect.poll(() => log('picture not drawn').length).toBe(1);
});

test('where Slack does not take a picture, its words stand there', async () => {
  const { person, server } = await startBot({ runner: drawnRunner, draw: { png: async () => png } });
  const ann = person('Ann');
  server.faults.next('response_url', { kind: 'refused', error: 'invalid_blocks' }, 2);
  ann.slash('/run', 'print("hello")');
  const shown = await ann.sees('Finished');
  expect(shown.blocks.some(({ type }) => type === 'image')).toBe(false);
  expect(ann.screen()).toHaveLength(1);
});

test('whoever’s language Slack does not tell is answered in English, without delay', async () => {
  const { person, server } = await startBot();
  const ann = person('Ann', { locale: 'zh-CN' });
  server.faults.next('users.info', { kind: 'refused', error: 'user_not_found' }, 1);
  ann.slash('/help');
  await ann.sees('See what you can type');
  ann.slash('/progress');
  await ann.sees('/lesson');
  expect(server.requests.filter(({ name }) => name === 'users.info')).toHaveLength(1);
});

test('long output is sent as a file: in the thread, or to the learner alone', async () => {
  const lines = Array.from({ length: 4000 }, (_, at) => `line ${at} of very much output`).join('\n');
  const { person } = await startBot({ runner: doneRunner(ran(lines)) });
  const ann = person('Ann');
  const { ts } = ann.asksBot(fence);
  await expect.poll(() => ann.screen().flatMap(({ files }) => files).length, { timeout: 8000 }).toBe(1);
  const [file] = ann.screen().flatMap((message) => message.files.map((one) => ({ ...one, thread: message.threadTs })));
  expect([file?.thread, file?.bytes.toString().includes('line 3999')]).toEqual([ts, true]);
  const bob = person('Bob');
  bob.slash('/run', 'print("hello")');
  await bob.sees('Finished');
  bob.goTo('dm');
  await expect.poll(() => bob.screen().flatMap(({ files }) => files).length, { timeout: 8000 }).toBe(1);
});

test('when the bot stops, what is under way is delivered and nothing new is begun', async () => {
  const runner = heldRunner();
  const { person, stop, server } = await startBot({ runner });
  const ann = person('Ann');
  ann.asksBot(fence);
  await expect.poll(() => runner.asked.length).toBe(1);
  await stop();
  expect((await ann.sees('The run was stopped before it was done')).threadTs).not.toBeNull();
  await expect.poll(() => server.sockets.connected).toBe(0);
});

test('a button works after a restart, and one that is not known any more says so', async () => {
  const store = createMemoryStore();
  const first = await startBot({ store });
  const { server, acme, person } = first;
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  const page = await ann.sees(/page 1 of/u);
  await first.stop();
  await expect.poll(() => server.sockets.connected).toBe(0);
  await startBot({ server, acme, store });
  ann.press('Next', { ts: page.ts });
  await ann.sees(/page 2 of/u);
  const stored = ann.channel.messages.get(page.ts);
  if (stored === undefined) throw new Error('expected the page');
  stored.blocks = JSON.parse(JSON.stringify(stored.blocks).replaceAll('"s1.', '"s0.'));
  ann.press('Next', { ts: page.ts });
  expect((await ann.sees('not known any more')).isEphemeral).toBe(true);
});

test('what learners and programs write pings nobody and stays where it is', async () => {
  const printed = '<!here> <!channel> <@U0123456> @everyone ``` *x* <https://evil.example|click> \u202eabc \u001b[31m';
  const { person } = await startBot({ runner: doneRunner(ran(printed)) });
  const ann = person('Ann');
  ann.asksBot('```print("<!here> & <@U012>")```');
  const shown = await ann.sees('Finished');
  expect(shown.pings).toEqual([]);
  for (const sign of ['\u202e', '\u001b']) expect(shown.text).not.toContain(sign);
});

test('edits may run short: the reader who presses on and on does not notice', async () => {
  const { person, server } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  ann.says('lesson async 1');
  const { ts } = await ann.sees(/page 1 of/u);
  for (let page = 2; page <= 21; page += 1) {
    ann.press('Next', { ts });
    expect((await ann.sees(new RegExp(`page ${page} of`, 'u'))).ts).toBe(ts);
  }
  expect(server.rateLimits.refused).toBe(0);
  expect(server.requests.filter(({ name }) => name === 'response_url').length).toBeGreaterThan(5);
});

test('posts to one channel keep to one a second, and none is refused', async () => {
  const { person, server } = await startBot({ runner: helloRunner });
  const people = ['Ann', 'Bob', 'Cy', 'Di'].map((name) => person(name));
  for (const one of people) one.asksBot(fence);
  await server.called('chat.postMessage', { times: 4 });
  expect(server.rateLimits.refused).toBe(0);
});

test('posts may run short: whoever types a command in direct messages is answered at once all the same', async () => {
  const { person, server } = await startBot({ door: 'http' });
  const people = Array.from({ length: 40 }, (_, at) => person(`P${at}`, { in: 'dm' }));
  for (const one of people) one.slash('/help');
  await Promise.all(people.map(async (one) => await one.sees('/progress')));
  for (const one of people) {
    one.slash('/lesson', 'async 1');
    await one.sees(/page 1 of/u);
  }
  expect(server.requests.filter(({ name }) => name === 'response_url').length).toBeGreaterThan(0);
  expect(server.rateLimits.refused).toBe(0);
});
