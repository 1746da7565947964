import { expect, test } from 'vitest';
import { bareSlack } from './bare-slack.ts';

/** What a Slack may send that says no more than it must, or nothing that makes sense. */
const nonsense: readonly unknown[] = [
  null,
  0,
  'text',
  [],
  {},
  { type: 'event_callback' },
  { type: 'event_callback', event: null },
  { type: 'event_callback', event: {} },
  { type: 'event_callback', event: { type: 'error' } },
  { type: 'event_callback', event_id: 'Ev1', event: { type: 'unheard_of' } },
  { type: 'event_callback', team_id: 'T1', event_id: 'Ev2', event: { type: 'message' } },
  { type: 'event_callback', team_id: 'T1', event_id: 'Ev3', event: { type: 'reaction_added', item: null } },
  { type: 'event_callback', team_id: 'T1', event: { type: 'app_home_opened', user: 5, tab: {} } },
  { type: 'event_callback', team_id: 'T1', event: { type: 'tokens_revoked', tokens: null } },
  { type: 'block_actions' },
  { type: 'block_actions', user: { id: 'U1' }, actions: [] },
  { type: 'block_actions', user: { id: 'U1' }, actions: [{}] },
  { type: 'block_suggestion', user: { id: 'U1' }, action_id: 'x', value: '' },
  { type: 'interactive_message', user: { id: 'U1' }, callback_id: 'x', actions: [{ name: 'x', value: 'y' }] },
  { type: 'dialog_submission', user: { id: 'U1' }, callback_id: 'x' },
  { type: 'view_submission', user: { id: 'U1' }, view: {} },
  { type: 'view_submission', team: null, user: { id: 'U1', team_id: 'T1' }, view: { id: 'V1', callback_id: 'other' } },
  { type: 'view_closed', team: { id: 'T1' }, user: { id: 'U1' }, view: { id: 'V1', callback_id: 'x' } },
  {
    type: 'message_action',
    team: { id: 'T1' },
    user: { id: 'U1' },
    callback_id: 'other',
    trigger_id: '1',
    message: {},
  },
  { type: 'shortcut', user: { id: 'U1' } },
  { type: 'workflow_step_edit', user: { id: 'U1' } },
  { command: '/help' },
  { command: 5, user_id: null },
];

const hasEvent = (payload: unknown): boolean =>
  typeof payload === 'object' && payload !== null && 'event' in payload && payload.event !== null;

const direct = (text: string, more: object = {}) => ({
  type: 'event_callback',
  event: { type: 'message', channel: 'D1', user: 'U1', text, ts: '1700000001.000100' },
  ...more,
});

test('over the connection, nothing that makes no sense ends the bot; it is acknowledged, but for events without one', async () => {
  const slack = await bareSlack();
  for (const raw of ['', 'null', '5', '[]', '{}', '{"type":"error"}', '{"type":"events_api"}', 'no json'])
    slack.say(raw);
  const kinds = ['events_api', 'interactive', 'slash_commands', 'unheard_of'];
  const sent = nonsense.flatMap((payload) =>
    kinds.map((kind) => ({ id: slack.send(kind, payload), isReadable: kind !== 'events_api' || hasEvent(payload) })),
  );
  slack.send('events_api', direct('help'));
  await expect
    .poll(() => slack.texts().filter((text) => text.includes('What you can type')).length, { timeout: 5000 })
    .toBe(1);
  const left = () => {
    const acknowledged = new Set(slack.heard.map(({ envelope_id: id }) => id));
    return sent.filter(({ id, isReadable }) => isReadable && !acknowledged.has(id));
  };
  await expect.poll(left).toEqual([]);
});

test('over HTTP, nothing that makes no sense ends the bot', async () => {
  const slack = await bareSlack({ door: 'http' });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  for (const one of nonsense) {
    const json = JSON.stringify(one);
    expect(await slack.post(json)).toBeLessThan(500);
    expect(await slack.post(new URLSearchParams({ payload: json }).toString(), form)).toBeLessThan(500);
  }
  for (const body of ['', 'payload', 'payload={', 'command=%2Fhelp'])
    expect(await slack.post(body, form)).toBeLessThan(500);
  expect(await slack.post('{"type":"url_verification","challenge":"x"}')).toBe(200);
  expect(await slack.post('ssl_check=1', { ...form, 'x-slack-signature': '' })).toBeLessThan(500);
  expect(await slack.post(JSON.stringify(direct('help')))).toBe(200);
  await expect
    .poll(() => slack.texts().filter((text) => text.includes('What you can type')).length, { timeout: 5000 })
    .toBe(1);
});

test('whoever looks without a signature whether anybody is there is answered', async () => {
  const slack = await bareSlack({ door: 'http' });
  const port = String(slack.lines.find(({ event }) => event === 'slack requests awaited')?.['port']);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const url = `http://127.0.0.1:${port}/slack/events`;
  expect((await fetch(url, { method: 'POST', headers, body: 'ssl_check=1&command=/help' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST', headers, body: 'command=/help' })).status).toBe(401);
});

test('a content type may say more than Slack does', async () => {
  const slack = await bareSlack({ door: 'http' });
  const command = { command: '/help', user_id: 'U1', channel_id: 'C1', response_url: slack.responseUrl };
  const body = new URLSearchParams(command).toString();
  expect(await slack.post(body, { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' })).toBe(200);
  await expect.poll(() => slack.texts().length, { timeout: 5000 }).toBe(1);
});

test('a command without a response_url is answered to the learner alone', async () => {
  const slack = await bareSlack();
  slack.send('slash_commands', { command: '/help', user_id: 'U1', channel_id: 'C1' });
  await expect.poll(() => slack.texts().length, { timeout: 5000 }).toBe(1);
  expect(slack.calls.find(({ method }) => method === 'chat.postMessage')?.args.get('channel')).toBe('U1');
});

test('where Slack names neither the workspace nor the bot, a button is still its learner’s', async () => {
  const slack = await bareSlack({ answers: { 'auth.test': { ok: true, team_id: 'T1' } } });
  slack.send('events_api', direct('lesson async 1', { team_id: 'T1', event_id: 'Ev1' }));
  const shown = () => slack.calls.find(({ method }) => method === 'chat.postMessage');
  await expect.poll(shown, { timeout: 5000 }).toBeDefined();
  const value = /"value":"([^"]+next[^"]*)"/u.exec(shown()?.args.get('blocks') ?? '')?.[1];
  const place = { channel: { id: 'D1' }, message: { ts: '1700000000.000001' } };
  slack.send('interactive', {
    type: 'block_actions',
    user: { id: 'U1' },
    ...place,
    actions: [{ action_id: 'a', value }],
  });
  await expect
    .poll(() => slack.calls.find(({ method }) => method === 'chat.update')?.args.get('text'))
    .toContain('page 2 of');
});

test('an unknown button says that it is not known', async () => {
  const slack = await bareSlack();
  const press = { user: { id: 'U1' }, channel: { id: 'C1' }, message: { ts: '1.1' }, response_url: slack.responseUrl };
  slack.send('interactive', {
    type: 'block_actions',
    ...press,
    actions: [{ action_id: 'other', value: 'of another app' }],
  });
  await expect.poll(() => slack.texts().join(), { timeout: 5000 }).toContain('not known any more');
});

test('a mention is understood though Slack does not say who the bot is', async () => {
  const slack = await bareSlack();
  const event = {
    type: 'app_mention',
    channel: 'C1',
    user: 'U1',
    text: '<@U0BOT|studyloop> lesson async 1',
    ts: '1700000001.2',
  };
  slack.send('events_api', { type: 'event_callback', event });
  await expect.poll(() => slack.texts().join(), { timeout: 5000 }).toContain('page 1 of');
  expect(slack.calls.find(({ method }) => method === 'chat.postMessage')?.args.get('thread_ts')).toBe('1700000001.2');
});

test.each([
  { reason: 'warning' },
  { reason: 'refresh_requested', debug_info: {} },
  { reason: 'too_many_websockets' },
  {},
])('told to disconnect (%j), it comes back', async (told) => {
  const slack = await bareSlack({ hello: { type: 'hello', num_connections: 3, unheard: { of: [] } } });
  slack.say(JSON.stringify({ type: 'disconnect', ...told }));
  await expect.poll(slack.connections, { timeout: 10_000 }).toBe(2);
  await expect.poll(() => slack.lines.filter(({ event }) => event === 'slack connected').length).toBe(2);
  slack.send('events_api', direct('help'));
  await expect.poll(() => slack.texts().length, { timeout: 5000 }).toBe(1);
});

test('a home that Slack refuses, and answers that say nothing, cost lines of the log at most', async () => {
  const slack = await bareSlack({
    answers: {
      'views.publish': { ok: false, error: 'not_enabled' },
      'chat.postMessage': { ok: true },
      'users.info': { ok: true, user: { id: 'U1', tz: 'Nowhere/Nowhere' } },
      'assistant.threads.setSuggestedPrompts': { ok: false },
    },
  });
  slack.send('events_api', { type: 'event_callback', event: { type: 'app_home_opened', user: 'U1', event_ts: '1.1' } });
  const thread = { user_id: 'U1', channel_id: 'D1', thread_ts: '1700000002.1' };
  slack.send('events_api', {
    type: 'event_callback',
    event: { type: 'assistant_thread_started', assistant_thread: thread, event_ts: '1.2' },
  });
  slack.send('events_api', direct('lesson async 1'));
  await expect.poll(() => slack.texts().join(), { timeout: 8000 }).toContain('page 1 of');
  await expect.poll(() => slack.lines.filter(({ event }) => event === 'reply not delivered').length).toBe(1);
});
