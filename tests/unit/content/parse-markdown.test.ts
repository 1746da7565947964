import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { parseMarkdown } from '#content/parse-markdown.ts';
import type { Block, Span } from '#core/view.ts';

const marks = ['python run', 'python', 'text'];

function parse(markdown: string) {
  const told: { readonly line: number; readonly message: string }[] = [];
  const prose = parseMarkdown(markdown, { marks, report: (line, message) => told.push({ line, message }) });
  return { ...prose, told };
}

/** What the first block says, without its marks. */
function wordsOf(markdown: string): string {
  const [block] = parse(markdown).blocks;
  return block?.kind === 'prose' ? block.spans.map(({ text }) => text).join('') : '';
}

test('fences keep their mark, their line and their code to the letter', () => {
  const { fences, blocks, told } = parse('Look:\n\n```python run\nx = 1\n\n    y\n```\n\n~~~text\n```\n~~~\n');
  expect(fences).toEqual([
    { mark: 'python run', line: 3, code: 'x = 1\n\n    y\n' },
    { mark: 'text', line: 9, code: '```\n' },
  ]);
  expect(blocks.slice(1)).toEqual([
    { kind: 'code', language: 'python', text: 'x = 1\n\n    y' },
    { kind: 'code', language: 'text', text: '```' },
  ]);
  expect(told).toEqual([]);
});

test('a numbered list is ordered, another is not', () => {
  expect(parse('1. a\n2. b\n').blocks).toMatchObject([{ kind: 'list', ordered: true }]);
  expect(parse('* a\n* b\n').blocks).toMatchObject([{ kind: 'list', ordered: false }]);
});

test('signs that Markdown keeps for itself can be written with a backslash or an entity', () => {
  expect(wordsOf('2 \\* 3, \\`x\\`, &lt;b&gt;')).toBe('2 * 3, `x`, <b>');
});

test('an underscore in a name is no emphasis', () => {
  expect(wordsOf('run_until_complete')).toBe('run_until_complete');
});

test('a line break is a space, but between Chinese characters it is nothing', () => {
  expect(wordsOf('one\ntwo')).toBe('one two');
  expect(wordsOf('one  \ntwo')).toBe('one two');
  expect(wordsOf('事件\n循环，\n等待')).toBe('事件循环，等待');
  expect(wordsOf('等待\nawait')).toBe('等待 await');
});

test('a fence in longer backticks is not closed by shorter ones', () => {
  expect(parse('````text\n```\n').told).toMatchObject([{ line: 1, message: expect.stringContaining('found no end') }]);
});

test('each fault is told with its line, and reading goes on behind it', () => {
  const { told, blocks } = parse('# One\n\ntwo\n\n> three\n\n- four\n\n  five\n\n<six>\n');
  expect(told.map(({ line }) => line)).toEqual([1, 5, 7, 11]);
  expect(blocks.map(({ kind }) => kind)).toEqual(['prose', 'list']);
});

const word = fc.stringMatching(/^([a-z]{1,8}|[一-龥]{1,4})$/u);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((all) => all.join(' '));
const marked: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const), text: words }),
  fc.record({
    kind: fc.constant('link' as const),
    text: words,
    url: fc.webUrl({ validSchemes: ['https'] }).filter((url) => !/[()<>\\&*_`!]/u.test(url)),
  }),
);

/** Words, with marked words among them. */
const line: fc.Arbitrary<readonly Span[]> = fc
  .tuple(words, fc.array(fc.tuple(marked, words), { maxLength: 3 }))
  .map(([first, rest]) =>
    [text(first), ...rest.flatMap(([span, after]) => [span, text(after)])].map((span, place, all) =>
      span.kind === 'text' ? text(`${place > 0 ? ' ' : ''}${span.text}${place < all.length - 1 ? ' ' : ''}`) : span,
    ),
  );

const text = (value: string): Span => ({ kind: 'text', text: value });

const code = fc
  .array(fc.stringMatching(/^[ -_a-~]{0,30}$/u), { minLength: 1, maxLength: 5 })
  .map((lines) => ['x', ...lines].join('\n'));

const row = (columns: number) => fc.array(line, { minLength: columns, maxLength: columns });
const table = fc.integer({ min: 1, max: 3 }).chain((columns) =>
  fc.record({
    kind: fc.constant('table' as const),
    header: row(columns),
    rows: fc.array(row(columns), { maxLength: 3 }),
  }),
);

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(line, { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('code' as const),
    language: fc.constantFrom('python' as const, 'text' as const),
    text: code,
  }),
  table,
);
const prose: fc.Arbitrary<Block> = line.map((spans) => ({ kind: 'prose', spans }));

/** Paragraphs with other blocks between them: two lists in a row would be one. */
const blocks = fc
  .tuple(prose, fc.array(fc.tuple(anyBlock, prose), { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest.flat()]);

property.prop([blocks])('blocks written as Markdown are read as the same blocks', (written) => {
  const read = parse(written.map(writeBlock).join('\n'));
  expect(read.told).toEqual([]);
  expect(read.blocks).toEqual(written);
});

property.prop([fc.string({ unit: 'binary', maxLength: 200 })])(
  'whatever is written, it is read, and faults are told with lines that are there',
  (markdown) => {
    const lines = markdown.split(/\r\n?|\n/u).length;
    for (const told of parse(markdown).told) {
      expect(told.line).toBeGreaterThanOrEqual(1);
      expect(told.line).toBeLessThanOrEqual(lines);
    }
  },
);

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'prose':
      return `${writeLine(block.spans)}\n`;
    case 'list':
      return block.items.map((item, place) => `${block.ordered ? `${place + 1}.` : '-'} ${writeLine(item)}\n`).join('');
    case 'table':
      return [block.header, block.header.map(() => [text('---')]), ...block.rows]
        .map((cells) => `| ${cells.map(writeLine).join(' | ')} |\n`)
        .join('');
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\`\n`;
    case 'progress':
    case 'picture':
    case 'file':
    case 'choices':
    case 'ask':
      throw new Error(`no Markdown gives ${block.kind}`);
  }
}

const writeLine = (spans: readonly Span[]): string => spans.map(writeSpan).join('');

function writeSpan(span: Span): string {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return `\`${span.text}\``;
    case 'strong':
      return `**${span.text}**`;
    case 'emphasis':
      return `*${span.text}*`;
    case 'link':
      return `[${span.text}](${span.url})`;
  }
}
