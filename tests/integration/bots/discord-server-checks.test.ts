import { expect, test } from 'vitest';
import type { DiscordServer } from '../../support/discord/start-discord.ts';
import { discord } from './discord-client.ts';

const quiet = { allowed_mentions: { parse: [] } };
const v2 = { ...quiet, flags: 1 << 15 };
const text = (content: string) => ({ type: 10, content });
const button = (more: object) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...more });
const row = (...components: object[]) => ({ type: 1, components });
const menu = (more: object) => ({ type: 3, custom_id: 'm', options: [{ label: 'A', value: 'a' }], ...more });
const times = <Value>(count: number, make: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => make(index));

type Sent = readonly [method: string, path: string, body: unknown];

async function sent(server: DiscordServer, ...[method, path, body]: Sent) {
  const headers = { authorization: `Bot ${server.token}`, 'content-type': 'application/json' };
  const response = await fetch(`${server.apiUrl}/v10${path}`, { method, headers, body: JSON.stringify(body) });
  return { status: response.status, answer: await response.json() };
}

async function posted(body: unknown) {
  const server = await discord();
  const channel = server.guild().channels[0];
  const { status, answer } = await sent(server, 'POST', `/channels/${channel?.id}/messages`, body);
  return { status, answer, complaints: server.complaints };
}

test.each([
  ['content that is too long', { ...quiet, content: 'x'.repeat(2001) }, 'content: Must be 2000 or fewer'],
  [
    'a type that does not exist',
    { ...v2, components: [{ type: 99 }] },
    'components[0].type: must be equal to one of the allowed values',
  ],
  ['a component of V2 without the flag', { ...quiet, components: [text('x')] }, 'must be one of (1,), got 10'],
  [
    'content beside Components V2',
    { ...v2, content: 'x', components: [text('x')] },
    "content: The 'content' field cannot be used",
  ],
  [
    'embeds beside Components V2',
    { ...v2, embeds: [{ title: 'x' }], components: [text('x')] },
    "The 'embeds' field cannot be used",
  ],
  [
    'forty-one components',
    { ...v2, components: [{ type: 17, components: times(40, () => text('x')) }] },
    'is 41, at most 40',
  ],
  [
    '4001 characters of text',
    { ...v2, components: [text('x'.repeat(2000)), text('y'.repeat(2001))] },
    '4001 characters in all',
  ],
  ['a text of spaces', { ...v2, components: [text('  ')] }, 'components[0].content: This field is required'],
  [
    'a container in a container',
    { ...v2, components: [{ type: 17, components: [{ type: 17, components: [text('x')] }] }] },
    'components[0].components[0].type',
  ],
  [
    'a section without an accessory',
    { ...v2, components: [{ type: 9, components: [text('x')] }] },
    "must have required property 'accessory'",
  ],
  ['the same custom id twice', { ...v2, components: [row(button({})), row(button({}))] }, 'cannot be duplicated'],
  [
    'a custom id of 101 characters',
    { ...v2, components: [row(button({ custom_id: 'x'.repeat(101) }))] },
    'components[0].components[0].custom_id: must NOT have more than 100',
  ],
  [
    'six buttons in a row',
    { ...v2, components: [row(...times(6, (n) => button({ custom_id: `b${n}` })))] },
    'components[0].components',
  ],
  ['a button beside a menu', { ...v2, components: [row(button({}), menu({}))] }, 'A row holds 5 buttons or one menu'],
  ['a button without anything on it', { ...v2, components: [row(button({ label: '' }))] }, 'needs a label or an emoji'],
  [
    'a link with a custom id',
    { ...v2, components: [row(button({ style: 5, url: 'https://python.org' }))] },
    'cannot both be specified',
  ],
  [
    'a button without a custom id',
    { ...v2, components: [row(button({ custom_id: null }))] },
    'A custom id is required',
  ],
  [
    'a menu of 26',
    { ...v2, components: [row(menu({ options: times(26, (n) => ({ label: `${n}`, value: `${n}` })) }))] },
    'must NOT have more than 25 items',
  ],
  [
    'a menu that takes more than it has',
    { ...v2, components: [row(menu({ max_values: 2 }))] },
    'max_values 2 must not be above',
  ],
  [
    'a menu with a value twice',
    { ...v2, components: [row(menu({ options: times(2, () => ({ label: 'A', value: 'a' })) }))] },
    'already used',
  ],
  [
    'a picture that did not come with it',
    { ...v2, components: [{ type: 12, items: [{ media: { url: 'attachment://a.png' }, description: 'x' }] }] },
    'no file a.png comes with it',
  ],
  ['a nonce that is too long', { ...quiet, content: 'x', nonce: 'x'.repeat(26) }, 'nonce: must NOT have more than 25'],
])('refuses %s', async (_, body, complaint) => {
  const { status, answer, complaints } = await posted(body);
  expect(complaints.join('\n')).toContain(complaint);
  expect(status).toBe(400);
  expect(answer).toMatchObject({ code: 50_035, message: 'Invalid Form Body', errors: expect.any(Object) });
});

test.each([
  ['text that may ping', { content: 'x' }, 'expected { parse: [] }'],
  [
    'pings that are allowed',
    { content: 'x', allowed_mentions: { parse: ['everyone'] } },
    'expected [], got ["everyone"]',
  ],
  [
    'a picture without words',
    { ...v2, components: [{ type: 12, items: [{ media: { url: 'https://a.test/b.png' } }] }] },
    'no description',
  ],
])('takes, but complains of %s', async (_, body, complaint) => {
  const { status, complaints } = await posted(body);
  expect(complaints.join('\n')).toContain(complaint);
  expect(status).toBe(200);
});

test('takes a message at its limits without a word', async () => {
  const components = [text('x'.repeat(3999)), ...times(38, () => ({ type: 14 })), text('y')];
  expect(await posted({ ...v2, components })).toMatchObject({ status: 200, complaints: [] });
});

test('an empty message is refused as such', async () => {
  expect(await posted(quiet)).toMatchObject({ status: 400, answer: { code: 50_006 } });
});

const option = (more: object) => ({ type: 3, name: 'code', description: 'x', ...more });
const command = (more: object) => ({ name: 'run', description: 'x', ...more });

test.each([
  ['an upper-case name', [command({ name: 'Run' })], '[0].name: Command name is invalid: "Run"'],
  [
    'a name with a space in another language',
    [command({ name_localizations: { de: 'los jetzt' } })],
    'Command name is invalid: "los jetzt"',
  ],
  ['a locale that there is not', [command({ name_localizations: { zh: '运行' } })], '"zh" is not a locale'],
  ['no description', [{ name: 'run' }], '[0].description: This field is required'],
  [
    'a required option after another',
    [command({ options: [option({}), option({ name: 'b', required: true })] })],
    'Required options must be placed before',
  ],
  ['two options of one name', [command({ options: [option({}), option({})] })], 'Option name is not unique'],
  [
    'choices with autocomplete',
    [command({ options: [option({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
    'not both',
  ],
  ['two commands of one name', [command({}), command({})], 'must be unique: run'],
  ['a description for a menu', [command({ name: 'Run code', type: 3 })], 'cannot have description'],
  [
    'more than 8000 characters',
    [
      command({
        options: times(25, (n) =>
          option({
            name: `o${n}`,
            choices: times(4, (m) => ({ name: `${m}${'x'.repeat(90)}`, value: 'y'.repeat(90) })),
          }),
        ),
      }),
    ],
    'maximum size',
  ],
  ['101 commands', times(101, (n) => command({ name: `c${n}` })), 'at most 100'],
])('refuses commands with %s', async (_, commands, complaint) => {
  const server = await discord();
  const { status } = await sent(server, 'PUT', `/applications/${server.applicationId}/commands`, commands);
  expect(server.complaints.join('\n')).toContain(complaint);
  expect(status).toBe(400);
});

const label = (component: object, more: object = {}) => ({ type: 18, label: 'Part', component, ...more });
const input = (more: object = {}) => ({ type: 4, custom_id: 'code', style: 2, ...more });
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'form', title: 'Form', components } });

test.each([
  ['a form with six parts', modal(...times(6, (n) => label(input({ custom_id: `c${n}` })))), 'Must be between 1 and 5'],
  [
    'a title that is too long',
    { type: 9, data: { ...modal(label(input())).data, title: 'x'.repeat(46) } },
    'data.title: must NOT have more than 45',
  ],
  ['a label that is too long', modal(label(input(), { label: 'x'.repeat(46) })), 'label: must NOT have more than 45'],
  ['the same custom id twice', modal(label(input()), label(input())), 'cannot be duplicated'],
  [
    'one radio button',
    modal(label({ type: 21, custom_id: 'r', options: [{ label: 'A', value: 'a' }] })),
    'must NOT have fewer than 2 items',
  ],
  ['a text that is longer than allowed', modal(label(input({ max_length: 3, value: 'long' }))), 'Must be 3 or fewer'],
  ['a button in a label', modal(label(button({}))), 'data.components[0].component.type'],
  ['an answer of no known type', { type: 44 }, 'type: must be equal to one of the allowed values'],
  [
    'an edit of a message that is not there',
    { type: 7, data: { ...quiet, content: 'x' } },
    'a callback of type 7 cannot answer an interaction of type 2',
  ],
])('refuses as an answer %s', async (_, body, complaint) => {
  const server = await discord();
  await sent(server, 'PUT', `/applications/${server.applicationId}/commands`, [command({})]);
  const { interaction } = server.person('Ann').slash('run');
  const { status } = await sent(server, 'POST', `/interactions/${interaction.id}/${interaction.token}/callback`, body);
  expect(server.complaints.join('\n')).toContain(complaint);
  expect(status).toBe(400);
});

test('what the server itself answers is as the document has it', async () => {
  const server = await discord();
  const ann = server.person('Ann');
  const guild = `/guilds/${ann.channel.guild?.id}`;
  const id = ann.says('hi');
  const paths = [
    '/gateway/bot',
    '/gateway',
    '/users/@me',
    '/users/@me/guilds',
    '/applications/@me',
    '/oauth2/applications/@me',
    guild,
    `${guild}/channels`,
  ];
  const more = [
    `${guild}/roles`,
    `${guild}/members/${ann.user.id}`,
    `/channels/${ann.channel.id}`,
    `/channels/${ann.channel.id}/messages/${id}`,
    `/channels/${ann.channel.id}/messages`,
  ];
  for (const path of [...paths, ...more]) {
    const response = await fetch(`${server.apiUrl}/v10${path}`, { headers: { authorization: `Bot ${server.token}` } });
    expect([path, response.status]).toEqual([path, 200]);
  }
  const wish = { interactions_endpoint_url: 'https://bot.test/interactions' };
  expect((await sent(server, 'PATCH', '/applications/@me', wish)).answer).toMatchObject(wish);
  expect(server.world.selfProblems).toEqual([]);
});

test('a request that the server does not know is not passed over', async () => {
  const server = await discord();
  const { status } = await sent(server, 'PUT', '/channels/1/pins/2', {});
  expect(status).toBe(404);
  expect(server.complaints).toEqual(['PUT /channels/1/pins/2: this server does not know it']);
});
