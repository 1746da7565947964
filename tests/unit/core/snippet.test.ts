import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { readSnippet } from '#core/snippet.ts';

const program = (code: string) => ({ kind: 'program', code });

test.each([
  ['print(1)', 'print(1)\n'],
  ['print(1)\r\nprint(2)\r\n', 'print(1)\nprint(2)\n'],
  ['```python\nprint(1)\n```', 'print(1)\n'],
  ['```\nprint(1)\n```', 'print(1)\n'],
  ['```print(1)```', 'print(1)\n'],
  ['```print(1)\nprint(2)```', 'print(1)\nprint(2)\n'],
  ['what does this do? ```py\nprint(1)\n``` thanks', 'print(1)\n'],
  ['~~~python\nprint(1)\n~~~', 'print(1)\n'],
  ['````\n```\n````', '```\n'],
  ['  ```python\n  if x:\n      y\n  ```', 'if x:\n    y\n'],
  ['`print(1)`', 'print(1)\n'],
])('%j holds %j', (message, code) => {
  expect(readSnippet(message)).toEqual(program(code));
});

test('text behind the closing fence on its line does not hide it', () => {
  expect(readSnippet('```\nprint(1)\n``` and\nmore')).toEqual(program('print(1)\n'));
});

test.each([[''], ['   \n '], ['```\n```']])('%j holds nothing', (message) => {
  expect(readSnippet(message)).toEqual({ kind: 'nothing' });
});

test('a fence that is never closed is named with its line', () => {
  expect(readSnippet('hello\n```python\nprint(1)')).toEqual({ kind: 'unclosed', line: 2 });
});

property.prop([fc.array(fc.string({ unit: 'binary' }).filter((line) => !/[`~\r\n]/u.test(line)))])(
  'whatever stands between fences comes out unchanged, but for blank ends',
  (lines) => {
    const body = lines.join('\n');
    const read = readSnippet(`\`\`\`python\n${body}\n\`\`\``);
    if (body.trim() === '') expect(read).toEqual({ kind: 'nothing' });
    else expect(read).toEqual(program(`${body.replace(/\n+$/u, '')}\n`));
  },
);
