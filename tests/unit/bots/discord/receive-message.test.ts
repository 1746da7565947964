import { expect, test } from 'vitest';
import { receiveMessage } from '#bots/discord/receive-message.ts';
import type { RawMessage } from '#bots/discord/wire.ts';
import { commands } from '#core/commands/index.ts';

const reader = { self: '42', commands };
const message: RawMessage = {
  id: '1',
  channel_id: '2',
  guild_id: '3',
  type: 0,
  content: '',
  author: { id: '4', bot: false },
  attachments: [],
};
const heard = (content: string, more: Partial<RawMessage> = {}) =>
  receiveMessage({ ...message, content, ...more }, reader);
const direct = { guild_id: undefined };

test('in a server the bot has to be named, in whatever form Discord writes that', () => {
  expect(heard('```print(1)```')).toBeNull();
  expect(heard('<@43> help')).toBeNull();
  expect(heard('<@42> help')).toMatchObject({ command: 'help' });
  expect(heard('progress <@!42>')).toMatchObject({ command: 'progress', args: {} });
});

test.each([
  ['a bot', { author: { id: '4', bot: true } }],
  ['a webhook', { webhook_id: '9' }],
  ['Discord itself', { type: 7 }],
])('what %s writes is not answered', (_, more) => {
  expect(heard('<@42> help', more)).toBeNull();
});

test.each([
  ['lesson async 3', 'lesson', { course: 'async', chunk: '3' }],
  ['/QUIZ "event loop"', 'quiz', { concept: 'event loop' }],
  ['run print(1)', 'run', { code: 'print(1)' }],
  ['run ```py\nprint(1)\n```', 'run', { code: '```py\nprint(1)\n```' }],
  ['look: ```py\nprint(1)\n```', 'run', { code: 'look: ```py\nprint(1)\n```' }],
  ['`print(1)`', 'run', { code: '`print(1)`' }],
  ['', 'help', {}],
  ['hello there', 'ask', { said: 'hello there' }],
  ['what is a Task?', 'ask', { said: 'what is a Task?' }],
  ['a long letter '.repeat(20), 'help', {}],
  // Only buttons answer questions.
  ['answer 1', 'ask', { said: 'answer 1' }],
])('"%s" asks for /%s', (typed, command, args) => {
  expect(heard(typed, direct)).toEqual({ command, args, file: null });
});

test('a file is the program, unless there is one in the text', () => {
  const attachments = [
    { id: '5', filename: 'photo.png', size: 1, url: 'https://cdn.example/photo.png' },
    { id: '6', filename: 'Mine.PY', size: 2, url: 'https://cdn.example/mine.py' },
  ];
  const file = { option: 'code', url: 'https://cdn.example/mine.py', name: 'Mine.PY', size: 2 };
  expect(heard('', { ...direct, attachments })).toEqual({ command: 'run', args: {}, file });
  expect(heard('```x```', { ...direct, attachments })).toMatchObject({ args: { code: '```x```' }, file: null });
});
