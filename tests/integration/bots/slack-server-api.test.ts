import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, test } from 'vitest';
import { isObject } from '../../support/slack/checks/check-text.ts';
import type { SlackOptions, SlackServer, WorkspaceHands } from '../../support/slack/start-slack.ts';
import { startSlack } from '../../support/slack/start-slack.ts';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

interface Place {
  readonly slack: SlackServer;
  readonly acme: WorkspaceHands;
  readonly call: (method: string, args?: Readonly<Record<string, unknown>>) => Promise<Answer>;
}

type Answer = Readonly<Record<string, unknown>>;

/** A workspace, and calls of Slack's own client in it that give the answer, refusals too. */
async function open(options: SlackOptions = { pace: { isOff: true } }): Promise<Place> {
  const slack = await startSlack(options);
  toClose.push(slack.close);
  const acme = slack.workspace('Acme');
  const client = new webApi.WebClient(acme.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
  const call = (method: string, args: Readonly<Record<string, unknown>> = {}): Promise<Answer> =>
    client.apiCall(method, args).then(
      (answer) => ({ ...answer }),
      (error: unknown) => {
        if (error instanceof webApi.WebAPIPlatformError) return { ...error.data };
        if (error instanceof webApi.WebAPIRateLimitedError)
          return { error: 'ratelimited', retryAfter: error.retryAfter };
        throw error;
      },
    );
  return { slack, acme, call };
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => undefined,
};

/** The members of what ought to be an object. */
function within(value: unknown): Answer {
  if (!isObject(value)) throw new Error(`expected an object, got ${JSON.stringify(value)}`);
  return value;
}

const text = (what: string) => ({ type: 'plain_text', text: what });
const section = (what: string) => ({ type: 'section', text: { type: 'mrkdwn', text: what } });
const button = (id: string, label = 'Go') => ({ type: 'button', action_id: id, text: text(label) });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const long = (count: number) => 'x'.repeat(count);
const times = <One>(count: number, one: (index: number) => One) =>
  Array.from({ length: count }, (_, index) => one(index));
const option = (index: number) => ({ text: text(`o${index}`), value: `${index}` });
const cell = (what: string) => ({ type: 'raw_text', text: what });

const badMessages = [
  ['51 blocks', times(51, () => ({ type: 'divider' })), 'no more than 50 items'],
  ['a section of 3001 characters', [section(long(3001))], 'at most 3000'],
  ['an empty section', [section('')], 'at least 1'],
  ['a header in markup', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], 'expected plain_text'],
  ['a header of 151 characters', [{ type: 'header', text: text(long(151)) }], 'at most 150'],
  ['a button of 76 characters', [actions(button('a', long(76)))], 'at most 75'],
  ['a value of 2001 characters', [actions({ ...button('a'), value: long(2001) })], 'at most 2000'],
  ['an action_id of 256 characters', [actions(button(long(256)))], 'at most 255'],
  ['one action_id twice', [actions(button('a'), button('a'))], 'is there twice'],
  ['one block_id twice', times(2, () => ({ ...section('x'), block_id: 'b' })), 'is there twice'],
  ['26 buttons in a row', [actions(...times(26, (index) => button(`${index}`)))], 'no more than 25'],
  ['101 options', [actions({ type: 'static_select', options: times(101, option) })], 'no more than 100'],
  [
    'a choice that is no option',
    [actions({ type: 'static_select', options: [option(1)], initial_option: option(2) })],
    'none of the options',
  ],
  [
    'a picture without words',
    [{ type: 'image', image_url: 'https://example.com/a.png' }],
    'alt_text expected a string',
  ],
  [
    'a picture that Slack cannot fetch',
    [{ type: 'image', image_url: 'http://127.0.0.1/a.png', alt_text: 'a' }],
    'cannot fetch',
  ],
  [
    'markdown of 12,001 characters in all',
    times(2, () => ({ type: 'markdown', text: long(6001) })),
    '12002 characters',
  ],
  ['a table of 21 columns', [{ type: 'table', rows: [times(21, () => cell('x'))] }], 'no more than 20'],
  ['a table of 101 rows', [{ type: 'table', rows: times(101, () => [cell('x')]) }], 'no more than 100'],
  ['two tables', times(2, () => ({ type: 'table', rows: [[cell('x')]] })), 'only one table'],
  ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee'],
  ['an unknown member', [{ ...section('x'), colour: 'red' }], 'no more properties are allowed: colour'],
  ['a field of text in a row of buttons', [actions({ type: 'plain_text_input', action_id: 'a' })], 'unsupported type'],
] as const;

describe('a message', () => {
  test.each(badMessages)('with %s is refused as invalid_blocks, and complained of', async (_, blocks, complaint) => {
    const { slack, acme, call } = await open();
    const channel = acme.channel('general');
    const answer = await call('chat.postMessage', { channel: channel.id, text: 'x', blocks });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks' });
    expect(slack.complaints.join('\n')).toContain(complaint);
    expect(channel.messages.size).toBe(0);
  });

  test.each([
    [{ blocks: [section('x')] }, 'blocks need a text'],
    [{ text: 'a & b' }, 'an & is not escaped'],
    [{ text: 'a < b' }, 'a < or > is not escaped'],
    [{ text: 'hi <!channel>' }, 'a live ping: <!channel>'],
    [{ text: 'x', blocks: [section('hi <!here>')] }, 'a live ping: <!here>'],
    [
      {
        text: 'x',
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'broadcast', range: 'here' }] }],
          },
        ],
      },
      'a live ping',
    ],
    [{ text: long(4001) }, 'more than 4000'],
    [{ text: 'x', link_names: true }, 'link_names'],
  ])('%j is taken by Slack, but complained of', async (body, complaint) => {
    const { slack, acme, call } = await open();
    expect(await call('chat.postMessage', { channel: acme.channel('general').id, ...body })).toMatchObject({
      ok: true,
    });
    expect(slack.complaints.join('\n')).toContain(complaint);
  });

  test('with good blocks of many kinds is taken without complaint', async () => {
    const { slack, acme, call } = await open();
    const blocks = [
      { type: 'header', text: text('T & <x>') },
      section('*a* &amp; <https://example.com|link> and <@U0123>'),
      { type: 'markdown', text: '# a < b & c' },
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'a < b' }] }],
      },
      { type: 'table', rows: [[cell('a'), cell('b')]], column_settings: [{ align: 'right' }] },
      actions(button('a'), { type: 'static_select', action_id: 'm', placeholder: text('p'), options: [option(1)] }),
      { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
      { type: 'divider' },
    ];
    const answer = await call('chat.postMessage', { channel: acme.channel('general').id, text: 'x', blocks });
    expect(answer).toMatchObject({ ok: true });
    expect(slack.complaints).toEqual([]);
  });

  test('must not mention live whom a person only quoted', async () => {
    const { slack, acme, call } = await open();
    const [ann, bob] = [acme.person('Ann'), acme.person('Bob')];
    ann.says(`print("<@${bob.user.id}>")`);
    await call('chat.postMessage', { channel: ann.channel.id, text: `&lt;@${bob.user.id}&gt;` });
    expect(slack.complaints).toEqual([]);
    await call('chat.postMessage', { channel: ann.channel.id, text: `<@${bob.user.id}>` });
    expect(slack.complaints.join()).toContain('whom a person quoted');
    expect(ann.screen().at(-1)?.pings).toEqual(['bob']);
  });

  test('loses its blocks when it is updated with text alone', async () => {
    const { acme, call } = await open();
    const ann = acme.person('Ann');
    const { ts } = await call('chat.postMessage', { channel: ann.channel.id, text: 'x', blocks: [section('block')] });
    await call('chat.update', { channel: ann.channel.id, ts, text: 'y' });
    expect(ann.screen()[0]).toMatchObject({ text: 'y', blocks: [], isEdited: true });
  });
});

describe('Slack refuses', () => {
  test('what cannot be posted where, and to whom', async () => {
    const { acme, call } = await open();
    const [here, old, secret, other] = [
      acme.channel('here'),
      acme.channel('old'),
      acme.channel('secret', { kind: 'private', withBot: false }),
      acme.channel('other', { withBot: false }),
    ];
    acme.archive(old);
    const post = async (channel: string, more = {}) =>
      (await call('chat.postMessage', { channel, text: 'x', ...more }))['error'];
    expect(await post('C0NOWHERE')).toBe('channel_not_found');
    expect(await post(secret.id)).toBe('channel_not_found');
    expect(await post(other.id)).toBe('not_in_channel');
    expect(await post(old.id)).toBe('is_archived');
    expect(await post(here.id, { thread_ts: '1.000001' })).toBe('thread_not_found');
    expect(await post(here.id, { markdown_text: 'y' })).toBe('markdown_text_conflict');
    expect(await post(here.id, { text: long(40_001) })).toBe('msg_too_long');
    expect(await post(here.id, { text: '' })).toBe('no_text');
    const blocks = times(5, () => section(long(2900)));
    expect(await post(here.id, { blocks })).toBe('msg_blocks_too_long');
    const user = acme.person('Ann', { in: here }).user.id;
    expect(await call('chat.postEphemeral', { channel: other.id, user, text: 'x' })).toMatchObject({
      error: 'not_in_channel',
    });
    acme.removeBot(here);
    expect(await post(here.id)).toBe('not_in_channel');
  });

  test('calls without scope, with a revoked token, and after the app is gone', async () => {
    const { acme, call } = await open();
    acme.takeScope('users:read');
    const user = acme.person('Ann').user.id;
    expect(await call('users.info', { user })).toMatchObject({ error: 'missing_scope', needed: 'users:read' });
    acme.revokeToken();
    expect(await call('auth.test')).toMatchObject({ error: 'token_revoked' });
    expect(await call('auth.test', { token: 'xoxb-unknown' })).toMatchObject({ error: 'invalid_auth' });
    acme.install();
    acme.uninstall();
    expect(() => acme.person('Bob').slash('/x')).toThrow('not installed');
  });

  test('messages that are gone, of others, or ephemeral', async () => {
    const { acme, call } = await open();
    const ann = acme.person('Ann');
    const channel = ann.channel.id;
    const { ts } = await call('chat.postMessage', { channel, text: 'x' });
    acme.deleteMessage(ann.channel, String(ts));
    expect(await call('chat.update', { channel, ts, text: 'y' })).toMatchObject({ error: 'message_not_found' });
    const own = ann.says('mine').ts;
    expect(await call('chat.update', { channel, ts: own, text: 'y' })).toMatchObject({ error: 'cant_update_message' });
    const { message_ts } = await call('chat.postEphemeral', { channel, user: ann.user.id, text: 'x' });
    expect(await call('chat.update', { channel, ts: message_ts, text: 'y' })).toMatchObject({
      error: 'message_not_found',
    });
  });

  test('a post within the second after another in the same channel, and says how long to wait', async () => {
    const { slack, acme, call } = await open({});
    const [one, two] = [acme.channel('one'), acme.channel('two')];
    const post = (channel: string) => call('chat.postMessage', { channel, text: 'x' });
    expect(await post(one.id)).toMatchObject({ ok: true });
    expect(await post(two.id)).toMatchObject({ ok: true });
    expect(await post(one.id)).toEqual({ error: 'ratelimited', retryAfter: 1 });
    slack.clock.skip(1000);
    expect(await post(one.id)).toMatchObject({ ok: true });
    expect(slack.rateLimits.refused).toBe(1);
  });

  test('a method past its tier', async () => {
    const { slack, acme, call } = await open({});
    const user = acme.person('Ann').user.id;
    for (const _ of times(100, () => 0)) await call('users.info', { user });
    expect(await call('users.info', { user })).toMatchObject({ error: 'ratelimited' });
    slack.clock.skip(60_000);
    expect(await call('users.info', { user })).toMatchObject({ ok: true });
  });
});

const modal = (title = 'Form') => ({ type: 'modal', title: text(title), blocks: [section(title)] });

describe('a view', () => {
  /** A trigger of a shortcut that a person used just now. */
  async function withTrigger() {
    const place = await open();
    const ann = place.acme.person('Ann');
    const trigger = () => ann.shortcut('menu').delivery.payload['trigger_id'];
    return { ...place, ann, trigger };
  }

  test('opens once and within three seconds for one trigger', async () => {
    const { slack, ann, call, trigger } = await withTrigger();
    const first = trigger();
    expect(await call('views.open', { trigger_id: first, view: modal() })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id: first, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = trigger();
    slack.clock.skip(3001);
    expect(await call('views.open', { trigger_id: late, view: modal() })).toMatchObject({
      error: 'expired_trigger_id',
    });
    expect(await call('views.open', { trigger_id: 'x', view: modal() })).toMatchObject({ error: 'invalid_trigger_id' });
    expect(ann.modal()?.title).toBe('Form');
  });

  test('is updated with the newest hash only, and not once it is closed', async () => {
    const { ann, call, trigger } = await withTrigger();
    const opened = await call('views.open', { trigger_id: trigger(), view: modal() });
    const { id, hash } = within(opened['view']);
    expect(await call('views.update', { view_id: id, hash, view: modal('New') })).toMatchObject({ ok: true });
    expect(await call('views.update', { view_id: id, hash, view: modal('Old') })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(ann.modal()?.title).toBe('New');
    ann.closesModal();
    expect(await call('views.update', { view_id: id, view: modal() })).toMatchObject({ error: 'not_found' });
  });

  test('stacks three high', async () => {
    const { call, trigger } = await withTrigger();
    await call('views.open', { trigger_id: trigger(), view: modal('1') });
    await call('views.push', { trigger_id: trigger(), view: modal('2') });
    await call('views.push', { trigger_id: trigger(), view: modal('3') });
    expect(await call('views.push', { trigger_id: trigger(), view: modal('4') })).toMatchObject({
      error: 'push_limit_reached',
    });
  });

  test.each([
    [{ ...modal(), title: text(long(25)) }, 'view.title.text must be at most 24'],
    [{ ...modal(), private_metadata: long(3001) }, 'view.private_metadata must be at most 3000'],
    [{ ...modal(), blocks: times(101, () => ({ type: 'divider' })) }, 'no more than 100'],
    [
      { ...modal(), blocks: [{ type: 'input', label: text('L'), element: { type: 'plain_text_input' } }] },
      'view.submit is needed',
    ],
    [{ ...modal(), blocks: [{ type: 'table', rows: [[cell('x')]] }] }, 'table is for messages only'],
    [{ ...modal(), type: 'home' }, 'expected modal'],
  ])('%j is refused as invalid_arguments', async (view, complaint) => {
    const { slack, call, trigger } = await withTrigger();
    expect(await call('views.open', { trigger_id: trigger(), view })).toMatchObject({ error: 'invalid_arguments' });
    expect(slack.complaints.join('\n')).toContain(complaint);
  });
});

describe('a response_url', () => {
  async function afterCommand() {
    const place = await open();
    const ann = place.acme.person('Ann');
    const url = String(ann.slash('/x').delivery.payload['response_url']);
    const post = async (body: object) => {
      const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
      return response.ok ? 'ok' : within(await response.json())['error'];
    };
    return { ...place, ann, post };
  }

  test('is good for five messages', async () => {
    const { ann, post } = await afterCommand();
    for (const index of times(5, (one) => one)) expect(await post({ text: `m${index}` })).toBe('ok');
    expect(await post({ text: 'six' })).toBe('used_url');
    expect(ann.screen()).toHaveLength(5);
  });

  test('is good for half an hour', async () => {
    const { slack, post } = await afterCommand();
    slack.clock.skip(30 * 60_000 + 1);
    expect(await post({ text: 'late' })).toBe('expired_url');
  });

  test('shows an ephemeral message to who asked, and to nobody else', async () => {
    const { acme, ann, post } = await afterCommand();
    const bob = acme.person('Bob');
    await post({ text: 'for Ann' });
    await post({ text: 'for all', response_type: 'in_channel' });
    expect(ann.screen().map((one) => one.text)).toEqual(['for Ann', 'for all']);
    expect(bob.screen().map((one) => one.text)).toEqual(['for all']);
  });
});

describe('a file', () => {
  test('is downloaded with a token that may read it, and is a page for signing in to anybody else', async () => {
    const { slack, acme } = await open();
    const ann = acme.person('Ann');
    const { exchange } = ann.says('look', [{ name: 'a.py', content: 'print(1)', isSnippet: true }]);
    const file = within([within(exchange?.delivery.payload['event'])['files']].flat()[0]);
    expect(file['mode']).toBe('snippet');
    const get = async (token: string) =>
      (await fetch(String(file['url_private_download']), { headers: { authorization: `Bearer ${token}` } })).text();
    expect(await get(acme.botToken)).toBe('print(1)');
    expect(await get(slack.workspace('Other').botToken)).toContain('Sign in');
    acme.takeScope('files:read');
    expect(await get(acme.botToken)).toContain('Sign in');
  });

  test('needs a picture described, and as many bytes as announced', async () => {
    const { slack, call } = await open();
    const { upload_url } = await call('files.getUploadURLExternal', { filename: 'a.png', length: 3 });
    expect((await fetch(String(upload_url), { method: 'POST', body: 'four' })).status).toBe(400);
    expect(slack.complaints).toEqual([
      'files.getUploadURLExternal: a.png has no alternative text',
      'upload of a.png: announced 3 bytes, got 4',
    ]);
  });
});
