import { expect, test } from 'vitest';
import { solutions } from '../../../support/exercises.ts';
import { startBot } from './start-bot.ts';

const field = 'Your solution, the whole program';

test.each([undefined, 'dm'] as const)(
  'somebody begins an exercise, fails, takes a hint, goes on from what they sent, and passes: %s',
  async (place) => {
    const { person } = await startBot();
    const ann = person('Ann', place === undefined ? {} : { in: place });
    ann.slash('/exercise');
    await ann.sees('not begun');
    ann.press('Twice as much');
    await ann.sees('Exercise 1 of 2');
    ann.press('Write my solution');
    expect(JSON.stringify(await ann.seesModal('Your solution'))).toContain('return 0');
    ann.submit({ [field]: solutions.early });
    const failed = await ann.sees('Look at this first');
    expect(failed.text).toContain('2 of 3 behaviours hold');

    ann.press('Hint', { ts: failed.ts });
    await ann.sees('a wait and a sum');
    ann.press('Hint 2 of 3');
    await ann.sees('comes from asyncio');
    ann.press('Edit', { ts: failed.ts });
    expect(JSON.stringify(await ann.seesModal('Your solution'))).toContain('return number * 2');
    ann.submit({ [field]: solutions.right });
    const passed = await ann.sees('Well done');
    expect(passed.buttons).toEqual(['Next: Greet all at once', 'Continue', 'Exercises']);
    ann.slash('/progress');
    expect((await ann.sees('Your progress')).text).toContain('Exercises passed 1 of 2');
  },
);

test('a solution comes in the words of a command, in a message and as a file', async () => {
  const { person } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  const seen = () => ann.screen().filter(({ text }) => text.includes('Well done')).length;
  ann.slash('/exercise', `double ${solutions.right}`);
  await expect.poll(seen).toBe(1);
  ann.says(`exercise double\n\`\`\`\n${solutions.right}\`\`\``);
  await expect.poll(seen).toBe(2);
  ann.says('exercise double', [{ name: 'double.py', content: solutions.right }]);
  await expect.poll(seen).toBe(3);
  const { ts } = ann.says('mine: ```async def double(number)\n    return 0```');
  ann.shortcutOn('Check solution', ts);
  await ann.sees('because of line 1');
});

test('a program that is longer than a form takes goes on as a file', async () => {
  const { person } = await startBot();
  const ann = person('Ann', { in: 'dm' });
  ann.says('exercise double', [{ name: 'double.py', content: solutions.long }]);
  await ann.sees('Look at this first');
  ann.press('Edit');
  const form = await ann.seesModal('It is too long for the box above');
  expect(form.text).not.toContain('a line of thought');
  expect(form.fields).toEqual([field, 'Your program as a file']);
});

test('the home page leads to the exercises, and a solution sent from there is answered there', async () => {
  const { person } = await startBot();
  const ann = person('Ann');
  ann.slash('/exercise', 'greet-all');
  await ann.sees('Exercise 2 of 2');
  ann.opensHome();
  await ann.seesHome('Exercises passed');
  ann.press('Exercises', 'home');
  await ann.seesHome('not begun');
  ann.press('Twice as much', 'home');
  await ann.seesHome('Exercise 1 of 2');
  ann.press('Write my solution', 'home');
  await ann.seesModal('Your solution');
  ann.submit({ [field]: solutions.right });
  await ann.seesHome('Well done');
});
