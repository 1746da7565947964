import { expect, test } from 'vitest';
import { choicesOf, testApp, wordsOf } from '../../../support/app.ts';

test.each(['what is a Task?', 'Task', 'tasks?', 'explain task', '什么是 task？', 'task 是什么意思'])(
  '“%s” gets the card',
  async (said) => {
    expect((await testApp().last('ask', { said })).title).toBe('Task');
  },
);

test('a question about something near gets the nearest names, and no card', async () => {
  const asked = await testApp().last('ask', { said: 'What is the difference between a task and await?' });
  expect(asked.tone).toBe('warning');
  expect(wordsOf(asked)).toContain('refusal.unknown-term');
  expect(choicesOf(asked).map(({ args }) => args['chunk'])).toEqual(['task', 'await']);
});

test('a question about something else gets the help, which says so', async () => {
  const asked = await testApp().last('ask', { said: 'What is a `monad`*?' });
  expect(asked.title).toBe('help.title');
  expect(wordsOf(asked.blocks.length > 0 ? asked : undefined)).toContain('glossary.nothing {\\"term\\":\\"monad\\"}');
});

test('anything else gets the help', async () => {
  const asked = await testApp().last('ask', { said: 'hello there' });
  expect(asked).toEqual(await testApp().last('help'));
});
