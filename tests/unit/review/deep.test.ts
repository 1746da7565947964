import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createReviewer } from '#review/create-reviewer.ts';

/**
 * Programs whose mistake shows only when calls, objects and containers are followed, and correct ones that look like
 * them. In deep-mistakes.txt `@@rule` ends the line of the mistake, `|` parts names of which one will do, and `@@~rule`
 * marks another line on which the remark may stand.
 */
const reviewer = await createReviewer();

interface Program {
  readonly heading: string;
  readonly lines: readonly string[];
}

function programs(file: string): readonly Program[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text
    .split(/^### /mu)
    .slice(1)
    .map((part) => {
      const [heading = '', ...lines] = part.trimEnd().split('\n');
      return { heading, lines };
    });
}

async function remarksOn(lines: readonly string[]): Promise<readonly string[]> {
  const code = lines.map((line) => line.replace(/\s*@@.*$/u, '')).join('\n');
  const { findings } = await reviewer.review(`\`\`\`python\n${code}\n\`\`\``);
  return findings.map(({ rule, blockLine }) => `${rule} ${blockLine}`);
}

/** The marks of a program: what must be said, and where what is said may stand. */
function marksOf(lines: readonly string[]) {
  const marks = lines.flatMap((line, index) =>
    [...line.matchAll(/@@(~?)([\w|]+)/gu)].map(([, other, names = '']) => ({
      isOther: other === '~',
      rules: names.split('|'),
      line: index + 1,
    })),
  );
  return { wanted: marks.filter(({ isOther }) => !isOther), marks };
}

const namesAndLines = (file: string) => programs(file).map(({ heading, lines }) => [heading, lines] as const);

describe('a mistake behind calls, objects and containers is found where it is', () => {
  test.each(namesAndLines('deep-mistakes.txt'))('%s', async (_, lines) => {
    const remarks = await remarksOn(lines);
    const { wanted, marks } = marksOf(lines);
    const missed = wanted.filter(({ rules }) => {
      const places = marks.filter((mark) => mark.rules.some((rule) => rules.includes(rule)));
      return !places.some(({ line }) => rules.some((rule) => remarks.includes(`${rule} ${line}`)));
    });
    expect(wanted).not.toEqual([]);
    expect(missed).toEqual([]);
  });
});

describe('correct code of the same shapes is left alone', () => {
  test.each(namesAndLines('deep-clean.txt'))('%s', async (_, lines) => {
    expect(await remarksOn(lines)).toEqual([]);
  });
});

describe('code among prose is read as it was meant', () => {
  test.each([
    [
      'with the numbers of a book',
      'see:\n\n1  import asyncio\n2\n3  async def f():\n4      asyncio.sleep(1)\n5\n6  asyncio.run(f())',
      ['coroutine_not_awaited 6'],
    ],
    [
      'between single backticks',
      '`import asyncio\nasync def f():\n    asyncio.sleep(1)\nasyncio.run(f())`',
      ['coroutine_not_awaited 3'],
    ],
    [
      'with full-width brackets',
      'import asyncio\nasync def f（）:\n    asyncio.sleep（1）\nasyncio.run(f())',
      ['coroutine_not_awaited 3'],
    ],
    [
      'with prose in a text of several lines',
      'import asyncio\nHELP = """\nNever write: time.sleep(1) here\n"""\nasync def f():\n    await asyncio.sleep(1)\nasyncio.run(f())',
      [],
    ],
    [
      'cut off in a text',
      'import asyncio\nasync def f():\n    asyncio.sleep(1)\n    print("this was cut of',
      ['coroutine_not_awaited 3'],
    ],
    ['in JavaScript', '```\nconst f = async () => {\n  await g();\n};\n```', ['syntax_error 2']],
    [
      'with an except of Python 2',
      '```python\ntry:\n    f()\nexcept (OSError, ValueError), error:\n    pass\n```',
      ['syntax_error 4'],
    ],
  ])('%s', async (_, message, wanted) => {
    const { findings } = await reviewer.review(message);
    expect(findings.map(({ rule, line }) => `${rule} ${line}`)).toEqual(wanted);
  });

  test('a numbered list of things to do is no code', async () => {
    const { language } = await reviewer.review('1. open the file\n2. read it\n3. close it');
    expect(language).toBe('none');
  });
});
