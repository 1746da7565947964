import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createMemoryStore } from '../../../support/memory-store.ts';
import { heldRunner, helloRunner } from '../../../support/held-runner.ts';
import type { Fault } from '../../../support/slack/web/faults.ts';
import { slackWorld, startBot } from './start-bot.ts';

const fence = '```print("hello")```';

/** A fault that keeps a thing from being done. */
const passingFaults: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'cut' },
  { kind: 'rate limited', retryAfterS: 1 },
  { kind: 'refused', error: 'internal_error' },
];

test.each(passingFaults)('a message that meets %j is posted all the same, once', async (fault) => {
  const { server, person } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  server.faults.next('chat.postMessage', fault, fault.kind === 'rate limited' ? 1 : 2);
  ann.asksBot(fence);
  await ann.sees('Finished');
  await pause(50);
  expect(server.faults.left).toBe(0);
  expect(ann.screen().filter(({ text }) => text.includes('Finished'))).toHaveLength(1);
});

test.each(passingFaults)('an edit that meets %j is made all the same', async (fault) => {
  const { server, person } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  ann.says('lesson async 1');
  const page = await ann.sees(/page 1 of/u);
  server.faults.next('chat.update', fault, fault.kind === 'rate limited' ? 1 : 2);
  ann.press('Next', { ts: page.ts });
  expect((await ann.sees(/page 2 of/u)).ts).toBe(page.ts);
});

test.each(passingFaults)('a private reply that meets %j is shown all the same, once', async (fault) => {
  const { server, person } = await startBot();
  const ann = person('Ann');
  server.faults.next('response_url', fault, fault.kind === 'rate limited' ? 1 : 2);
  ann.slash('/help');
  await ann.sees('/progress');
  expect(ann.screen()).toHaveLength(1);
});

test('an answer that gets lost is told once more where that replaces, and never doubles', async () => {
  const { server, person } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  ann.says('lesson async 1');
  const page = await ann.sees(/page 1 of/u);
  server.faults.next('chat.update', { kind: 'answer lost' }, 1);
  ann.press('Next', { ts: page.ts });
  await ann.sees(/page 2 of/u);
  await server.called('chat.update', { times: 2 });
  expect(ann.screen().filter(({ text }) => /page \d+ of/u.test(text))).toHaveLength(1);
});

test.each(['where it stands', 'in a thread'] as const)(
  'a message whose answer gets lost is looked for in direct messages, and does not double: %s',
  async (where) => {
    const { server, person } = await startBot();
    const ann = person('Ann', { in: 'dm' });
    const { ts } = ann.says('hello');
    await ann.sees('/progress');
    if (where === 'in a thread') ann.openThread(ts);
    server.faults.next('chat.postMessage', { kind: 'answer lost' });
    ann.says('lesson async 1');
    const page = await ann.sees(/page 1 of/u);
    ann.press('Next', { ts: page.ts });
    expect((await ann.sees(/page 2 of/u)).ts).toBe(page.ts);
    expect(ann.screen().filter(({ text }) => /page \d+ of/u.test(text))).toHaveLength(1);
    expect(server.requests.filter(({ name }) => name === 'chat.postMessage')).toHaveLength(2);
  },
);

test('a form whose answer gets lost is open all the same, and nothing is said of it', async () => {
  const { server, person, log } = await startBot();
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  await ann.sees(/page 1 of/u);
  server.faults.next('views.open', { kind: 'answer lost' });
  ann.press('Edit');
  await ann.seesModal('Edit and run');
  await server.called('views.open', { times: 2 });
  await pause(50);
  expect([log('form not opened'), ann.screen().length]).toEqual([[], 1]);
});

test('a Slack that stays broken ends in one line of the log, not in a storm', async () => {
  const { server, person, log } = await startBot();
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  await ann.sees(/page 1 of/u);
  server.faults.next('views.open', { kind: 'status', status: 503 }, 100);
  ann.press('Edit');
  await expect.poll(() => log('form not opened').length, { timeout: 5000 }).toBe(1);
  expect(server.requests.filter(({ name }) => name === 'views.open').length).toBeLessThan(8);
});

test.each(['channel_not_found', 'not_in_channel', 'is_archived'])(
  'where the bot may not write (%s), the reply goes to the learner alone',
  async (error) => {
    const { server, person, log } = await startBot({ runner: helloRunner });
    const ann = person('Ann');
    server.faults.next('chat.postMessage', { kind: 'refused', error });
    ann.asksBot(fence);
    await expect.poll(() => log('reply sent to the learner alone').length).toBe(1);
    ann.goTo('dm');
    await ann.sees('Finished');
    expect(log('reply not delivered')).toMatchObject([{ trouble: 'place-gone', why: error }]);
  },
);

test('a scope that is missing is named in one line, and nothing is tried again', async () => {
  const { server, person, log, acme } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  acme.takeScope('chat:write');
  ann.asksBot(fence);
  await expect.poll(() => log('reply not delivered').length).toBe(1);
  expect(log('reply not delivered')).toMatchObject([{ trouble: 'missing-scope', why: 'missing_scope: chat:write' }]);
  expect(server.requests.filter(({ name }) => name === 'chat.postMessage')).toHaveLength(1);
});

test('scopes that the token lacks at the start are named in the log', async () => {
  const server = await slackWorld();
  const acme = server.workspace('Acme');
  acme.takeScope('files:write');
  const { log } = await startBot({ server, acme });
  expect(log('slack scopes missing')).toMatchObject([{ missing: ['files:write'] }]);
});

test('what is wrong with a form stands at its field', async () => {
  const { person } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  await ann.sees(/page 1 of/u);
  ann.press('Edit');
  await ann.seesModal('Edit and run');
  ann.submit({ 'Your program': '  ' });
  const form = await ann.seesModal('There is no program here yet');
  expect(Object.keys(form.errors)).toEqual(['Your program']);
  ann.submit({ 'Your program': 'print("hello")' });
  await ann.seesNoModal();
  await ann.sees('Finished');
});

test('a ticket that has expired costs the form, and a sentence says so', async () => {
  const { server, person, log } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  await ann.sees(/page 1 of/u);
  server.faults.next('views.open', { kind: 'refused', error: 'expired_trigger_id' });
  ann.press('Edit');
  await expect.poll(() => log('form not opened').length).toBe(1);
  expect(log('form not opened')).toMatchObject([{ trouble: 'too-late' }]);
  expect((await ann.sees('press the button once more')).isEphemeral).toBe(true);
  ann.press('Edit');
  await ann.seesModal('Edit and run');
});

test('a reply whose message was deleted comes as a new one', async () => {
  const runner = heldRunner();
  const { person, acme, study } = await startBot({ runner });
  const ann = person('Ann');
  ann.asksBot(fence);
  runner.say({ kind: 'started' });
  const passing = await ann.sees('Running');
  acme.deleteMessage(study, passing.ts);
  runner.finish();
  expect((await ann.sees('Finished')).ts).not.toBe(passing.ts);
});

test('a response_url that is over sends the reply to the learner alone', async () => {
  const runner = heldRunner();
  const { server, person, log } = await startBot({ runner });
  const ann = person('Ann');
  ann.slash('/run', 'print("hello")');
  await expect.poll(() => runner.asked.length).toBe(1);
  server.faults.next('response_url', { kind: 'refused', error: 'expired_url' });
  server.world.responseUrls.clear();
  runner.finish();
  await expect.poll(() => log('reply sent to the learner alone').length).toBe(1);
  ann.goTo('dm');
  await ann.sees('Finished');
});

test('a token that is revoked while the bot runs is one line for each thing asked, and no crash', async () => {
  const { person, acme, log, lines } = await startBot({ runner: helloRunner });
  const ann = person('Ann');
  ann.slash('/help');
  await ann.sees('/progress');
  acme.revokeToken();
  await expect.poll(() => log('slack installation ended').length).toBe(1);
  expect(lines.filter(({ event }) => event === 'event failed')).toEqual([]);
});

test.each(['socket', 'http'] as const)(
  'an event that comes twice is answered once, after a restart too: %s',
  async (door) => {
    const store = createMemoryStore();
    const first = await startBot({ door, store });
    const { server, acme } = first;
    const ann = first.person('Ann', { in: 'dm' });
    server.deliveries.repeatEach(2);
    ann.says('help');
    await ann.sees('/progress');
    server.deliveries.repeatEach(0);
    const asked = server.deliveries.all.filter(({ kind }) => kind === 'event').at(-1);
    if (asked === undefined) throw new Error('expected an event');
    await first.stop();
    await expect.poll(() => server.sockets.connected).toBe(0);
    await startBot({ server, acme, store, door });
    await server.deliveries.repeat(asked);
    ann.says('lesson async 1');
    await ann.sees(/page 1 of/u);
    expect(ann.screen().filter(({ text }) => text.includes('/progress'))).toHaveLength(1);
  },
);

test('a double press moves one page', async () => {
  const { person } = await startBot();
  const ann = person('Ann');
  ann.slash('/lesson', 'async 1');
  const page = await ann.sees(/page 1 of/u);
  await Promise.all(
    [ann.press('Next', { ts: page.ts }), ann.press('Next', { ts: page.ts })].map((one) => one.acknowledged()),
  );
  await ann.sees(/page 2 of/u);
  ann.slash('/lesson', 'async');
  expect((await ann.sees('Welcome back')).text).toContain('page 2 of');
});

test.each(['drop', 'hangUp', 'refresh'] as const)(
  'a connection that ends (%s) is made anew, and nothing is lost',
  async (end) => {
    const { server, person } = await startBot();
    const ann = person('Ann', { in: 'dm' });
    server.sockets[end]();
    await expect.poll(() => server.sockets.opened, { timeout: 10_000 }).toBe(2);
    await server.connected();
    ann.says('help');
    await ann.sees('/progress');
  },
);

test('a connection that fell silent is taken for dead and made anew', async () => {
  const { server, person } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  server.sockets.freeze();
  await expect.poll(() => server.sockets.opened, { timeout: 30_000 }).toBe(2);
  await server.connected();
  ann.says('help');
  await ann.sees('/progress');
});

test('a Slack that is away is waited for, at the start and later, and comes back by itself', async () => {
  const server = await slackWorld();
  server.faults.next('auth.test', { kind: 'status', status: 503 }, 2);
  server.faults.next('apps.connections.open', { kind: 'cut' }, 1);
  const { person, log } = await startBot({ server });
  expect(log('slack not connected')).toHaveLength(3);
  server.faults.next('apps.connections.open', { kind: 'status', status: 500 }, 1);
  server.sockets.drop();
  await expect.poll(() => server.sockets.opened, { timeout: 10_000 }).toBe(2);
  await server.connected();
  const ann = person('Ann', { in: 'dm' });
  ann.says('help');
  await ann.sees('/progress');
});

test('a wrong token ends the start with one sentence', async () => {
  const server = await slackWorld();
  const bot = await startBot({ server, workspaces: { kind: 'one', token: 'xoxb-wrong' }, wait: 'for nothing' });
  await expect(bot.ended).rejects.toThrow('Slack refuses SLACK_BOT_TOKEN (invalid_auth)');
  const door = { kind: 'socket', appToken: 'xapp-wrong' } as const;
  const other = await startBot({ server, acme: bot.acme, door, wait: 'for nothing' });
  await expect(other.ended).rejects.toThrow('Slack refuses SLACK_APP_TOKEN (invalid_auth)');
});

test('a Slack that vanished does not keep the bot from ending, nor does what waits for its turn', async () => {
  const { server, person, stop, log } = await startBot({ door: 'http', runner: helloRunner });
  const people = Array.from({ length: 12 }, (_, at) => person(`P${at}`));
  server.faults.next('chat.postMessage', { kind: 'silence' }, 100);
  for (const one of people) one.asksBot(fence);
  await server.called('chat.postMessage');
  await stop();
  expect(log('reply not delivered')).toHaveLength(people.length);
});

test('a bot that is not connected yet ends at once', async () => {
  const server = await slackWorld();
  server.faults.next('auth.test', { kind: 'silence' }, 10);
  const { stop } = await startBot({ server, wait: 'for nothing' });
  await server.called('auth.test');
  await stop();
});
