import { beforeAll, describe, expect, test } from 'vitest';
import type { CodeReviewer, Review } from '#core/ports/code-reviewer.ts';
import { faultsOfReview } from '../support/review-faults.ts';

/** The promises of the CodeReviewer port: every implementation passes all of them. */
export function codeReviewerContract(name: string, open: () => Promise<CodeReviewer>): void {
  describe(`${name} keeps its promises`, () => {
    let reviewer: CodeReviewer;

    beforeAll(async () => {
      reviewer = await open();
    });

    describe('places', () => {
      placePromises(() => reviewer);
    });
    describe('languages', () => {
      languagePromises(() => reviewer);
    });
    describe('whatever comes', () => {
      hardPromises(() => reviewer);
    });
    describe('many at once', () => {
      independencePromises(() => reviewer);
    });
  });
}

const sleepy = ['import time', 'async def brew():', '    time.sleep(1)'];
const forgotten = ['import asyncio', 'async def pour():', '    asyncio.sleep(1)'];
const sound = 'import asyncio\nasync def wait():\n    await asyncio.sleep(1)\n';
const fenced = (code: readonly string[], language = 'python') => [`\`\`\`${language}`, ...code, '```'];
const placesOf = ({ findings }: Review) =>
  findings.map(({ rule, line, block, blockLine }) => ({ rule, line, block, blockLine }));

function placePromises(reviewer: () => CodeReviewer): void {
  test.each(['\n', '\r\n', '\r'])('lines are those of the message as it was received, between %j', async (between) => {
    const message = ['why is it slow?', '', ...fenced(sleepy), 'thanks'].join(between);
    const review = await reviewer().review(message);
    expect(placesOf(review)).toEqual([{ rule: 'blocking_sleep', line: 6, block: 0, blockLine: 3 }]);
  });

  test('findings come by line, each with its block and its line there', async () => {
    const message = ['one:', ...fenced(forgotten), 'two:', ...fenced(sleepy)].join('\n');
    expect(placesOf(await reviewer().review(message))).toEqual([
      { rule: 'coroutine_not_awaited', line: 5, block: 0, blockLine: 3 },
      { rule: 'blocking_sleep', line: 11, block: 1, blockLine: 3 },
    ]);
  });

  test('a finding names what it is about as the learner wrote it, and ends where that ends', async () => {
    const code = ['import asyncio', 'async def pour():', '    asyncio.sleep(', '        1,', '    )'];
    const { findings } = await reviewer().review(code.join('\n'));
    expect(findings).toMatchObject([{ line: 3, endLine: 5, about: expect.stringMatching(/^asyncio\.sleep/u) }]);
  });

  test('what does not parse is told with its line of the message', async () => {
    const message = ['it says SyntaxError:', ...fenced(['async def main():', '    print("a"', '', 'main()'])].join(
      '\n',
    );
    const review = await reviewer().review(message);
    expect(review).toMatchObject({ language: 'python', syntaxError: { line: 4, fault: 'never-closed' } });
  });

  test('a fix is what to write instead, or null', async () => {
    const { findings } = await reviewer().review([...forgotten, ...sleepy.slice(1)].join('\n'));
    expect(findings.map(({ fix }) => fix)).toContain('await asyncio.sleep(1)');
    for (const { fix } of findings) expect(fix).not.toBe('');
  });
}

function languagePromises(reviewer: () => CodeReviewer): void {
  test.each([
    ['nothing at all', ''],
    ['blanks', ' \n\t\n'],
    ['prose', 'what does await do, and when do I need it?'],
    ['another language, by its fence', fenced(['const a = await f();'], 'js').join('\n')],
    ['a mention alone', '@everyone'],
    ['the name of somebody', '@ada\nis it you who wrote this?'],
  ])('in %s there is no Python', async (_, message) => {
    const nothing = { language: 'none', syntaxError: null, findings: [], program: null, praises: [] };
    expect(await reviewer().review(message)).toEqual(nothing);
  });

  test('of Python that is sound there is nothing to say', async () => {
    expect(await reviewer().review(sound)).toMatchObject({ language: 'python', syntaxError: null, findings: [] });
  });
}

/** Each stands alone, and behind code in which there is something to find. */
const hard: Readonly<Record<string, string>> = {
  'a megabyte of prose': 'word '.repeat(200_000),
  'a megabyte of statements': 'x = f(x)\n'.repeat(111_111),
  'a megabyte without a line': 'x'.repeat(1_000_000),
  'a line of 20,000 characters': `x = [${'1, '.repeat(6_665)}]`,
  '1,200 nested brackets': `x = ${'('.repeat(1_200)}1${')'.repeat(1_200)}`,
  '1,200 brackets that never close': `x = ${'['.repeat(1_200)}`,
  '1,200 nested blocks': Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}if a:`).join('\n'),
  NUL: 'x = "\0"\nawait f(\0)\n',
  'half characters': 'x = "\ud83d"\ny = \udc00\n\ud800\ud800',
  'a fence that never closes': '```python\nasync def f(',
  'many fences': '```\n'.repeat(2_000),
};

function hardPromises(reviewer: () => CodeReviewer): void {
  test.each(Object.entries(hard))('%s gets an answer that points into the message', async (_, message) => {
    expect(faultsOfReview(message, await reviewer().review(message))).toEqual([]);
  });

  test.each(Object.entries(hard))('%s behind a program in a fence takes nothing from its review', async (_, tail) => {
    const message = [...fenced(sleepy), tail].join('\n');
    const review = await reviewer().review(message);
    expect(faultsOfReview(message, review)).toEqual([]);
    expect(placesOf(review)).toContainEqual({ rule: 'blocking_sleep', line: 4, block: 0, blockLine: 3 });
  });

  test('after all of it, reviews are as before', async () => {
    for (const message of Object.values(hard)) await reviewer().review(message);
    expect(placesOf(await reviewer().review(sleepy.join('\n')))).toMatchObject([{ rule: 'blocking_sleep', line: 3 }]);
  });
}

function independencePromises(reviewer: () => CodeReviewer): void {
  const messages = [sleepy.join('\n'), sound, ['look:', ...fenced(forgotten)].join('\n'), 'hello', '```python\nf(', ''];

  test('the same message has the same review', async () => {
    for (const message of messages) {
      expect(await reviewer().review(message)).toEqual(await reviewer().review(message));
    }
  });

  test('reviews that overlap do not mix', async () => {
    const alone: Review[] = [];
    for (const message of messages) alone.push(await reviewer().review(message));
    const rounds = Array.from({ length: 20 }, () => messages).flat();
    const together = await Promise.all(rounds.map(async (message) => await reviewer().review(message)));
    expect(together).toEqual(Array.from({ length: 20 }, () => alone).flat());
  });
}
