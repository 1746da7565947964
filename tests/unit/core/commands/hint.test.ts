import { expect, test } from 'vitest';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';

const hint = (nth: number) => ({ course: 'async', exercise: 'double', nth: String(nth) });

test('each press shows one hint more, under those before it', async () => {
  const { last } = testApp();
  const first = await last('hint', choiceFor(await last('exercise', { exercise: 'double' }), 'hint').args);
  expect(wordsOf(first)).toContain('a wait and a sum');
  expect(wordsOf(first)).not.toContain('comes from asyncio');
  const second = await last('hint', choiceFor(first, 'hint').args);
  expect(wordsOf(second)).toContain('a wait and a sum');
  expect(wordsOf(second)).toContain('comes from asyncio');
});

test('a double press shows one', async () => {
  const { last } = testApp();
  await last('hint', hint(1));
  const again = await last('hint', hint(1));
  expect(wordsOf(again)).not.toContain('comes from asyncio');
  expect(choiceFor(again, 'hint').args).toEqual(hint(2));
});

test('an old button shows all that were seen, and the way on', async () => {
  const { last } = testApp();
  await last('hint', hint(2));
  const again = await last('hint', hint(1));
  expect(wordsOf(again)).toContain('comes from asyncio');
  expect(choiceFor(again, 'hint').args).toEqual(hint(3));
});

test('behind the last hint stands the page to read', async () => {
  const { last } = testApp();
  const view = await last('hint', hint(3));
  expect(wordsOf(view)).toContain('exercise.last-hint');
  expect(choicesOf(view).map(({ command }) => command)).toEqual(['lesson', 'exercise']);
  expect(choiceFor(view, 'lesson').args).toEqual({ course: 'async', page: 'two' });
});

test.each(['0', '-1', '99', 'x', ''])('a number that no hint has, %j, shows one that is there', async (nth) => {
  const view = await testApp().last('hint', { ...hint(1), nth });
  expect(view.title).toContain('exercise.hints-title');
});

test('an exercise that is no longer there is refused', async () => {
  expect(wordsOf(await testApp().last('hint', { ...hint(1), exercise: 'gone' }))).toContain('refusal.unknown-exercise');
});

test('typed without an exercise it is about the one that the learner was at last', async () => {
  const { last } = testApp();
  await last('exercise', { exercise: 'double' });
  expect(wordsOf(await last('hint'))).toContain('a wait and a sum');
});

test('and before any was begun it asks which', async () => {
  expect(wordsOf(await testApp().last('hint'))).toContain('refusal.which-exercise');
});
