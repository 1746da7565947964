import { describe, expect, test } from 'vitest';
import { courseId, learnerId } from '#core/ids.ts';
import type { Request } from '#core/request.ts';
import { choiceFor, choicesOf, testApp, wordsOf } from '../../../support/app.ts';
import { realLibrary } from '../../../support/real-views.ts';

const library = realLibrary();
const sleeping = 'import time\n\nasync def main():\n    time.sleep(5)\n';
const manyMistakes = `import asyncio
import time
import requests

async def fetch(url):
    return requests.get(url)

async def main():
    time.sleep(1)
    fetch("a")
    asyncio.create_task(fetch("b"))
    with asyncio.Lock():
        print(open("notes.txt").read())

main()
`;

test('a message gets each remark with its line in the block, the sentence about its code, and why it is so', async () => {
  const view = await testApp().last('review', { code: `Why does it hang?\n\`\`\`py\n${sleeping}\`\`\`\nThanks` });
  const words = wordsOf(view);
  expect(words).toContain('review.actionable · review.line {\\"lines\\":\\"4\\"}');
  expect(words).toContain('{"kind":"code","text":"time.sleep"}');
  expect(words).toContain('They share a thread.');
});

test('it leads to the chunk that teaches it, and to its question', async () => {
  const view = await testApp().last('review', { code: sleeping });
  expect(choiceFor(view, 'lesson').args).toEqual({ course: 'async', page: 'two' });
  expect(choiceFor(view, 'quiz').args).toEqual({ course: 'async', concept: 'task' });
});

test('what must be mended stands first, three remarks at most, and the others behind a button', async () => {
  const { last } = testApp({ library });
  const first = await last('review', { code: manyMistakes });
  const kinds = (view: typeof first) => wordsOf(view).match(/Must be mended|Worth doing|Good to know/gu) ?? [];
  expect(kinds(first)).toHaveLength(3);
  expect(kinds(first)[0]).toBe('Must be mended');
  expect(first.tone).toBe('warning');
  const more = await last('review', choiceFor(first, 'review').args);
  expect(kinds(more).length).toBeGreaterThan(0);
  const order = ['Must be mended', 'Worth doing', 'Good to know'];
  const ranks = [...kinds(first), ...kinds(more)].map((kind) => order.indexOf(kind));
  expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  const hints = [...choicesOf(first), ...choicesOf(more)].filter(({ command }) => command === 'remark');
  expect(new Set(hints.map(({ args }) => args['rule'])).size).toBe(hints.length);
});

test('one rule is one remark, with all its lines', async () => {
  const code = 'import time\n\nasync def main():\n    time.sleep(5)\n    time.sleep(6)\n';
  const view = await testApp().last('review', { code });
  expect(wordsOf(view)).toContain('review.line {\\"lines\\":\\"4, 5\\"}');
  expect(choicesOf(view).filter(({ command }) => command === 'remark')).toHaveLength(1);
});

test('clean code gets one line of praise', async () => {
  const view = await testApp().last('review', { code: 'import asyncio\n\nasyncio.run(asyncio.sleep(1))\n' });
  expect(view.tone).toBe('praise');
  expect(view.blocks.filter(({ kind }) => kind === 'prose')).toHaveLength(1);
  expect(wordsOf(view)).toContain('review.clean');
});

test.each([
  ['no code at all', 'How are you today?', 'review.none'],
  ['another language', '```js\nconst a = () => 1;\n```', 'review.none'],
  ['an end that is missing', '```py\nimport asyncio\n\nasync def main():\n    await asyncio.sleep(', 'review.cut-off'],
])('%s gets one kind sentence', async (_, code, sentence) => {
  const view = await testApp().last('review', { code });
  expect(wordsOf(view)).toContain(sentence);
  expect(view.blocks.filter(({ kind }) => kind === 'prose')).toHaveLength(1);
});

test('a fault of syntax is said in plain words, before the other remarks', async () => {
  const code = `${sleeping}\nasync def other():\n    print("never closed"\n    x = 1\n`;
  const words = wordsOf(await testApp({ library }).last('review', { code }));
  expect(words).toContain('line 7');
  expect(words.indexOf('never closed')).toBeGreaterThan(0);
  expect(words.indexOf('never closed')).toBeLessThan(words.indexOf('Worth doing'));
});

test('alone, it asks for code in a form', async () => {
  const view = await testApp().last('review');
  expect(view.blocks.at(-1)).toMatchObject({ kind: 'ask', ask: { command: 'review', fields: [{ name: 'code' }] } });
});

describe('what a review finds in the learner’s own code is a lapse of its concept', () => {
  const facts = async (more: Partial<Request>) => {
    const { last, store } = testApp({ library });
    const learner = learnerId('test:lapsing');
    const first = await last('review', { code: manyMistakes }, { learner, ...more });
    await last('review', choiceFor(first, 'review').args, { learner, ...more });
    return await store.evidence.facts(learner, courseId('async'));
  };

  test('once for each concept, however many pages of remarks there are', async () => {
    const found = await facts({});
    expect(found.map(({ kind }) => kind)).toContain('lapse');
    const concepts = found.flatMap((fact) => (fact.kind === 'lapse' ? [fact.concept] : []));
    expect(new Set(concepts).size).toBe(concepts.length);
    expect(concepts).toContain('blocking-io');
  });

  test('of the code in somebody else’s message it says nothing', async () => {
    expect(await facts({ author: 'somebody-else' })).toEqual([]);
  });
});
