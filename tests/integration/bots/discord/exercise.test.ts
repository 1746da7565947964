import { expect, test } from 'vitest';
import { solutions } from '../../../support/exercises.ts';
import { startBot } from './start-bot.ts';

const field = 'Your solution, the whole program';

test.each(['guild', 'dm', 'user install', 'group'] as const)(
  'somebody begins an exercise, fails, takes a hint, goes on from what they sent, and passes: %s',
  async (place) => {
    const { server } = await startBot();
    const ann = server.person('Ann', { in: place });
    const exercises = await ann.slash('exercise').answer();
    expect(exercises.text).toContain('not begun');
    const task = await ann.press('Twice as much', exercises.id).sees('Exercise 1 of 2');
    const blank = ann.press('Write my solution', task.id);
    expect(JSON.stringify(await blank.form())).toContain('return 0');
    const failed = await ann.submit(blank, { [field]: solutions.early }).sees('Look at this first');
    expect(failed.text).toContain('2 of 3 behaviours hold');
    expect(failed.isPrivate).toBe(place !== 'dm');

    await ann.press('Hint', failed.id).sees('a wait and a sum');
    await ann.press('Hint 2 of 3').sees('comes from asyncio');
    const editor = ann.press('Edit', failed.id);
    expect(JSON.stringify(await editor.form())).toContain(JSON.stringify(solutions.early.trimEnd()).slice(1, -1));
    const passed = await ann.submit(editor, { [field]: solutions.right }).sees('Well done');
    expect(passed.buttons.map(({ label }) => label)).toEqual(['Next: Greet all at once', 'Continue', 'Exercises']);
    expect((await ann.slash('progress').answer()).text).toContain('Exercises passed **1 of 2**');
  },
);

test('a solution comes as a file, in a message, and in the words of a command', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const file = { name: 'double.py', text: solutions.right };
  await ann.slash('exercise', { exercise: 'double', file }).sees('Well done');
  await ann.slash('exercise', { exercise: 'double', code: 'async def double(number): ...' }).sees('Not checked');
  const seen = () => ann.screen().filter(({ text }) => text.includes('Well done')).length;
  const before = seen();
  ann.asksBot('exercise double', [file]);
  await expect.poll(seen).toBe(before + 1);
  ann.asksBot(`exercise double\n\`\`\`py\n${solutions.right}\`\`\``);
  await expect.poll(seen).toBe(before + 2);
  ann.asksBot(`exercise \`\`\`py\n${solutions.right}\`\`\``);
  await expect.poll(seen).toBe(before + 3);
  await ann.useOn('Check solution', ann.says(`mine:\n\`\`\`py\n${solutions.right}\`\`\``)).sees('Well done');
});

test('a program that is longer than a form takes goes on as a file', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const failed = await ann
    .slash('exercise', { exercise: 'double', file: { name: 'double.py', text: solutions.long } })
    .sees('Look at this first');
  const editor = ann.press('Edit', failed.id);
  expect(JSON.stringify(await editor.form())).not.toContain('a line of thought');
  const upload = { 'Your program as a file': [{ name: 'double.py', text: solutions.right }] };
  await ann.submit(editor, upload).sees('Well done');
});

test('names are offered while they are typed, and the button under a page begins its exercise', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const offered = [{ name: 'Greet all at once', value: 'greet-all' }];
  expect(await ann.types('exercise', { option: 'exercise', text: 'gre' })).toEqual(offered);
  const page = await ann.slash('lesson', { course: 'async', chunk: '1' }).answer();
  const task = await ann.press('Practise', page.id).sees('Exercise 1 of 2');
  expect(task.id).not.toBe(page.id);
});

test('the button under a solution that is being checked stops it', async () => {
  const { server } = await startBot();
  const ann = server.person('Ann');
  const exchange = ann.slash('exercise', { exercise: 'double', file: { name: 'x.py', text: solutions.endless } });
  await exchange.sees('Checking');
  ann.press('Cancel');
  await exchange.sees('does not count as a try');
});
