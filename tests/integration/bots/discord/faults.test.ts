import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { permissions } from '../../../support/discord/codes.ts';
import type { Fault } from '../../../support/discord/rest/faults.ts';
import { discord } from '../discord-client.ts';
import { heldRunner, helloRunner } from '../../../support/held-runner.ts';
import { startBot } from './start-bot.ts';

const hello = { code: 'print("hello")' };
const fence = '```py\nprint("hello")\n```';

/** A fault that keeps a thing from being done, or hides that it was done. */
const passingFaults: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'cut', by: 'reset' },
  { kind: 'cut', by: 'close' },
  { kind: 'answer lost', by: 'reset' },
  { kind: 'answer lost', by: 'close' },
  { kind: 'answer cut short' },
  { kind: 'rate limited', retryAfterMs: 200, scope: 'user' },
  { kind: 'rate limited', retryAfterMs: 200, scope: 'global' },
];

test.each(passingFaults)('a first response that meets %j comes all the same, once', async (fault) => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.faults.next({ method: 'POST', path: /callback$/u }, fault, fault.kind === 'rate limited' ? 1 : 2);
  await ann.slash('run', hello).sees('hello');
  await expect.poll(() => server.faults.left).toBe(0);
  expect(ann.screen()).toHaveLength(1);
});

test.each(passingFaults)('an edit that meets %j is made all the same', async (fault) => {
  const runner = heldRunner();
  const { server } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', hello);
  await run.acknowledged();
  server.faults.next({ method: 'PATCH', path: /original$/u }, fault, fault.kind === 'rate limited' ? 1 : 2);
  runner.finish();
  await run.sees('hello');
  await expect.poll(() => server.faults.left).toBe(0);
  expect(ann.screen()).toHaveLength(1);
});

test.each(passingFaults)('a message that meets %j is sent all the same, once', async (fault) => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.faults.next({ method: 'POST', path: /messages$/u }, fault, fault.kind === 'rate limited' ? 1 : 2);
  ann.asksBot(fence);
  await ann.sees('hello');
  await expect.poll(() => server.faults.left).toBe(0);
  await pause(50);
  expect(ann.screen().filter(({ text }) => text.includes('hello'))).toHaveLength(2);
});

test('a first response to which Discord says nothing is sent again in time', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.faults.next({ method: 'POST', path: /callback$/u }, { kind: 'silence' });
  await ann.slash('run', hello).sees('hello');
});

test('a Discord that stays broken ends in one line of the log, not in a storm', async () => {
  const { server, log } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.faults.next({ method: 'POST', path: /callback$/u }, { kind: 'status', status: 503 }, 100);
  ann.slash('run', hello);
  await expect.poll(() => log('reply not delivered').length, { timeout: 8000 }).toBe(1);
  expect(server.requests.filter(({ path }) => path.endsWith('callback')).length).toBeLessThan(8);
});

test('an event that comes twice is answered once', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.gateway.repeatNext(3);
  await ann.slash('run', hello).sees('hello');
  ann.asksBot('help');
  await ann.sees('/progress');
  const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
  server.gateway.repeatNext();
  await ann.press('Next', page.id).sees('page 2 of');
  await pause(100);
  expect(ann.screen()).toHaveLength(4);
});

test('a double press moves one page', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
  await Promise.all([ann.press('Next', page.id), ann.press('Next', page.id)].map((press) => press.acknowledged()));
  expect((await ann.slash('lesson', { course: 'async' }).answer()).text).toContain('page 2 of');
});

test('events that change places are each answered', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.gateway.swapNext();
  const first = ann.slash('run', hello);
  const second = ann.slash('help');
  await second.sees('/progress');
  await first.sees('hello');
});

test('after a cut the bot resumes, and answers what was asked meanwhile', async () => {
  const { server, log } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.gateway.cut();
  await expect.poll(() => server.gateway.connected).toBe(0);
  await ann.slash('run', hello).sees('hello');
  expect(server.gateway.resumes).toBe(1);
  await expect.poll(() => log('discord connection back').length).toBe(1);
  expect(log('discord connection lost')).toHaveLength(1);
});

test('a session that is gone is begun anew, and commands are not registered again', async () => {
  const { server } = await startBot({ runner: helloRunner });
  server.world.pass(10_000);
  server.gateway.invalidate({ resumable: false });
  await expect.poll(() => server.gateway.identifies, { timeout: 20_000 }).toBe(2);
  await server.connected();
  await server.person('Ann').slash('run', hello).sees('hello');
  expect(server.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

test('a connection without heartbeats is taken for dead and made anew', async () => {
  const { server } = await startBot({ runner: helloRunner });
  server.gateway.answerHeartbeats('never');
  await expect.poll(() => server.gateway.resumes, { timeout: 10_000 }).toBe(1);
  server.gateway.answerHeartbeats('always');
  await server.person('Ann').slash('run', hello).sees('hello');
});

test('while nobody is let in the bot tries again, with two lines in the log, and comes back', async () => {
  const { server, log } = await startBot({ runner: helloRunner });
  server.gateway.letIn('nobody');
  server.gateway.cut();
  await pause(1500);
  server.gateway.letIn('everyone');
  await expect.poll(() => server.gateway.connected, { timeout: 10_000 }).toBe(1);
  await server.person('Ann').slash('run', hello).sees('hello');
  expect(log('discord connection lost')).toHaveLength(1);
});

test('stopped while the connection is being mended, the bot ends and leaves no connection behind', async () => {
  const { server, stop } = await startBot();
  server.gateway.cut();
  await expect.poll(() => server.gateway.connected).toBe(0);
  await stop();
  await pause(1200);
  expect(server.gateway.connected).toBe(0);
});

test.each([
  [
    'REST',
    (server: Awaited<ReturnType<typeof discord>>) =>
      server.faults.next({ path: '/gateway/bot' }, { kind: 'status', status: 503 }, 8),
  ],
  [
    'the gateway',
    (server: Awaited<ReturnType<typeof discord>>) => {
      server.gateway.letIn('nobody');
      setTimeout(() => server.gateway.letIn('everyone'), 900);
    },
  ],
])('a Discord that is away at the start (%s) is waited for', async (_, breakIt) => {
  const server = await discord();
  breakIt(server);
  const { log } = await startBot({ server, runner: helloRunner });
  await server.person('Ann').slash('run', hello).sees('hello');
  expect(log('discord not connected').length).toBeGreaterThan(0);
  expect(log('discord not connected').length).toBeLessThan(5);
  expect(server.gateway.connected).toBe(1);
});

test('a wrong token ends the start with one sentence', async () => {
  const { ended } = await startBot({ token: 'bm90LWEtdG9rZW4.G.wrong', wait: 'for nothing', complaints: /./u });
  await expect(ended).rejects.toThrow('Discord refuses DISCORD_TOKEN');
});

test('a token that is revoked while the bot runs ends it with the same sentence', async () => {
  const runner = heldRunner();
  const { server, ended, lines } = await startBot({ runner });
  const ann = server.person('Ann');
  await ann.slash('run', hello).acknowledged();
  ann.asksBot('help');
  server.revokeToken();
  await expect(ended).rejects.toThrow('Discord refuses DISCORD_TOKEN');
  expect(lines.filter(({ event }) => event.startsWith('discord ')).length).toBeLessThan(4);
});

test('a reply that comes too late for Discord is given up with one line', async () => {
  const { server, log } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.faults.next(
    { method: 'POST', path: /callback$/u },
    { kind: 'refused', status: 404, code: 10_062, message: 'Unknown interaction' },
    9,
  );
  ann.slash('run', hello);
  await expect.poll(() => log('reply not delivered').length).toBe(1);
  expect(log('reply not delivered')[0]).toMatchObject({ trouble: 'too-late' });
});

test('a reply that comes after a quarter of an hour is sent to the learner alone', async () => {
  const runner = heldRunner();
  const { server, log } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', hello);
  await run.acknowledged();
  server.world.pass(15 * 60_000);
  runner.finish();
  await expect.poll(() => log('reply sent to the learner alone').length).toBe(1);
  const posted = server.requests.find(({ path, method }) => method === 'POST' && path.endsWith('/messages'));
  expect(JSON.stringify(posted?.body)).toContain('hello');
});

test('where the bot may not write, the reply goes to the learner alone; whoever takes none gets none', async () => {
  const { server, log } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  server.denyBot(ann.channel, permissions.sendMessages);
  ann.asksBot(fence);
  await expect.poll(() => log('reply sent to the learner alone').length).toBe(1);
  expect(log('reply not delivered')).toMatchObject([{ trouble: 'forbidden' }]);
  server.closeDms(ann);
  ann.asksBot(fence);
  await expect.poll(() => log('reply given up').length).toBe(1);
});

test('a reply whose message was deleted comes as a new one', async () => {
  const runner = heldRunner();
  const { server } = await startBot({ runner });
  const ann = server.person('Ann');
  const run = ann.slash('run', hello);
  runner.say({ kind: 'started' });
  const passing = await run.sees('Running');
  server.deleteMessage(ann.channel, passing.id);
  runner.finish();
  await run.sees('hello');
});

test('a channel that is deleted meanwhile costs nothing but a line', async () => {
  const runner = heldRunner();
  const { server, lines } = await startBot({ runner });
  const ann = server.person('Ann');
  ann.asksBot(fence);
  await expect.poll(() => runner.asked.length).toBe(1);
  server.deleteChannel(ann.channel);
  runner.finish();
  await expect.poll(() => lines.map(({ event }) => event)).toContain('reply not delivered');
});

test('thrown out and invited again, the bot goes on', async () => {
  const { server } = await startBot({ runner: helloRunner });
  const ann = server.person('Ann');
  const { guild } = ann.channel;
  if (guild === null) throw new Error('expected a server');
  server.kickBot(guild);
  expect(ann.commands()).toEqual([]);
  server.inviteBot(guild);
  await ann.slash('run', hello).sees('hello');
});
