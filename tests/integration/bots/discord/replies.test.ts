import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { learnerId } from '#core/ids.ts';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { recordedTrace } from '../../../support/timelines.ts';
import { doneRunner, heldRunner, helloRunner } from '../../../support/held-runner.ts';
import { ran } from '../../../support/ran.ts';
import { startBot } from './start-bot.ts';

/** A program whose run is worth a picture. */
const drawnRunner = doneRunner(ran('hello\n', Object(recordedTrace('gather'))));

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const hello = { code: 'print("hello")' };

test('a reply that takes its time is announced, shows where it stands, and is edited in place', async () => {
  const runner = heldRunner();
  const { server } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', hello);
  await run.acknowledged();
  expect(run.messages().map(({ isThinking }) => isThinking)).toEqual([true]);
  runner.say({ kind: 'queued', place: 2, etaMs: 3000 });
  await run.sees('You are number 2 in line');
  for (let place = 40; place > 1; place -= 1) runner.say({ kind: 'queued', place, etaMs: 1000 });
  runner.say({ kind: 'started' });
  await run.sees('Running');
  runner.finish();
  await run.sees('hello');
  expect(run.messages()).toHaveLength(1);
  expect(run.timing().edits).toBeLessThanOrEqual(4);
});

test('a reply that is quick is the first response, and nothing else is sent', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const run = server.person('Ann').slash('run', hello);
  await run.sees('hello');
  await pause(300);
  expect(run.timing().edits).toBe(0);
});

test('a picture comes into the message when it is drawn; until then its words stand there', async () => {
  const drawn = Promise.withResolvers<Uint8Array>();
  const draw = { png: async () => await drawn.promise };
  const { server } = await startBot({ runner: drawnRunner, draw });
  const run = server.person('Ann').slash('run', hello);
  const words = await run.answer();
  expect(words.pictures).toEqual([]);
  drawn.resolve(png);
  await expect.poll(() => run.messages()[0]?.pictures.length).toBe(1);
  expect(run.messages()[0]?.pictures[0]?.description).not.toBe('');
});

test('a picture that cannot be drawn leaves its words, and a line in the log', async () => {
  const draw = { png: async () => await Promise.reject(new Error('no font')) };
  const { server, log } = await startBot({ runner: drawnRunner, draw });
  const run = server.person('Ann').slash('run', hello);
  expect((await run.answer()).text).toContain('Finished');
  await expect.poll(() => log('picture not drawn').length).toBe(1);
});

test('when the bot stops, what is under way is delivered and nothing new is begun', async () => {
  const runner = heldRunner();
  const { server, stop } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', hello);
  await expect.poll(() => runner.asked.length).toBe(1);
  await stop();
  expect(run.messages().map(({ text }) => text)[0]).toContain('The run was stopped before it was done');
  expect(server.gateway.connected).toBe(0);
});

test('pressed by somebody else, buttons say politely whose they are, and do nothing', async () => {
  const { server, store } = await startBot();
  const ann = server.person('Ann');
  const bob = server.person('Bob', { locale: 'zh-CN' });
  ann.asksBot('lesson async 1');
  const page = await ann.sees('Waiting is not computing');
  const press = bob.press('Next', page.id);
  const told = await press.answer();
  expect([told.isPrivate, told.text]).toEqual([true, expect.stringContaining('这些按钮是别人的')]);
  expect((await ann.sees('Waiting is not computing')).id).toBe(page.id);
  expect(await store.progress.positions(learnerId(`discord:${bob.user.id}`))).toEqual([]);
});

test('a button works after a restart, and one that is not known any more says so', async () => {
  const store = createMemoryStore();
  const first = await startBot({ store });
  const { server } = first;
  const ann = server.person('Ann');
  const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
  await first.stop();
  server.world.pass(10_000);
  const second = await startBot({ server, store, wait: 'for nothing' });
  await expect.poll(() => second.log('discord connected').length).toBe(1);
  await ann.press('Next', page.id).sees(/page 2 of/u);
  expect(second.log('commands registered')).toEqual([]);
  const stored = ann.channel.messages.get(page.id);
  if (stored === undefined) throw new Error('expected the page');
  stored.message = JSON.parse(JSON.stringify(stored.message).replaceAll('"custom_id":"s1.', '"custom_id":"s0.'));
  const told = await ann.press('Next', page.id).answer();
  expect([told.isPrivate, told.text]).toEqual([true, expect.stringContaining('not known any more')]);
});

test('what learners and programs write pings nobody and stays where it is', async () => {
  const printed = '@everyone <@1> ```\n[x](https://evil.example) \u202eabc \u001b[31mred';
  const { server } = await startBot({ runner: doneRunner(ran(printed)) });
  const ann = server.person('Ann');
  ann.asksBot('```py\nprint("@everyone")\n```');
  const shown = await ann.sees('Finished');
  expect(shown.raw.mention_everyone).toBe(false);
  expect(shown.raw.mentions).toEqual([]);
  for (const sign of ['@everyone', '\u202e', '\u001b']) expect(shown.text).not.toContain(sign);
  for (const { body } of server.requests.filter(
    ({ method, path }) => method === 'POST' && path.endsWith('/messages'),
  )) {
    expect(body).toMatchObject({ allowed_mentions: { parse: [] } });
  }
});
