import type { ChatInputCommandInteraction, Interaction } from 'discord.js';
import { ButtonStyle, ComponentType, MessageFlags } from 'discord.js';
import { expect, test } from 'vitest';
import { permissions } from '../../support/discord/codes.ts';
import { byFetch, cards, discord, login, nobody, register } from './discord-client.ts';

const hello = { name: 'hello', description: 'Says hello' };

async function withHello(
  answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
  rest: Parameters<typeof login>[2] = {},
) {
  const server = await discord();
  const ann = server.person('Ann');
  const answerCommand = async (interaction: Interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction);
  };
  const { client, errors } = await login(server, answerCommand, rest);
  await register(server, client, hello);
  return { server, ann, client, errors };
}

test('a slash command is answered, and everything that was said on the way is as documented', async () => {
  const { server, ann } = await withHello((interaction) =>
    interaction.reply({ content: `Hello from ${interaction.guild?.name}`, ...nobody }),
  );
  const exchange = ann.slash('hello');
  const answer = await exchange.answer();
  expect(answer.text).toBe('Hello from Async evenings');
  expect(answer.isPrivate).toBe(false);
  expect(exchange.timing()).toMatchObject({ acknowledgedMs: expect.any(Number), edits: 0 });
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});

test('a deferred answer shows thinking first, then the edit, to one person alone', async () => {
  const { server, ann } = await withHello(async (interaction) => {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply(cards({ type: ComponentType.TextDisplay, content: 'Done' }));
  });
  const bob = server.person('Bob');
  const exchange = ann.slash('hello');
  await exchange.acknowledged();
  const answer = await exchange.sees('Done');
  expect(answer).toMatchObject({ isPrivate: true, isThinking: false, text: 'Done' });
  expect(bob.screen()).toEqual([]);
  expect(exchange.timing()).toMatchObject({ edits: 1 });
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});

test('a follow-up to a deferred answer takes its place; the next one stands below', async () => {
  const { server, ann } = await withHello(async (interaction) => {
    await interaction.deferReply();
    await interaction.followUp({ content: 'First', ...nobody });
    await interaction.followUp({ content: 'Second', ...nobody });
  });
  const exchange = ann.slash('hello');
  await exchange.sees('Second');
  expect(exchange.messages().map(({ text }) => text)).toEqual(['First', 'Second']);
  expect(server.complaints).toEqual([]);
});

const lesson = cards({
  type: ComponentType.Container,
  components: [
    { type: ComponentType.TextDisplay, content: '# Tasks' },
    { type: ComponentType.Separator },
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Next', custom_id: 'next' },
        { type: ComponentType.Button, style: ButtonStyle.Secondary, label: 'Back', custom_id: 'back', disabled: true },
        { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Read more', url: 'https://docs.python.org/3/' },
      ],
    },
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.StringSelect,
          custom_id: 'level',
          placeholder: 'How was it?',
          options: [
            { label: 'Easy', value: '1' },
            { label: 'Hard', value: '2' },
          ],
        },
      ],
    },
  ],
});

async function lessonBot(interaction: Interaction): Promise<void> {
  if (interaction.isChatInputCommand()) await interaction.reply(lesson);
  const text = (content: string) => cards({ type: ComponentType.TextDisplay, content });
  if (interaction.isButton()) await interaction.update(text(`pressed ${interaction.customId}`));
  if (interaction.isStringSelectMenu()) await interaction.update(text(`picked ${interaction.values.join()}`));
}

test('people press and pick what they see, and only that', async () => {
  const server = await discord();
  const ann = server.person('Ann');
  const bob = server.person('Bob');
  const { client } = await login(server, lessonBot);
  await register(server, client, hello);
  const shown = await ann.slash('hello').answer();
  expect(shown.text).toBe(
    ['# Tasks', '[button: Next]', '[button: Back (off)]', '[link: Read more]', '[menu: How was it?: Easy, Hard]'].join(
      '\n',
    ),
  );
  expect(() => ann.press('Back')).toThrow('switched off');
  expect(() => ann.press('Nowhere')).toThrow('expected a button "Nowhere"');
  expect(() => ann.press('Read more')).toThrow('is a link');
  expect(() => ann.pick('Middling')).toThrow('expected a menu with Middling');
  expect((await bob.pick('Hard').sees('picked')).text).toBe('picked 2');
  expect(() => ann.press('Next')).toThrow('expected a button');
  await ann.slash('hello').answer();
  const pressed = await ann.press('Next').sees('pressed next');
  expect(pressed.isEdited).toBe(true);
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});

const form = {
  custom_id: 'form',
  title: 'Your answer',
  components: [
    { type: 10, content: 'Read first' },
    { type: 18, label: 'Code', component: { type: 4, custom_id: 'code', style: 2, value: 'print(1)' } },
    {
      type: 18,
      label: 'Sure?',
      component: {
        type: 21,
        custom_id: 'sure',
        options: [
          { label: 'Yes', value: 'y' },
          { label: 'No', value: 'n' },
        ],
      },
    },
    {
      type: 18,
      label: 'Why',
      component: {
        type: 22,
        custom_id: 'why',
        options: [
          { label: 'I know', value: 'k' },
          { label: 'I guess', value: 'g' },
        ],
      },
    },
    { type: 18, label: 'File', component: { type: 19, custom_id: 'file', required: false, min_values: 0 } },
  ],
};

test('a form opens, is filled in by labels, and comes back with its files', async () => {
  const server = await discord();
  const ann = server.person('Ann');
  const { client, errors } = await login(server, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.showModal(form);
    if (!interaction.isModalSubmit()) return;
    const { fields } = interaction;
    const file = fields.getUploadedFiles('file')?.first();
    const source = file === undefined ? '' : await (await fetch(file.url)).text();
    const said = [
      fields.getTextInputValue('code'),
      fields.getRadioGroup('sure'),
      fields.getCheckboxGroup('why').join('+'),
      source,
    ];
    await interaction.reply({ content: said.join(' | '), ...nobody });
  });
  await register(server, client, hello);
  const opener = ann.slash('hello');
  expect((await opener.form()).title).toBe('Your answer');
  expect(() => ann.submit(opener, { 'Sure?': 'Perhaps', Why: ['I know'] })).toThrow('has no option "Perhaps"');
  expect(() => ann.submit(opener, { Why: ['I know'] })).toThrow('"Sure?" is required');
  const values = {
    Code: 'x = 1\ny = 2',
    'Sure?': 'No',
    Why: ['I know', 'I guess'],
    File: [{ name: 'a.py', text: 'print(2)' }],
  };
  const answer = await ann.submit(opener, values).answer();
  expect(answer.text).toBe('x = 1\ny = 2 | n | k+g | print(2)');
  expect(errors).toEqual([]);
  expect(server.complaints).toEqual([]);
});

const run = {
  name: 'run',
  name_localizations: { 'zh-CN': '运行' },
  description: 'Runs code',
  contexts: [0, 1, 2],
  integration_types: [0, 1],
  options: [
    { type: 3, name: 'lesson', description: 'Which', required: true, autocomplete: true },
    { type: 4, name: 'times', description: 'How often', min_value: 1, max_value: 3 },
    { type: 11, name: 'file', description: 'A file' },
  ],
};

test('options are what was registered, in the language of the person, and typing gets offers', async () => {
  const server = await discord();
  const ann = server.person('Ann', { locale: 'zh-CN' });
  const { client } = await login(server, async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'x' }]);
    if (!interaction.isChatInputCommand()) return;
    const { options, locale } = interaction;
    const said = [
      options.getString('lesson'),
      options.getInteger('times'),
      options.getAttachment('file')?.name,
      locale,
    ];
    await interaction.reply({ content: said.join(' '), ...nobody });
  });
  await register(server, client, run);
  expect(ann.commands()).toEqual(['运行']);
  expect(await ann.types('run', { option: 'lesson', text: 'ta' })).toEqual([{ name: 'ta!', value: 'x' }]);
  expect(() => ann.slash('run', {})).toThrow('lesson, which is required');
  expect(() => ann.slash('run', { lesson: 'x', times: 4 })).toThrow('not in 1–3');
  expect(() => ann.slash('run', { lesson: 'x', other: 4 })).toThrow('got other');
  expect(() => ann.slash('walk')).toThrow('Discord offers no /walk here');
  const answer = await ann.slash('运行', { lesson: 'x', times: 2, file: { name: 'a.py', text: '1' } }).answer();
  expect(answer.text).toBe('x 2 a.py zh-CN');
  expect(server.complaints).toEqual([]);
});

test('a command is offered only where it was declared for, and to whom it was allowed', async () => {
  const server = await discord();
  const guild = server.guild();
  const ann = server.person('Ann', { guild });
  const inDm = server.person('Dora', { in: 'dm' });
  const alone = server.person('Uma', { in: 'user install' });
  const { client } = await login(server);
  await register(
    server,
    client,
    { name: 'here', description: 'x', contexts: [0], integration_types: [0] },
    { name: 'mine', description: 'x', contexts: [0, 1, 2], integration_types: [1] },
    { name: 'anywhere', description: 'x', contexts: [0, 1], integration_types: [0, 1] },
    { name: 'teach', description: 'x', contexts: [0], integration_types: [0], default_member_permissions: '32' },
  );
  expect(ann.commands()).toEqual(['here', 'anywhere']);
  expect(inDm.commands()).toEqual(['anywhere']);
  expect(alone.commands()).toEqual(['mine', 'anywhere']);
  server.promote(ann, guild, 32n);
  expect(ann.commands()).toEqual(['here', 'anywhere', 'teach']);
});

test('installed by a user alone, the app has five follow-ups and no access to the channel', async () => {
  const server = await discord();
  const uma = server.person('Uma', { in: 'user install' });
  const { client, errors } = await login(server, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    expect(interaction.inCachedGuild()).toBe(false);
    await interaction.reply({ content: 'first', ...nobody });
    for (const number of [1, 2, 3, 4, 5]) await interaction.followUp({ content: `more ${number}`, ...nobody });
    await interaction.client.rest.get(`/channels/${interaction.channelId}`).catch(() => {});
    await interaction.followUp({ content: 'more 6', ...nobody });
  });
  await register(server, client, run);
  await uma.slash('run', { lesson: 'x' }).sees('more 5');
  await server.requested('POST', /^\/webhooks/, { times: 6 });
  await expect
    .poll(() => errors.map((error) => error.message))
    .toEqual(['This interaction has reached the maximum number of follow-up messages']);
  expect(server.requests.find(({ path }) => path === `/channels/${uma.channel.id}`)?.status).toBe(403);
});

test('where other apps may not talk in public, what a user brought along answers them alone', async () => {
  const server = await discord();
  const uma = server.person('Uma', { in: 'user install' });
  const [everyone] = uma.channel.guild?.roles ?? [];
  if (everyone === undefined) throw new Error('expected Uma in a guild');
  everyone.permissions &= ~permissions.useExternalApps;
  const { client } = await login(server, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply({ content: 'hi', ...nobody });
  });
  await register(server, client, run);
  expect(await uma.slash('run', { lesson: 'x' }).answer()).toMatchObject({ text: 'hi', isPrivate: true });
});

test('in a direct message the bot hears, answers by a command of a message, and writes of itself', async () => {
  const server = await discord();
  const dora = server.person('Dora', { in: 'dm' });
  const { client } = await login(server, async (interaction) => {
    if (interaction.isMessageContextMenuCommand())
      await interaction.reply({ content: interaction.targetMessage.content, ...nobody });
  });
  client.on('messageCreate', (message) => {
    if (!message.author.bot) message.reply({ content: `you wrote ${message.content}`, ...nobody }).catch(() => {});
  });
  await register(server, client, { name: 'Run code', type: 3 });
  const written = dora.says('print(1)');
  await dora.sees('you wrote print(1)');
  expect((await dora.useOn('Run code', written).answer()).text).toBe('print(1)');
  const channel = await client.users.createDM(dora.user.id);
  await channel.send({ content: 'Good morning', ...nobody });
  await dora.sees('Good morning');
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});

test('without the intent for contents the bot reads a mention and its files, and nothing else', async () => {
  const server = await discord();
  const ann = server.person('Ann');
  const heard: unknown[] = [];
  const { client } = await login(server);
  client.on('messageCreate', (message) => {
    heard.push([message.content, message.attachments.map(({ name }) => name)]);
  });
  ann.says('between us', [{ name: 'own.py', text: '1' }]);
  ann.asksBot('run this', [{ name: 'a.py', text: 'print(1)' }]);
  await expect
    .poll(() => heard)
    .toEqual([
      ['', []],
      [`<@${server.applicationId}> run this`, ['a.py']],
    ]);
});

test('pictures that are sent can be looked at and are described', async () => {
  const { server, ann } = await withHello(
    (interaction) =>
      interaction.reply({
        ...cards({
          type: ComponentType.MediaGallery,
          items: [{ media: { url: 'attachment://lanes.png' }, description: 'Two lanes' }],
        }),
        files: [{ attachment: Buffer.from('pixels'), name: 'lanes.png' }],
      }),
    { makeRequest: byFetch },
  );
  const answer = await ann.slash('hello').answer();
  expect(answer.text).toBe('[picture: Two lanes]');
  const [picture] = answer.pictures;
  const response = await fetch(picture?.url ?? '');
  expect([response.headers.get('content-type'), await response.text()]).toEqual(['image/png', 'pixels']);
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});

test('commands keep their ids while they are registered again, in a guild too', async () => {
  const server = await discord();
  const guild = server.guild();
  const { client } = await login(server);
  await register(server, client, hello, run);
  const first = await client.application?.commands.fetch({ withLocalizations: true });
  await register(server, client, run, { ...hello, description: 'Other' });
  const second = await client.application?.commands.fetch({ withLocalizations: true });
  expect(second?.map(({ id }) => id).toSorted()).toEqual(first?.map(({ id }) => id).toSorted());
  expect(second?.find(({ name }) => name === 'run')?.nameLocalizations).toEqual({ 'zh-CN': '运行' });
  const one = await client.application?.commands.create(hello, guild.id);
  await client.application?.commands.delete(one?.id ?? '', guild.id);
  expect(server.complaints).toEqual([]);
  expect(server.world.selfProblems).toEqual([]);
});
