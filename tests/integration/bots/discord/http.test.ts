import { expect, test } from 'vitest';
import { discord } from '../discord-client.ts';
import type { Forgery } from '../../../support/discord/endpoint.ts';
import { helloRunner } from '../../../support/held-runner.ts';
import { startBot } from './start-bot.ts';

/** The bot behind an address of its own, which Discord knows. */
async function overHttp() {
  const server = await discord();
  const bot = await startBot({ server, runner: helloRunner, publicKey: server.publicKey, wait: 'for nothing' });
  await expect.poll(() => bot.log('discord interactions awaited').length, { timeout: 10_000 }).toBe(1);
  const [{ port } = { port: 0 }] = bot.log('discord interactions awaited');
  const url = `http://127.0.0.1:${String(port)}/discord/interactions`;
  server.sendInteractionsTo(url);
  await server.requested('PUT', /commands$/u);
  return { ...bot, url };
}

test('over HTTP the same is said, and no gateway is opened', async () => {
  const { server } = await overHttp();
  const ann = server.person('Ann');
  await ann.slash('run', { code: 'print("hello")' }).sees('hello');
  const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
  await ann.press('Next', page.id).sees('page 2 of');
  const editor = ann.press('Edit');
  await ann.submit(editor, { [(await editor.form()) && 'Your program']: 'print(1)' }).sees('hello');
  expect(await ann.types('lesson', { option: 'course', text: 'a' })).not.toEqual([]);
  expect(server.gateway.identifies).toBe(0);
});

test('Discord’s check of the address passes', async () => {
  const { server } = await overHttp();
  expect(await server.endpoint.ping()).toEqual({ status: 200, body: '{"type":1}' });
});

test.each(['other body', 'other time', 'not hex', 'no signature', 'stale'] satisfies readonly Forgery[])(
  'what Discord has not signed is refused: %s',
  async (how) => {
    const { server } = await overHttp();
    expect((await server.endpoint.pingForged(how)).status).toBe(401);
  },
);

test('what is too long is refused before it is read, and other addresses are not there', async () => {
  const { url } = await overHttp();
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
  expect((await fetch(new URL('/', url), { method: 'POST' })).status).toBe(404);
});

test('a port that is taken ends the start with one sentence', async () => {
  const { server, url } = await overHttp();
  const { ended } = await startBot({
    server,
    publicKey: server.publicKey,
    port: Number(new URL(url).port),
    wait: 'for nothing',
  });
  await expect(ended).rejects.toThrow('EADDRINUSE');
});
